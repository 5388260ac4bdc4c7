/** A sentence of the program's own, and the same in Portuguese, made of what the pattern's groups have found. */
export type Rule = readonly [pattern: RegExp, words: (...groups: string[]) => string];

/** The text by the first rule that fits; null where none does. */
export function translate(text: string, rules: readonly Rule[]): string | null {
  for (const [pattern, words] of rules) {
    const found = pattern.exec(text);
    // A group that took no part is an empty word.
    if (found) return words(...found.slice(1).map((group) => group ?? ""));
  }
  return null;
}

/** A number with the Portuguese decimal sign. */
export function decimal(number: string): string {
  return number.replace(".", ",");
}
