import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import type { Styles } from "../terminal.ts";

const noBorders = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
};

export interface TextTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns that are wrapped to share what the line leaves, with their shares. */
  wrapped?: Readonly<Record<number, number>>;
  alignRight?: readonly number[];
}

const padding = 1;

function widest(table: TextTable, column: number): number {
  const lines = [table.head, ...table.rows].flatMap((row) => (row[column] ?? "").split("\n"));
  return Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
}

/** The width of each column: that of its text, or its share of what those leave of the line. */
function columnWidths(table: TextTable, width: number): number[] {
  const shares = table.wrapped ?? {};
  const natural = table.head.map((_, column) => widest(table, column) + padding + 1);
  const fixed = natural.filter((_, column) => shares[column] === undefined).reduce((sum, each) => sum + each, 0);
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const room = Math.max(40, width - fixed);
  return natural.map((wanted, column) => {
    const share = shares[column];
    return share === undefined ? wanted : Math.min(wanted, Math.floor((room * share) / total));
  });
}

/**
 * Breaks words that do not fit, after a slash, or else after a mark, where there is one: the table library would cut them off, and half a
 * model's id is none.
 */
function breakLongWords(text: string, width: number): string {
  const room = width - padding;
  return text.replace(/[^\s]+/g, (word) => {
    // Colours are invisible characters: a painted word is short enough already, or its parts were broken before.
    if (word.length <= room || word.includes("\u001b")) return word;
    const inside = word.slice(0, room);
    const slash = inside.lastIndexOf("/") + 1;
    const at = slash || inside.search(/[-_.][^-_.]*$/) + 1 || room;
    return `${word.slice(0, at)}\n${breakLongWords(word.slice(at), width)}`;
  });
}

/** A table without lines, wrapped to the terminal. */
export function renderTable(table: TextTable, styles: Styles): string {
  const widths = columnWidths(table, styles.width);
  const rendered = new Table({
    head: table.head.map((title) => styles.faint(title)),
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": padding },
    colWidths: widths,
    colAligns: table.head.map((_, column) => (table.alignRight?.includes(column) ? "right" : "left")),
    wordWrap: true,
  });
  for (const row of table.rows)
    rendered.push(row.map((cell, column) => breakLongWords(cell, widths[column] ?? styles.width)));
  return rendered
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
