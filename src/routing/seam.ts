/** Where one model goes on with what another began: what the new one repeats is left out. */
export interface Seam {
  /** What of the new text can be told by now; "" while it may still turn out to be a repetition. */
  take(text: string): string;
  /** What was held back, once nothing more comes. */
  end(): string;
}

/** So many characters in common are no accident. Less is: "}" after "}", or "ha ha" after "ha". */
const surelyRepeated = 16;
/** From so many letters on, the part of a word at the end of what was sent is repeated, and not a word doubled. */
const partOfWord = 3;

const lastWordPart = /[\p{L}\p{N}]+$/u;

/** How many characters at the beginning of `text` repeat the end of `sent`. */
function repeatedLength(sent: string, text: string): number {
  for (let length = Math.min(sent.length, text.length); length >= surelyRepeated; length -= 1) {
    if (sent.endsWith(text.slice(0, length))) return length;
  }
  const everything = sent.trim();
  if (everything.length >= partOfWord && text.startsWith(everything) && sent.endsWith(everything)) {
    return everything.length;
  }
  const word = lastWordPart.exec(sent)?.[0] ?? "";
  // "wor" and "world", "brown" and "brown fox": the word is begun anew, since a new one would begin with a space.
  return word.length >= partOfWord && text.startsWith(word) ? word.length : 0;
}

/**
 * Begins a seam after what was sent. The beginning of the new text is held back for as long as it stands in what was
 * sent word by word, since it may then be a repetition that reaches to its end.
 */
export function createSeam(sent: string): Seam {
  let held = "";
  let isOpen = true;

  function release(): string {
    isOpen = false;
    const text = held.slice(repeatedLength(sent, held));
    held = "";
    return text;
  }

  return {
    take(text) {
      if (!isOpen) return text;
      held += text;
      return sent.includes(held) ? "" : release();
    },
    end: () => (isOpen ? release() : ""),
  };
}
