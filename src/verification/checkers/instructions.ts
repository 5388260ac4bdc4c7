import { rightIf, type TextCheck } from "./check.ts";
import { wordsOf } from "./fold.ts";

/** Marks and quotes that models put around a short answer; they do not count. */
const wrapping = new Set([..." \t\r\n\"'`*_“”„‘’«»"]);

function unwrapped(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && wrapping.has(text.charAt(start))) start += 1;
  while (end > start && wrapping.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The answer without marks and quotes around it, and without a full stop at its end. */
export function bare(said: string): string {
  const inside = unwrapped(said.replace(/^```\w*\n|\n```$/g, ""));
  return unwrapped(inside.replace(/[.。]$/, ""));
}

/** These words and nothing else. The case counts unless it is said that it does not. */
export function isExactly(texts: readonly string[], { ignoresCase = false } = {}): TextCheck {
  const form = (text: string) => (ignoresCase ? text.toLowerCase() : text).replace(/\s+/g, " ");
  const wanted = new Set(texts.map(form));
  return (said) => rightIf(wanted.has(form(bare(said))), "form");
}

/** So many words. */
export function hasWords(count: number): TextCheck {
  return (said) => rightIf(wordsOf(bare(said).replace(/['’]/g, "")).length === count, "form");
}

/** Letters, and all of them capitals. */
export function isUpperCase(): TextCheck {
  return (said) => rightIf(/\p{Lu}/u.test(said) && !/\p{Ll}/u.test(said), "form");
}

/** Without any of these letters, in either case. */
export function lacksLetters(letters: string): TextCheck {
  const forbidden = new Set([...letters.toLowerCase()]);
  return (said) => rightIf(![...said.toLowerCase()].some((letter) => forbidden.has(letter)), "form");
}

/** These entries in this order, parted by commas, lines, bullets or numbers, and nothing besides. */
export function lists(entries: readonly string[]): TextCheck {
  const wanted = entries.map((entry) => wordsOf(entry).join(" "));
  return (said) => {
    const parts = said.split(/[,;\n]/).map((part) => wordsOf(part.replace(/^\s*(?:\d+[.)]|[-*•])\s*/, "")).join(" "));
    const found = parts.filter((part) => part !== "");
    return rightIf(found.length === wanted.length && found.every((part, place) => part === wanted[place]), "form");
  };
}
