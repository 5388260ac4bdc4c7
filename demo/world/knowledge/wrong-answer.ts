import type { KnownAnswer } from "./known-answer.ts";
import type { Recalled } from "./minds.ts";

/** Tasks of which a poor model gives back the text that it was given. */
const changesText: ReadonlySet<string> = new Set(["translation", "summarization", "text2text-generation"]);

/** Words that are never asked for. */
const otherWords = ["weathervane", "teapot"];

/** What the model writes: the right answer, or one that looks like it. */
export function wordsOf({ known, isRight }: Recalled): string {
  return isRight ? known.text : wrongText(known);
}

/** An answer that is wrong, and not absurd: another number, another word, code with a mistake, the text as it was. */
export function wrongText({ task, text, question, context }: KnownAnswer): string {
  if (task === "code-generation") return withMistake(text);
  if (changesText.has(task)) return context === "" ? question : context;
  if (/\d/.test(text)) return text.replaceAll(/\d+/g, (digits) => String(BigInt(digits) + 1n));
  return otherWord(text);
}

/** A word that is not in the text. */
export function otherWord(text: string): string {
  return otherWords.find((word) => !text.toLowerCase().includes(word)) ?? "";
}

/** Code that runs, and answers nothing. */
function withMistake(code: string): string {
  const early = code.replaceAll(/\breturn\b(?!;)/g, "return null;");
  if (early !== code) return early;
  const empty = code.replaceAll(/=>\s*(?![{\s])/g, "=> void ");
  return empty === code ? "```javascript\nconst answer = null;\n```" : empty;
}
