import type { Word } from "./folded-words.ts";
import { forgivingPhraseAt, type Phrases, phraseAt } from "./phrases.ts";
import type { Sentence } from "./sentences.ts";
import { lists, type WordListName } from "./words/word-lists.ts";

/** Where an order may begin. */
export interface Place {
  words: Sentence;
  /** The order's first word, if it is one. */
  at: number;
  /** The first word behind a colon: what is to be worked on. The number of words where there is no colon. */
  limit: number;
  /** Whether a request such as "can you" stands before it. */
  isRequest: boolean;
  /** Whether the message comes with a text, or replies to one. */
  hasMaterial: boolean;
  hasRecording: boolean;
  /** Whether the message has other sentences that an order may be about. */
  hasOtherText: boolean;
  /** Whether a sentence of the message is a context to answer from: "Context: ...". */
  hasContext: boolean;
}

/** What places of one message have in common. */
export type Surroundings = Pick<Place, "hasMaterial" | "hasRecording" | "hasOtherText" | "hasContext">;

/** Words of a sentence: from, and up to but not including. */
export type WordSpan = readonly [from: number, to: number];

/** How many words the longest phrase of a list has at a place in a sentence, before a colon; 0 where none stands there. */
export function heardAt({ words, limit }: Place, at: number, name: WordListName): number {
  const length = phraseAt(words, at, lists[name]);
  return at + length <= limit ? length : 0;
}

/** As `heardAt`, with a slip of the thumb forgiven. */
export function roughlyHeardAt({ words, limit }: Place, at: number, name: WordListName): number {
  const length = forgivingPhraseAt(words, at, lists[name]);
  return at + length <= limit ? length : 0;
}

/** The first place where one of a list stands, from a place on and before the colon; -1 where none does. */
export function whereHeard(place: Place, from: number, name: WordListName): number {
  for (let at = from; at < place.limit; at++) if (heardAt(place, at, name) > 0) return at;
  return -1;
}

/** Where the phrases of some lists that follow one another end. */
export function skipped(place: Place, from: number, ...names: WordListName[]): number {
  let at = from;
  for (;;) {
    const length = Math.max(...names.map((name) => heardAt(place, at, name)));
    if (length === 0) return at;
    at += length;
  }
}

/** Whether nothing of the order follows: at most a "please". */
export function isEnd(place: Place, at: number): boolean {
  return skipped(place, at, "closers") >= place.limit;
}

export function hasColon({ words, limit }: Place): boolean {
  return limit < words.length;
}

/** Where "this", "my text" or "the following sentence" ends that stands at a place; the place itself where none does. */
export function referenceEnd(place: Place, from: number): number {
  const pointed = skipped(place, from, "pointers");
  const article = pointed > from ? 0 : heardAt(place, from, "determiners");
  const start = pointed + article;
  // One adjective may stand between: "this long text".
  for (const extra of start > from ? [0, 1] : [0]) {
    const thing = heardAt(place, start + extra, "textThings");
    if (thing > 0) return skipped(place, start + extra + thing, "pointers");
  }
  return pointed;
}

/** Whether one of some phrases that stand by themselves is heard at a place before the colon. */
export function phraseHeardAt({ words, limit }: Place, at: number, phrases: Phrases): number {
  const length = phraseAt(words, at, phrases);
  return at + length <= limit ? length : 0;
}

/** The first word behind the next colon that ends a heading ("to French: hello"), not one in an address or a time. */
export function firstBehindColon(words: readonly Word[], from: number): number {
  const found = words.findIndex(({ gap }, at) => at > from && /:(?![)(/|*-])/.test(gap) && gap !== ":");
  return found === -1 ? words.length : found;
}
