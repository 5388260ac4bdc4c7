import { type Order, orderOf } from "../order.ts";
import { hasColon, heardAt, isEnd, type Place, referenceEnd, roughlyHeardAt, skipped } from "../place.ts";

/** Behind fewer words, "summarize" is a word of the sentence rather than an order about what stands before. */
const longBefore = 30;

/** Where the verb of an order to summarise ends; the place itself where none stands there. */
function verbEnd(place: Place, at: number): number {
  const end = at + roughlyHeardAt(place, at, "summarize");
  const resumed = at + heardAt(place, at, "resume");
  if (resumed === at || end > resumed) return end;
  const isOrder = heardAt(place, resumed, "resumeObjects") > 0 || (isEnd(place, resumed) && hasSomething(place));
  return isOrder ? resumed : at;
}

function hasSomething(place: Place): boolean {
  return place.hasMaterial || place.hasRecording || hasColon(place);
}

/** "Summary judgment" and "the summary is wrong" are no orders. */
function isOnlyNoun(place: Place, end: number): boolean {
  const isNoun = end - place.at === heardAt(place, place.at, "summaryNouns");
  return isNoun && !isEnd(place, end) && referenceEnd(place, end) === end && !isTldr(place);
}

function isTldr({ words, at }: Place): boolean {
  return words[at]?.text === "tldr" || words[at]?.text === "tl";
}

/** "Summarise this", "tl;dr", "resume isto". */
export function summarizeOrder(place: Place): Order | null {
  const end = verbEnd(place, place.at);
  if (end === place.at || isOnlyNoun(place, end)) return null;
  const referred = referenceEnd(place, skipped(place, end, "fillers"));
  if (place.isRequest && isEnd(place, end) && !hasSomething(place)) return null;
  return orderOf("summarization", [place.at, referred]);
}

/** "What are the key points?", of a text that is there. */
export function summaryQuestion(place: Place): Order | null {
  const end = place.at + heardAt(place, place.at, "summaryQuestions");
  const referred = referenceEnd(place, end);
  return end > place.at && hasSomething(place) ? orderOf("summarization", [place.at, referred]) : null;
}

/** A long text that ends in "resume isso" or "tldr", without a full stop between. */
export function summarizeAtEnd(place: Place): Order | null {
  if (place.at > 0) return null;
  for (let at = longBefore; at < place.limit; at++) {
    const end = verbEnd(place, at);
    const referred = referenceEnd(place, end);
    if (end > at && isEnd(place, referred)) return orderOf("summarization", [at, place.limit]);
  }
  return null;
}
