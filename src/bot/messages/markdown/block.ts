/** Something between whose lines nothing else begins; quotes are blocks that share a number. */
export interface Block {
  kind: "paragraph" | "heading" | "rule" | "code" | "formula" | "table";
  /** The source, without the marks of quotes, lists and fences. Of a table: its head and its rows. */
  lines: string[];
  /** Between it and the block before: an empty line, a line's end, or what stood where a long paragraph was cut. */
  separator: "\n\n" | "\n" | " " | "";
  /** The quote that it stands in. */
  quote: number | null;
  /** In how many lists it stands. */
  level: number;
  /** "• ", "3. " or "☐ " before its first line. */
  sign: string;
  /** Of code. */
  language: string | null;
  /** Of a table: how its columns are aligned. */
  alignments: Alignment[];
  /** It goes on with what the block before began, which was too long. */
  continued: boolean;
}

export type Alignment = "left" | "right" | "center";

/** A block without words yet. */
export function emptyBlock(kind: Block["kind"]): Block {
  return {
    kind,
    lines: [],
    separator: "\n",
    quote: null,
    level: 0,
    sign: "",
    language: null,
    alignments: [],
    continued: false,
  };
}
