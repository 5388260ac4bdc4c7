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

/** White space is where models differ when they repeat: compared is what stands between, with one space each. */
function fold(text: string): string {
  return text.trimStart().replace(/\s+/g, " ");
}

/** Where in a text its folded form has come to so many characters. */
function unfoldedLength(text: string, foldedLength: number): number {
  let position = text.length - text.trimStart().length;
  for (let left = foldedLength; left > 0; left -= 1) {
    position += 1;
    if (/\s/.test(text.charAt(position - 1))) while (/\s/.test(text.charAt(position))) position += 1;
  }
  return position;
}

/** Of how many characters the repetition has to be, at least, that begins with everything that was sent. */
function leastForEverything(text: string): number {
  // A space is how a new word begins, so "ha ha" after "ha ha" may be meant; a new line is how an answer begins anew.
  return /^[^\S\n]+\S/.test(text) ? surelyRepeated : partOfWord;
}

/** How many characters, folded, the beginning of `text` has in common with the end of `sent`, as a repetition of it. */
function repeatedLength(sent: string, text: string): number {
  const [end, beginning] = [fold(sent).trimEnd(), fold(text)];
  const hasSpace = end.length < fold(sent).length;
  for (let length = Math.min(end.length, beginning.length); length >= partOfWord; length -= 1) {
    const least = length === end.length ? leastForEverything(text) : surelyRepeated;
    if (length < least || !end.endsWith(beginning.slice(0, length))) continue;
    // After "who ", "whose" repeats nothing.
    if (!hasSpace || length === beginning.length || beginning.charAt(length) === " ") return length;
  }
  return 0;
}

const linesIn = (space: string) => space.split("\n").length - 1;

/** What of the white space after a repetition is not yet there, where what was sent ends in white space, too. */
function newSpace(sent: string, space: string): string {
  if (space.startsWith(sent)) return space.slice(sent.length);
  const lines = linesIn(sent);
  if (linesIn(space) <= lines) return "";
  return `\n${space
    .split("\n")
    .slice(lines + 1)
    .join("\n")}`;
}

function spaceAt(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? "";
}

/** What of `text` is new after `sent`. */
function newPart(sent: string, text: string): string {
  const repeated = repeatedLength(sent, text);
  if (repeated > 0) {
    const rest = text.slice(unfoldedLength(text, repeated));
    const space = spaceAt(rest, /^\s*/);
    return newSpace(spaceAt(sent, /\s*$/), space) + rest.slice(space.length);
  }
  const word = lastWordPart.exec(sent)?.[0] ?? "";
  // "wor" and "world", "brown" and "brown fox": the word is begun anew, since a new one would begin with a space.
  return word.length >= partOfWord && text.startsWith(word) ? text.slice(word.length) : text;
}

/**
 * Begins a seam after what was sent. The beginning of the new text is held back for as long as it stands in what was
 * sent word by word, whatever the white space between, since it may then be a repetition that reaches to its end.
 */
export function createSeam(sent: string): Seam {
  const foldedSent = fold(sent);
  let held = "";
  let isOpen = true;

  function release(): string {
    isOpen = false;
    const text = newPart(sent, held);
    held = "";
    return text;
  }

  return {
    take(text) {
      if (!isOpen) return text;
      held += text;
      return foldedSent.includes(fold(held)) ? "" : release();
    },
    end: () => (isOpen ? release() : ""),
  };
}
