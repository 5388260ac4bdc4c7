import { allOf, type Styled } from "./styled.ts";

/** How a block of code began. */
export interface Fence {
  mark: "`" | "~";
  length: number;
  /** Blanks before it: as many are taken from each line. */
  indent: number;
  language: string | null;
  /** How many ">" stand before it and each of its lines. */
  quoteDepth: number;
}

const opening = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
/** Words that highlighters know: "python", "c++", "objective-c"; what else models write there is left out. */
const language = /^[A-Za-z][\w+#.-]{0,31}(?=[\s:,{]|$)/;

/** The fence that a line (without its blanks) opens; null where it opens none. */
export function openingFence(body: string, { indent, quoteDepth }: Pick<Fence, "indent" | "quoteDepth">): Fence | null {
  const match = opening.exec(body);
  const marks = match?.[1];
  if (marks === undefined) return null;
  const words = match?.[2]?.trim() ?? "";
  const word = language.exec(words)?.[0].toLowerCase() ?? null;
  return { mark: marks.startsWith("~") ? "~" : "`", length: marks.length, indent, language: word, quoteDepth };
}

/** Whether a line ends the code. More blanks before it than Markdown allows are forgiven, as models indent as they like. */
export function closesFence(line: string, { mark, length, indent }: Fence): boolean {
  const body = line.trim();
  return body.length >= length && body === mark.repeat(body.length) && indentOf(line) <= indent + 3;
}

/** Whether a line may become the end of the code while it is still being written. */
export function mayCloseFence(line: string, { mark }: Fence): boolean {
  const body = line.trim();
  return body !== "" && body === mark.repeat(body.length);
}

const tabWidth = 4;

/** The width of the blanks at a line's beginning; tabs reach to the next fourth column. */
export function indentOf(line: string): number {
  let width = 0;
  for (const sign of line) {
    if (sign === " ") width += 1;
    else if (sign === "\t") width += tabWidth - (width % tabWidth);
    else break;
  }
  return width;
}

/** A line without its first `width` columns of blanks, or what there is of them. */
export function dedent(line: string, width: number): string {
  let column = 0;
  let at = 0;
  while (column < width && (line[at] === " " || line[at] === "\t")) {
    column += line[at] === " " ? 1 : tabWidth - (column % tabWidth);
    at += 1;
  }
  return " ".repeat(Math.max(0, column - width)) + line.slice(at);
}

/** Code as Telegram shows it: no empty lines around it. */
export function codeText(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

export function styledCode(text: string, language: string | null): Styled {
  return allOf(text, { style: "pre", ...(language === null ? {} : { language }) });
}
