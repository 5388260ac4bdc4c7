import { type Word, wordsOf } from "./folded-words.ts";

/** Phrases of one or more words by their first word, the longest first. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Makes phrases findable; case, accents and hyphens do not matter. */
export function phrasesOf(phrases: Iterable<string>): Phrases {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const words = wordsOf(phrase.normalize("NFC")).map((word) => word.text);
    const [first] = words;
    if (first === undefined) continue;
    const others = byFirst.get(first) ?? [];
    others.push(words);
    byFirst.set(first, others);
  }
  for (const alike of byFirst.values()) alike.sort((one, other) => other.length - one.length);
  return byFirst;
}

/** How many words the longest phrase has that stands at a place; 0 where none does. */
export function phraseAt(words: readonly Word[], at: number, phrases: Phrases): number {
  const alike = phrases.get(words[at]?.text ?? "") ?? [];
  return alike.find((phrase) => phrase.every((word, place) => words[at + place]?.text === word))?.length ?? 0;
}

/** Shorter words have neighbours that mean something else: "corrida", "corrija". */
const shortestForgiven = 8;

/** As `phraseAt`, but a long word may have one letter wrong, missing, too many, or two in each other's place. */
export function forgivingPhraseAt(words: readonly Word[], at: number, phrases: Phrases): number {
  const exact = phraseAt(words, at, phrases);
  const typed = words[at]?.text ?? "";
  if (exact > 0 || typed.length < shortestForgiven - 1) return exact;
  for (const [name, alike] of phrases) {
    const isMeant = name.length >= shortestForgiven && alike.some((phrase) => phrase.length === 1);
    if (isMeant && isSlip(typed, name)) return 1;
  }
  return 0;
}

/** Whether a word is another one with a single slip; an ending of its own ("translated") is none. */
function isSlip(typed: string, name: string): boolean {
  if (typed[0] !== name[0] || typed.startsWith(name) || Math.abs(typed.length - name.length) > 1) return false;
  let same = 0;
  while (same < name.length && typed[same] === name[same]) same++;
  const typedRest = typed.slice(same);
  const nameRest = name.slice(same);
  const swapped = `${nameRest[1] ?? ""}${nameRest[0] ?? ""}${nameRest.slice(2)}`;
  // A letter's other ending makes other words: "summaries", "traduziu".
  const isInside = typedRest.length > 2 && nameRest.length > 2;
  return (
    isInside &&
    (typedRest.slice(1) === nameRest ||
      typedRest === nameRest.slice(1) ||
      typedRest.slice(1) === nameRest.slice(1) ||
      typedRest === swapped)
  );
}
