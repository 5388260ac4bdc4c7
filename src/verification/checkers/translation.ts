import { allOf, right, rightIf, type TextCheck, wrong } from "./check.ts";
import { fold, mentions, wordsOf } from "./fold.ts";
import { isIn, type Language } from "./language.ts";

export interface TranslationOptions {
  source: string;
  /** Null where the language is not told by small words: another script, or a text of a few words. */
  language: Language | null;
  /** Groups of alternatives, each for a word of the source. */
  words: readonly (readonly string[])[];
  /** Groups of which nothing may be there: none by default. */
  mayLack?: number;
  /** What would turn the meaning round. */
  never?: readonly string[];
}

/** Languages differ in how many words and letters they take; an explanation takes more. */
const lengths = { least: 0.25, most: 3 };

/** A translation in which the known words are found. */
export function isTranslation({ source, language, words, mayLack = 0, never = [] }: TranslationOptions): TextCheck {
  const hasWords: TextCheck = (said) => {
    if (fold(said) === fold(source) || wordsOf(said).length === 0) return wrong("copied");
    const share = said.length / source.length;
    if (share > lengths.most || share < lengths.least) return wrong("length");
    const lacking = words.filter((group) => !group.some((word) => mentions(said, word))).length;
    if (lacking > mayLack) return wrong("missing-words");
    return never.some((word) => mentions(said, word)) ? wrong("contradiction") : right;
  };
  const isNotBoth: TextCheck = (said) => rightIf(!fold(said).includes(fold(source)), "copied");
  return language === null ? allOf(hasWords, isNotBoth) : allOf(hasWords, isNotBoth, isIn(language));
}
