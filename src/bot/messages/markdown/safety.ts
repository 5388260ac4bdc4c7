/**
 * What cannot be seen and serves no text: control characters but tab and line feed, and what overrides the direction of
 * writing (U+202A-202E, U+2066-2069), which could show an address as another.
 */
const hidden = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;
const lineSeparators = /[\u2028\u2029]/g;

/** A text without hidden characters; Unicode's own line separators are line feeds. */
export function withoutHidden(text: string): string {
  return text.replace(lineSeparators, "\n").replace(hidden, "");
}

/** Letters without a shape (fillers, the blank of Braille): Telegram takes them for blanks. */
const ink = /[^\s\p{Cc}\p{Cf}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/u;

/** Whether there is anything to see: Telegram refuses a text without. */
export function hasInk(text: string): boolean {
  return ink.test(text);
}

export interface Range {
  start: number;
  end: number;
}

/** A web address of the plainest form: what is in it acts as the address alone. */
const address = String.raw`https?:\/\/(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#][\w/?#%&=.~+:@-]*)?`;
/** "/word" and "/word@name" as TDLib's match_bot_commands reads them. */
const command = String.raw`(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?![A-Za-z0-9_])(?:@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_]))?(?![/<>])`;
/** A command with what makes a file's name of it ("./run.sh"), so that it looks whole. */
const path = String.raw`[.~]{0,2}${command}(?:[./-]\w+)*`;
/** "@name", of any length: a wider net than TDLib's match_mentions. */
const mention = String.raw`(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{2,}`;
/** Addresses that open something in the app itself (TDLib's match_tg_urls). */
const appAddress = String.raw`(?:tg|ton|tonsite):\/\/[^\s]+`;
const acting = new RegExp(`(?<address>${address})|${path}|${mention}|${appAddress}`, "giu");

/** Where Telegram would find a command, a mention or an address within the app by itself; in order. */
export function actingPlaces(text: string): Range[] {
  return [...text.matchAll(acting)]
    .filter((match) => match.groups?.address === undefined)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
