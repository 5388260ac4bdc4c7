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
  return Math.max(...[table.head, ...table.rows].map((row) => (row[column] ?? "").length));
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
  for (const row of table.rows) rendered.push([...row]);
  return rendered
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
