import { allOf, right, rightIf, type TextCheck, wrong } from "./check.ts";
import { fold, mentions, wordsOf } from "./fold.ts";
import { isIn, type Language } from "./language.ts";

export interface SummaryOptions {
  source: string;
  language: Language;
  /** Groups of words for the facts that matter. */
  facts: readonly (readonly string[])[];
  /** How many of them may be left out. */
  mayLack: number;
  /** What the source does not say. */
  never?: readonly string[];
  /** Of the source's words; 0.6 unless it is told otherwise. */
  longestShare?: number;
}

const fewestWords = 8;

/** A text shorter than its source that tells what matters of it, and is not just its beginning. */
export function isSummary({
  source,
  language,
  facts,
  mayLack,
  never = [],
  longestShare = 0.6,
}: SummaryOptions): TextCheck {
  const most = wordsOf(source).length * longestShare;
  const folded = fold(source);
  const hasFacts: TextCheck = (said) => {
    const count = wordsOf(said).length;
    if (count < fewestWords || count > most) return wrong("length");
    if (folded.startsWith(fold(said))) return wrong("copied");
    const lacking = facts.filter((group) => !group.some((word) => mentions(said, word))).length;
    if (lacking > mayLack) return wrong("missing-words");
    return never.some((word) => mentions(said, word)) ? wrong("contradiction") : right;
  };
  const isOneOnly: TextCheck = (said) => rightIf(new Set(wordsOf(said)).size * 4 >= wordsOf(said).length, "form");
  return allOf(hasFacts, isOneOnly, isIn(language));
}
