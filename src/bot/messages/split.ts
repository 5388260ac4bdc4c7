import { FormattedString } from "@grammyjs/parse-mode";

/** The longest text of one message, in UTF-16 units (Bot API, sendMessage). */
export const longestMessage = 4096;

/** Better places to cut come first: between paragraphs, lines, words. */
const separators = ["\n\n", "\n", " "];

function isBetweenSurrogates(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** Where to cut a text of which at most `room` units may stay; the cut is after what is answered. */
function placeToCut(text: string, room: number): number {
  for (const separator of separators) {
    const at = text.lastIndexOf(separator, room - separator.length);
    // A cut near the beginning would leave a crumb of a message.
    if (at > room / 4) return at + separator.length;
  }
  return isBetweenSurrogates(text, room) ? room - 1 : room;
}

function trimmed(part: FormattedString): FormattedString {
  const { text } = part;
  const start = text.length - text.trimStart().length;
  return part.slice(start, Math.max(start, text.trimEnd().length));
}

/** Splits a text at sensible places into parts that fit; entities that are cut go on in the next part. Never empty. */
export function splitText(whole: FormattedString, room: number = longestMessage): FormattedString[] {
  const parts: FormattedString[] = [];
  let rest = trimmed(whole);
  while (rest.text.length > room) {
    const at = placeToCut(rest.text, room);
    parts.push(trimmed(rest.slice(0, at)));
    rest = trimmed(rest.slice(at));
  }
  const all = [...parts, rest].filter((part) => part.text.length > 0);
  return all.length > 0 ? all : [new FormattedString("…")];
}
