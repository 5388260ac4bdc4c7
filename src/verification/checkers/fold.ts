/** Letters that no accent makes out of others. */
const letters: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };

/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Some characters stand for many: a text that is nothing else would become a book. */
const longestFolded = 40_000;

/** The words of a text in lower case, without accents and punctuation, with one space between them. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .slice(0, longestFolded)
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđı]/g, (letter) => letters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, " ")
    .replace(/ +/g, " ")
    .trim();
}

export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded === "" ? [] : folded.split(" ");
}

/** Where a phrase stands in a folded text as whole words: what stands before each place. */
function* textsBefore(folded: string, phrase: string): Generator<string> {
  const isSpaced = !unspaced.test(phrase);
  const [haystack, needle] = isSpaced ? [` ${folded} `, ` ${phrase} `] : [folded, phrase];
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) yield haystack.slice(0, at);
}

const negations = new Set(
  "not no never neither nor cannot isn wasn aren don doesn didn isnt wasnt nicht kein keine nie nao nunca pas jamais".split(
    " ",
  ),
);
/** Behind them something else begins: "not Lyon but Paris". */
const turns = new Set("but rather instead actually sondern mas sino mais it".split(" "));
const reach = 4;

function isDenied(before: string): boolean {
  const words = before.slice(-80).trim().split(" ").slice(-reach);
  const turn = words.findLastIndex((word) => turns.has(word));
  return words.slice(turn + 1).some((word) => negations.has(word));
}

/** Whether a text holds the words of a phrase, whatever their case and accents. */
export function mentions(text: string, phrase: string): boolean {
  return !textsBefore(fold(text), fold(phrase)).next().done;
}

/** Whether it holds them somewhere without a "not" before them. */
export function affirms(text: string, phrase: string): boolean {
  for (const before of textsBefore(fold(text), fold(phrase))) if (!isDenied(before)) return true;
  return false;
}
