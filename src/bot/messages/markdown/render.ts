import type { Block } from "./block.ts";
import { codeText, styledCode } from "./code.ts";
import { writeInline } from "./inline.ts";
import type { Lex } from "./lexer.ts";
import { levelBlanks } from "./list.ts";
import { hasInk } from "./safety.ts";
import { type Styled, StyledWriter, trimStyled } from "./styled.ts";
import { cellsOf } from "./table.ts";
import { layoutTable } from "./table-layout.ts";

/** A rendered block, or a part of one. */
export interface Piece {
  content: Styled;
  separator: Block["separator"];
  quote: number | null;
  /** It belongs above what follows. */
  isHeading: boolean;
}

export interface RenderOptions {
  lex: Lex;
  /** The room of a page, in UTF-16 units. */
  longest: number;
}

function inlineText(source: string, lex: Lex): Styled {
  const writer = new StyledWriter();
  writeInline(writer, source, lex);
  return trimStyled(writer.styled(), { atStart: true });
}

/** The blanks before a block's first line, and those before its others, which stand under its words. */
function blanksOf({ level, sign, separator }: Block): { first: string; others: string } {
  const indent = levelBlanks(sign === "" ? level : level - 1);
  const isNewLine = separator.includes("\n");
  return { first: isNewLine ? indent : "", others: indent + (sign === "" ? "" : "  ") };
}

function words(block: Block, lex: Lex): Styled {
  const { first, others } = blanksOf(block);
  const writer = new StyledWriter({ lineStart: others });
  writer.write(first + block.sign);
  const source = block.lines.join("\n");
  if (block.kind === "formula") writer.write(source);
  else if (block.kind === "heading") writer.marked({ style: "bold" }, () => writeInline(writer, source, lex));
  else writeInline(writer, source, lex);
  return writer.styled();
}

function table({ lines, alignments }: Block, { lex, longest }: RenderOptions): Styled[] {
  const rows = lines.map((line) => cellsOf(line).map((cell) => inlineText(cell, lex)));
  return layoutTable({ rows, alignments }, longest);
}

function contents(block: Block, options: RenderOptions): Styled[] {
  switch (block.kind) {
    case "code":
      return [styledCode(codeText(block.lines), block.language)];
    case "table":
      return table(block, options);
    case "rule":
      return [{ text: "———", marks: [] }];
    default:
      return [words(block, options.lex)];
  }
}

/** A block as it will be read; nothing where there is nothing to see. */
export function renderBlock(block: Block, options: RenderOptions): Piece[] {
  return contents(block, options)
    .map((content) => trimStyled(content, { atStart: false }))
    .filter((content) => hasInk(content.text))
    .map((content, index) => ({
      content,
      separator: index === 0 ? block.separator : "\n\n",
      quote: block.quote,
      isHeading: block.kind === "heading",
    }));
}
