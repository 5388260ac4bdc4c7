import type { Word } from "./folded-words.ts";
import { phraseAt } from "./phrases.ts";
import { firstBehindColon, type Place, type Surroundings } from "./place.ts";
import type { Sentence } from "./sentences.ts";
import { lists } from "./words/word-lists.ts";

function isAddressed(words: Sentence, at: number): boolean {
  return words[at]?.gap.endsWith("@") === true;
}

/** The places at and behind the greetings and courtesies that stand at a place. */
function behindOpeners(words: Sentence, from: number): number[] {
  const places = [from];
  let at = from;
  for (;;) {
    const length = isAddressed(words, at)
      ? 1
      : Math.max(phraseAt(words, at, lists.openers), phraseAt(words, at, lists.requests));
    if (length === 0 || at + length >= words.length) return places;
    at += length;
    places.push(at);
  }
}

/** The places of requests ("can you") in mid-sentence that no question word makes a question. */
function requestPlaces(words: Sentence): number[] {
  return words.flatMap((_, at) => {
    const isAsked = at > 0 && phraseAt(words, at - 1, lists.questionWords) > 0;
    return phraseAt(words, at, lists.requests) > 0 && !isAsked ? [at] : [];
  });
}

/** Whether a quotation ends before a word. */
export function isBehindQuote({ gap }: Word): boolean {
  return /["”»]\s/.test(gap);
}

function placesBehindQuotes(words: Sentence): number[] {
  return words.flatMap((word, at) => (at > 0 && isBehindQuote(word) ? [at] : []));
}

/** The places of a sentence where an order may begin. */
export function placesOf(words: Sentence, surroundings: Surroundings): Place[] {
  const requests = requestPlaces(words);
  const starts = new Set([0, ...placesBehindQuotes(words), ...requests].flatMap((at) => behindOpeners(words, at)));
  return [...starts].map((at) => ({
    words,
    at,
    limit: firstBehindColon(words, at),
    isRequest: requests.some((request) => request < at),
    ...surroundings,
  }));
}
