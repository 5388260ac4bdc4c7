import type { Alignment } from "./block.ts";
import { allOf, type Styled, StyledWriter, trimStyled } from "./styled.ts";
import { cellWidth } from "./width.ts";

/** A table whose cells are rendered; the first row is its head. Rows may be longer or shorter than it. */
export interface RenderedTable {
  rows: Styled[][];
  alignments: Alignment[];
}

/** What fits a phone held upright without breaking lines, in cells of a terminal. */
const widestTable = 44;
const bar = " | ";

function cellText(cell: Styled | undefined): string {
  return (cell?.text ?? "").replace(/\s+/g, " ").trim();
}

function columnWidths(rows: readonly (readonly Styled[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 1, cellWidth(cellText(cell)));
  return Array.from(widths, (width) => width ?? 1);
}

function padded(text: string, width: number, alignment: Alignment): string {
  const free = Math.max(0, width - cellWidth(text));
  const before = alignment === "left" ? 0 : alignment === "right" ? free : Math.floor(free / 2);
  return " ".repeat(before) + text + " ".repeat(free - before);
}

/** Lines of at most so many units, each group with its own head. */
function grouped(head: readonly string[], lines: readonly string[], longest: number): string[] {
  const groups: string[][] = [];
  let room = 0;
  for (const line of lines) {
    room -= line.length + 1;
    if (groups.length === 0 || room < 0) {
      groups.push([...head]);
      room = longest - head.join("\n").length - line.length - 1;
    }
    groups.at(-1)?.push(line);
  }
  return groups.length === 0 ? [head.join("\n")] : groups.map((group) => group.join("\n"));
}

function aligned({ rows, alignments }: RenderedTable, widths: readonly number[], longest: number): Styled[] {
  const lines = rows.map((row) =>
    widths
      .map((width, column) => padded(cellText(row[column]), width, alignments[column] ?? "left"))
      .join(bar)
      .trimEnd(),
  );
  const [head = "", ...body] = lines;
  const line = widths.map((width) => "-".repeat(width)).join("-+-");
  return grouped([head, line], body, longest).map((text) => allOf(text, { style: "pre" }));
}

/** "Head: value" lines; the first value is bold, as it says what the record is about. */
function record(head: readonly Styled[], row: readonly Styled[]): Styled {
  const writer = new StyledWriter();
  for (const [column, cell] of row.entries()) {
    if (cell.text.trim() === "") continue;
    if (writer.length > 0) writer.write("\n");
    const name = head[column];
    if (name && name.text.trim() !== "") {
      writer.append(trimStyled(name, { atStart: true }));
      writer.write(": ");
    }
    if (column === 0) writer.marked({ style: "bold" }, () => writer.append(cell));
    else writer.append(cell);
  }
  return writer.styled();
}

function hasLinks(rows: readonly (readonly Styled[])[]): boolean {
  return rows.some((row) => row.some((cell) => cell.marks.some(({ style }) => style === "text_link")));
}

/**
 * A table as texts of at most `longest` units where its rows allow it. One that is narrow is set in columns; a wide one,
 * and one with links, which cannot be opened in a column, is a record per row.
 */
export function layoutTable(table: RenderedTable, longest: number): Styled[] {
  const [head = [], ...rows] = table.rows;
  const widths = columnWidths(table.rows);
  const width = widths.reduce((sum, each) => sum + each, bar.length * (widths.length - 1));
  if (width <= widestTable && !hasLinks(table.rows)) return aligned(table, widths, longest);
  return rows.length === 0 ? [record([], head)] : rows.map((row) => record(head, row));
}
