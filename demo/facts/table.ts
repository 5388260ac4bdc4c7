import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A line of a table; a fact that is not known is undefined. */
export type Row<Column extends string> = Readonly<Record<Column, string | undefined>>;

/** Reads a table of this folder: tab-separated, `#` starts a remark, a dash stands for "not known". */
export function readTable<Column extends string>(file: string, columns: readonly Column[]): Row<Column>[] {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  const [header, ...lines] = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  if (header !== columns.join("\t")) throw new Error(`${file} should have the columns ${columns.join(", ")}.`);
  return lines.map((line) => readLine(line, columns));
}

function readLine<Column extends string>(line: string, columns: readonly Column[]): Row<Column> {
  const cells = line.split("\t");
  const row = Object.fromEntries(
    columns.map((column, index) => [column, cells[index] === "-" ? undefined : cells[index]]),
  );
  return row as Row<Column>;
}

export function numberOf(cell: string | undefined): number | undefined {
  return cell === undefined ? undefined : Number(cell);
}

export function listOf(cell: string | undefined): string[] {
  return cell === undefined ? [] : cell.split(",");
}

/** A copy without the fields that are undefined: the Hub leaves out what it does not know. */
export function known<T extends object>(fields: { [Field in keyof T]: T[Field] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
