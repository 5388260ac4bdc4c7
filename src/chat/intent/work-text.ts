import type { FoundOrder } from "./find-order.ts";
import type { Utterance } from "./intent.ts";
import type { IntentName } from "./intent-names.ts";
import { hasColon, heardAt, isEnd, type Place, skipped } from "./place.ts";
import { isBehindQuote } from "./places.ts";

/** What is to be worked on, and what is left of the message then. */
export interface Work {
  text: string;
  /** The order as it was written; null where nothing was cut off. */
  order: string | null;
}

/** Orders that can be told from what they are about; those for code or a poem are the text themselves. */
const cutting: ReadonlySet<IntentName> = new Set([
  "translation",
  "summarization",
  "rewriting",
  "speech",
  "image_generation",
  "video_generation",
]);
const pictured: ReadonlySet<IntentName> = new Set(["image_generation", "video_generation"]);
/** Behind these, the rest of the sentence may say how: "rewrite this (in a friendly tone)". */
const instructed: ReadonlySet<IntentName> = new Set(["summarization", "rewriting"]);
/** Less than this behind "summarise" names a thing ("the book Dom Casmurro") rather than being it; in characters. */
const shortestSummarized = 160;

const separators = new Set([..." \t\n\r\u00a0:,;.!?-–—>"]);
const quotes = new Map(["“”", "«»", '""', "''", "‘’"].map((pair) => [pair.charAt(0), pair.charAt(1)]));

/** A text without what joined it to the order, and without quotes around the whole. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && separators.has(text.charAt(start))) start++;
  while (end > start && /[\s,:;–—-]/.test(text.charAt(end - 1))) end--;
  const closing = quotes.get(text.charAt(start));
  const last = /[.?!]/.test(text.charAt(end - 1)) ? end - 1 : end;
  const isQuoted = closing !== undefined && last - start > 2 && text.charAt(last - 1) === closing;
  return isQuoted ? text.slice(start + 1, last - 1) : text.slice(start, end);
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);
}

/** What stands behind the colon of the order's sentence. */
function behindColon(text: string, { words, limit }: Place): string {
  const from = words[limit - 1]?.end ?? 0;
  return trimmed(text.slice(text.indexOf(":", from) + 1));
}

/** What is left of the order's sentence; "" where that is nothing, or only says how. */
function restOfSentence(text: string, { order, place }: FoundOrder, isReply: boolean): string {
  const { words } = place;
  const [lead] = order.cuts;
  if (!lead) return "";
  // An order behind its text, in the same sentence.
  if (lead[0] > place.at) return trimmed(text.slice(0, words[lead[0] - 1]?.end ?? 0));
  let from = lead[1];
  let to = words.length;
  for (const [start, end] of order.cuts.slice(1)) {
    if (start <= from) from = Math.max(from, end);
    else to = Math.min(to, start);
  }
  const saysHow = (instructed.has(order.name) || isReply) && heardAt(place, from, "instructions") > 0;
  if (from >= to || isEnd(place, from) || saysHow || skipped(place, from, "pointers") >= to) return "";
  const start = words[from - 1]?.end ?? 0;
  if (to < words.length) return trimmed(text.slice(start, words[to]?.start));
  return pictured.has(order.name) ? describedFrom(text, place, from) : trimmed(text.slice(start));
}

/** What a picture is to show: without the courtesies and the question mark of the order's sentence. */
function describedFrom(text: string, place: Place, from: number): string {
  const { words } = place;
  let end = words.length;
  for (let at = words.length - 1; at > from; at--) if (isEnd(place, at)) end = at;
  const start = words[from - 1]?.end ?? 0;
  const described = trimmed(text.slice(start, words[end - 1]?.end));
  const behind = trimmed(text.slice(words.at(-1)?.end ?? text.length));
  return hasWords(behind) ? `${described}. ${behind}` : described;
}

/** What the sentences before or behind the order's own say. */
function otherSentences(text: string, { place }: FoundOrder): string {
  const behind = text.slice(place.words.at(-1)?.end ?? text.length);
  const { words, at } = place;
  const own = words[at];
  const before = text.slice(0, own && isBehindQuote(own) ? own.start : words[0]?.start);
  return [behind, before].map(trimmed).find(hasWords) ?? "";
}

function ownText(text: string, rest: string, found: FoundOrder): string {
  const isName = found.order.name === "summarization" && rest.length < shortestSummarized && rest !== "";
  if (isName) return "";
  return hasWords(rest) ? rest : otherSentences(text, found);
}

function without(text: string, part: string): string {
  const at = text.lastIndexOf(part);
  return at === -1 ? text : `${text.slice(0, at).trim()} ${text.slice(at + part.length).trim()}`.trim();
}

/** What an order is about: its own text, else that of the message that it replies to, else the whole message. */
export function workOf({ text, quoted }: Utterance, found: FoundOrder): Work {
  if (!cutting.has(found.order.name)) return { text, order: null };
  const own = hasColon(found.place) ? behindColon(text, found.place) : "";
  if (hasWords(own)) return { text: own, order: without(text, own) };
  const rest = restOfSentence(text, found, quoted !== null);
  if (quoted !== null && (rest === "" || instructed.has(found.order.name))) return { text: quoted, order: text };
  const other = ownText(text, rest, found);
  return other === "" || other === text ? { text, order: null } : { text: other, order: without(text, other) };
}
