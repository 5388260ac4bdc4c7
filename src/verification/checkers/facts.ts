import { right, type TextCheck, wrong } from "./check.ts";
import { affirms, wordsOf } from "./fold.ts";

export interface FactOptions {
  /** Groups of alternatives: one of each has to be said. Case, accents and punctuation do not count. */
  says: readonly (readonly string[])[];
  /** What would be another answer. */
  never?: readonly string[];
  /** Words that it may take: whoever names everything has not answered. */
  mostWords?: number;
}

/** Some sentences; also for models that explain where a word would do. */
const usualWords = 80;

/** A text that states facts. */
export function statesFacts({ says, never = [], mostWords = usualWords }: FactOptions): TextCheck {
  return (said) => {
    if (wordsOf(said).length > mostWords) return wrong("length");
    if (!says.every((group) => group.some((phrase) => affirms(said, phrase)))) return wrong("fact");
    return never.some((phrase) => affirms(said, phrase)) ? wrong("contradiction") : right;
  };
}

/** One fact, by its names. */
export function statesFact(...names: readonly string[]): TextCheck {
  return statesFacts({ says: [names] });
}

/**
 * The same of what a text goes on with, which base models do not know to end: only the first line that says something
 * counts.
 */
export function beginsWithFacts(options: FactOptions): TextCheck {
  const check = statesFacts(options);
  return (said) => check(firstLineOf(said));
}

/** The first line with a letter or a digit in it. */
export function firstLineOf(said: string): string {
  return said.split("\n").find((line) => /[\p{L}\p{N}]/u.test(line)) ?? "";
}
