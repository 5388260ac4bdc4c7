/** A word of a text, as it is compared, with its place in the text. */
export interface Word {
  /** In lower case, without accents and apostrophes. */
  text: string;
  start: number;
  end: number;
  /** What stands between the word before and this one. */
  gap: string;
}

const inApostrophe = "(?<=[\\p{L}\\p{N}])'(?=\\p{L})";
/** Letters and digits, "what's", "c++" and "c#"; a hyphen divides words, so that "traduz-me" are two. */
const wordPattern = new RegExp(`(?:[\\p{L}\\p{N}\\p{M}]|${inApostrophe})+(?:\\+\\+|#)?`, "gu");

function foldedCharacter(character: string): string {
  if (character === "’" || character === "‘" || character === "`" || character === "´") return "'";
  const plain = character.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.length === character.length ? plain : character;
}

/** A composed text (NFC) in lower case and without accents, of the same length, so that places in it stay true. */
export function folded(text: string): string {
  return text.replaceAll(/[A-Z`\u0080-\u{10ffff}]/gu, foldedCharacter);
}

/** The words of a part of a text, with their places in the whole. */
export function wordsOf(text: string, from = 0, to = text.length): Word[] {
  const part = folded(text.slice(from, to));
  const words: Word[] = [];
  let last = 0;
  for (const match of part.matchAll(wordPattern)) {
    const end = match.index + match[0].length;
    words.push({
      text: match[0].replaceAll("'", ""),
      start: from + match.index,
      end: from + end,
      gap: part.slice(last, match.index),
    });
    last = end;
  }
  return words;
}
