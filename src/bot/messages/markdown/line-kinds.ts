import { openingFence } from "./code.ts";

/** The words of a heading ("## Words ##"); null where a line (without its blanks) is none. */
export function headingText(body: string): string | null {
  const words = /^#{1,6}(?=\s|$)(.*)$/s.exec(body)?.[1]?.trim();
  if (words === undefined) return null;
  const end = words.replace(/#+$/, "");
  return end === "" || /\s$/.test(end) ? end.trim() : words;
}

/** "---", "***", "_ _ _". */
export function isRule(body: string): boolean {
  const signs = body.replace(/[ \t]/g, "");
  return signs.length >= 3 && /^[-*_]/.test(signs) && signs === signs.charAt(0).repeat(signs.length);
}

/** Makes a heading of the paragraph above. Shorter ones than Markdown needs are mostly something still being written. */
export function isSetextLine(body: string): boolean {
  return /^(?:={3,}|-{3,})$/.test(body);
}

/** What ends the formula of several lines that a line begins; null where it begins none, or ends it itself. */
export function formulaCloser(body: string): string | null {
  const closer = body.startsWith("$$") ? "$$" : body.startsWith("\\[") ? "\\]" : null;
  return closer === null || body.includes(closer, 2) ? null : closer;
}

/** Whether a line within a paragraph begins something else (but for lists, quotes and tables). */
export function interruptsParagraph(body: string): boolean {
  if (headingText(body) !== null || isRule(body) || formulaCloser(body) !== null) return true;
  return openingFence(body, { indent: 0, quoteDepth: 0 }) !== null;
}
