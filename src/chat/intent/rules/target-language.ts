import { languageAt } from "../language-names.ts";
import { heardAt, isEnd, type Place, skipped, type WordSpan } from "../place.ts";

/** A language that an order names, with its words. */
export interface Target {
  name: string;
  span: WordSpan;
}

/** The language of "to French" or "in the French language" at a place, whatever follows. */
function prepositioned(place: Place, at: number, name: "toward" | "inside" | "from"): Target | null {
  const preposition = heardAt(place, at, name);
  if (preposition === 0) return null;
  const start = skipped(place, at + preposition, "languageWords");
  const language = languageAt(place.words, start, "clear") ?? lastAsCode(place, start);
  if (!language || start + language.length > place.limit) return null;
  return { name: language.name, span: [at, skipped(place, start + language.length, "languageWords")] };
}

/** A code such as "it" names a language only where the order ends with it. */
function lastAsCode(place: Place, at: number): { name: string; length: number } | null {
  const language = languageAt(place.words, at, "all");
  return language && isEnd(place, at + language.length) ? language : null;
}

/** The language that is named right at a place: "to French", "in French", or only "French" where the order ends. */
export function targetAt(place: Place, at: number): Target | null {
  const found = prepositioned(place, at, "toward") ?? prepositioned(place, at, "inside");
  if (found) return found;
  const bare = languageAt(place.words, at, "clear");
  return bare && isEnd(place, at + bare.length) ? { name: bare.name, span: [at, at + bare.length] } : null;
}

/** The language that the order ends with: "... to French please". */
export function targetAtEnd(place: Place, from: number): Target | null {
  for (let at = from; at < place.limit; at++) {
    const found = prepositioned(place, at, "toward") ?? prepositioned(place, at, "inside");
    if (found && isEnd(place, found.span[1])) return found;
  }
  return null;
}

/** The words of "from English" or "do inglês" at a place; null where there are none. */
export function sourceAt(place: Place, at: number): WordSpan | null {
  return prepositioned(place, at, "from")?.span ?? null;
}

/** A language that we do not know, at the order's end: as it was typed, with the text to take it from. */
export function unknownTargetAt(place: Place, at: number): { word: number; span: WordSpan } | null {
  const word = at + heardAt(place, at, "toward");
  const isOne = word > at && word < place.limit && isEnd(place, word + 1) && heardAt(place, word, "nobody") === 0;
  return isOne && heardAt(place, word, "pointers") === 0 ? { word, span: [at, word + 1] } : null;
}
