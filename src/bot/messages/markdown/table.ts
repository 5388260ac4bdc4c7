import type { Alignment } from "./block.ts";

/** Whether a line may be a row of a table. GitHub's Markdown takes any line; models end tables without an empty line. */
export function isRow(body: string): boolean {
  return body.includes("|");
}

/** The cells of a row, as source. "\|" is a bar within a cell. */
export function cellsOf(row: string): string[] {
  const cells = row
    .trim()
    .replace(/^\|/, "")
    .split(/(?<!\\)\|/);
  if (cells.length > 1 && cells.at(-1)?.trim() === "") cells.pop();
  return cells.map((cell) => cell.replaceAll("\\|", "|").trim());
}

function alignmentOf(cell: string): Alignment {
  if (!cell.endsWith(":")) return "left";
  return cell.startsWith(":") ? "center" : "right";
}

/** The columns' alignments where a line is the one between a table's head and its rows; else null. */
export function alignmentsOf(line: string, head: string): Alignment[] | null {
  if (!/^[\s|:-]+$/.test(line) || !line.includes("-") || !isRow(line + head)) return null;
  const cells = cellsOf(line);
  if (cells.length !== cellsOf(head).length || !cells.every((cell) => /^:?-+:?$/.test(cell))) return null;
  return cells.map(alignmentOf);
}
