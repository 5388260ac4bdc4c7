import { type Word, wordsOf } from "./folded-words.ts";
import { type Phrases, phraseAt, phrasesOf } from "./phrases.ts";
import { ambiguousCodes, languageRows } from "./words/languages.ts";

const ambiguous = new Set(ambiguousCodes);

/** Compared as the words of a text are: "pt-br" and "PT BR" are one. */
function keyOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(" ");
}

function entries(namesOf: (row: (typeof languageRows)[number]) => readonly string[]): [string, string][] {
  return languageRows.flatMap((row) =>
    namesOf(row).map((name): [string, string] => [keyOf(wordsOf(name.normalize("NFC"))), row[0]]),
  );
}

const byName = new Map(entries(([name, , ...others]) => [name, ...others]));
const byCode = new Map(entries(([, codes]) => codes.split(" ").filter((code) => code !== "")));
const names: Phrases = phrasesOf(byName.keys());
const clearCodes: Phrases = phrasesOf([...byCode.keys()].filter((code) => !ambiguous.has(code)));
const allCodes: Phrases = phrasesOf(byCode.keys());

export interface NamedLanguage {
  /** In English. */
  name: string;
  /** How many words it was named with. */
  length: number;
}

/**
 * The language that is named at a place, by a name or, unless `codes` says "none", by a code. "clear" codes are those
 * that are no word of English or Portuguese ("pt-br", but not "it").
 */
export function languageAt(
  words: readonly Word[],
  at: number,
  codes: "none" | "clear" | "all" = "none",
): NamedLanguage | null {
  const codeTables = { none: [], clear: [clearCodes], all: [allCodes] } satisfies Record<typeof codes, Phrases[]>;
  const lengths = [names, ...codeTables[codes]].map((phrases) => phraseAt(words, at, phrases));
  const length = Math.max(...lengths);
  if (length === 0) return null;
  const key = keyOf(words.slice(at, at + length));
  const name = byName.get(key) ?? byCode.get(key);
  return name === undefined ? null : { name, length };
}

/** A language as people write it alone ("pt", "pt-br", "francês", "French", "中文"): its English name, or null. */
export function readLanguage(word: string): string | null {
  const words = wordsOf(word.slice(0, 100).normalize("NFC"));
  const found = languageAt(words, 0, "all");
  return found !== null && found.length === words.length ? found.name : null;
}

/** What stands behind a command that takes a language and a text. */
export interface LanguageAndText {
  /** Its English name; null where the text begins with none. */
  language: string | null;
  rest: string;
}

/** Longer than any name of a language. */
const longestName = 60;

/** Words such as "it" are codes too: they count where they stand alone, before a colon or a line's end, or in capitals. */
function isMeantAsCode(text: string, word: Word): boolean {
  const after = text.slice(word.end).match(/^[ \t]*(:|\n|$)/);
  const typed = text.slice(word.start, word.end);
  return after !== null || typed === typed.toUpperCase();
}

/**
 * Takes the language off the beginning of what stands behind /translate: "pt-br olá" is Brazilian Portuguese and "olá",
 * "olá" is no language and "olá". "to French: hello" and "para francês olá" are understood too.
 */
export function takeLanguage(text: string): LanguageAndText {
  const composed = text.normalize("NFC").trim();
  const words = wordsOf(composed, 0, longestName);
  const skipped = /^(?:to|into|para|pra|pro|em|in)$/.test(words[0]?.text ?? "") ? 1 : 0;
  const found = languageAt(words, skipped, "all");
  const first = words[skipped];
  const last = words[skipped + (found?.length ?? 0) - 1];
  if (!found || !first || !last || words[0]?.start !== 0) return { language: null, rest: composed };
  const isDoubtful = found.length === 1 && ambiguous.has(first.text);
  if (isDoubtful && !isMeantAsCode(composed, first)) return { language: null, rest: composed };
  return { language: found.name, rest: composed.slice(last.end).replace(/^[\s:,-]+/, "") };
}
