export type Style = "bold" | "italic" | "strikethrough" | "code" | "pre" | "text_link";

/** A style over a part of a text, in UTF-16 units. Marks come as a tree: none crosses another. */
export interface Mark {
  style: Style;
  start: number;
  end: number;
  /** Of a text_link. */
  url?: string;
  /** Of a pre. */
  language?: string;
}

/** A text with styles as Markdown has them: more than Telegram takes, see entities.ts. */
export interface Styled {
  text: string;
  marks: Mark[];
}

/** The part of a text from `start` to `end`; marks that are cut go on in it. */
export function sliceStyled({ text, marks }: Styled, start: number, end: number = text.length): Styled {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(mark.start, start) - start, end: Math.min(mark.end, end) - start }))
    .filter((mark) => mark.end > mark.start);
  return { text: text.slice(start, end), marks: inside };
}

/** Without blanks at its end and, where `atStart` says so, at its beginning. */
export function trimStyled(whole: Styled, { atStart }: { atStart: boolean }): Styled {
  const end = whole.text.trimEnd().length;
  const start = atStart ? Math.min(end, whole.text.length - whole.text.trimStart().length) : 0;
  return start === 0 && end === whole.text.length ? whole : sliceStyled(whole, start, end);
}

/** A text that is all of one style. */
export function allOf(text: string, mark: Omit<Mark, "start" | "end">): Styled {
  return { text, marks: text === "" ? [] : [{ ...mark, start: 0, end: text.length }] };
}

/** Writes a styled text from its beginning to its end. */
export class StyledWriter {
  #text = "";
  readonly #marks: Mark[] = [];
  readonly #lineStart: string;

  /** `lineStart` is written after each line feed: what continues a list's entry stands under it. */
  constructor({ lineStart = "" }: { lineStart?: string } = {}) {
    this.#lineStart = lineStart;
  }

  get length(): number {
    return this.#text.length;
  }

  write(text: string): void {
    this.#text += this.#lineStart === "" ? text : text.replaceAll("\n", `\n${this.#lineStart}`);
  }

  /** Everything that `body` writes gets the style. */
  marked(mark: Omit<Mark, "start" | "end">, body: () => void): void {
    const start = this.#text.length;
    body();
    if (this.#text.length > start) this.#marks.push({ ...mark, start, end: this.#text.length });
  }

  append(styled: Styled): void {
    const start = this.#text.length;
    for (const mark of styled.marks) this.#marks.push({ ...mark, start: mark.start + start, end: mark.end + start });
    this.#text += styled.text;
  }

  styled(): Styled {
    return { text: this.#text, marks: this.#marks };
  }
}
