import { rightIf, type TextCheck } from "./check.ts";
import { wordsOf } from "./fold.ts";

/** Small words that hardly any text of the language does without, without accents. Related languages share some. */
const smallWords = {
  english: "the a of and to is was that with for from his her this are were by it its which at they their has had",
  french: "de la que le les des et est une dans pour qui que du avec sur pas elle sont aux ses au ce cette ont etait",
  german: "der die das und ist ein eine den dem mit von zu auf fur nicht sich werden wird sind im wurde hat war",
  italian: "a e la il gli della di che e per con sono una del nel alla dei delle questo anche piu ha stato era",
  portuguese:
    "a e de que na para por o os do da das em um uma com nao mais foi ao pela pelo sua seu sao dos na no isso ele esta",
  spanish: "a de que la para el los las y en un una con no mas fue al por su son del lo es este esta se ha pero",
} as const;

export type Language = keyof typeof smallWords;

const sets = Object.entries(smallWords).map(([name, words]) => [name, new Set<string>(words.split(" "))] as const);

/** The share of words that are small words of each language. */
function sharesOf(words: readonly string[]): Map<string, number> {
  const share = (set: ReadonlySet<string>) => words.filter((word) => set.has(word)).length / Math.max(1, words.length);
  return new Map(sets.map(([name, set]) => [name, share(set)]));
}

/** Whether most letters are Latin ones, which all languages here are written in. */
function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && (text.match(/\p{Script=Latin}/gu)?.length ?? 0) >= letters * 0.8;
}

/** In this language, as far as its small words tell: none has more of them. For texts of eight words or more. */
export function isIn(language: Language): TextCheck {
  return (said) => {
    const shares = sharesOf(wordsOf(said));
    const own = shares.get(language) ?? 0;
    const isMost = [...shares.values()].every((share) => share <= own);
    return rightIf(isLatin(said) && own > 0 && isMost, "language");
  };
}
