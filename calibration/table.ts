import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A model as the calibration knows it; what is not known is null. */
export interface CalibrationModel {
  id: string;
  /** Models of one family stand or fall together: they are held out together. */
  family: string;
  /** ISO 8601 date. */
  created: string | null;
  /** Weights, as the Hub tells them; where it does not, the name has to do. */
  parameters: number | null;
  /** USD a million output tokens, of its cheapest host. */
  outputPrice: number | null;
  downloads: number | null;
  likes: number | null;
  /** From people's head-to-head comparisons. */
  rating: number | null;
  votes: number | null;
}

/** What a model got in a test that others have made. */
export interface CalibrationResult {
  id: string;
  /** A dataset of the Hub, or the name of another test. */
  test: string;
  /** Per cent. */
  value: number;
}

export interface CalibrationTable {
  models: CalibrationModel[];
  results: CalibrationResult[];
}

/** Where the tracked table is. */
const home = import.meta.dirname;
const modelColumns = [
  "id",
  "family",
  "created",
  "parameters",
  "outputPrice",
  "downloads",
  "likes",
  "rating",
  "votes",
] as const;
const resultColumns = ["id", "test", "value"] as const;

const remarks = {
  "models.tsv": `# Facts of models that were served in February 2026, a model a line. A dash: not known.
# rating and votes: people's head-to-head comparisons of August 2025. Written by "npm run calibrate -- --data FOLDER".
`,
  "results.tsv": `# What models got in tests, in per cent. Tests with a slash are datasets of the Hub, as the models' makers or official
# leaderboards published them (those lines stay as they are); the others were written by "npm run calibrate -- --data FOLDER".
`,
};

function readRows(
  folder: string,
  file: keyof typeof remarks,
  columns: readonly string[],
): Record<string, string | null>[] {
  const text = readFileSync(join(folder, file), "utf8");
  const [header, ...lines] = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  if (header !== columns.join("\t"))
    throw new Error(`calibration/${file} should have the columns ${columns.join(", ")}.`);
  return lines.map((line) => {
    const cells = line.split("\t");
    if (cells.length !== columns.length) throw new Error(`A line of calibration/${file} cannot be read: ${line}`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] === "-" ? null : (cells[at] ?? null)]));
  });
}

function numberOf(cell: string): number {
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new Error(`The table in calibration/ has "${cell}" where a number should be.`);
}

function numberOrNull(cell: string | null | undefined): number | null {
  return cell === null || cell === undefined ? null : numberOf(cell);
}

/** The table of a folder, by default the tracked one. @throws Error where it is not there, or not readable. */
export function readCalibrationTable(folder = home): CalibrationTable {
  const models = readRows(folder, "models.tsv", modelColumns).map(
    (row): CalibrationModel => ({
      id: row.id ?? "",
      family: row.family ?? "",
      created: row.created ?? null,
      parameters: numberOrNull(row.parameters),
      outputPrice: numberOrNull(row.outputPrice),
      downloads: numberOrNull(row.downloads),
      likes: numberOrNull(row.likes),
      rating: numberOrNull(row.rating),
      votes: numberOrNull(row.votes),
    }),
  );
  const results = readRows(folder, "results.tsv", resultColumns).map(
    (row): CalibrationResult => ({ id: row.id ?? "", test: row.test ?? "", value: numberOf(row.value ?? "-") }),
  );
  return { models, results };
}

function textOf<Row extends object>(
  file: keyof typeof remarks,
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string {
  const lines = rows.map((row) => columns.map((column) => String(row[column] ?? "-")).join("\t"));
  return `${remarks[file]}${[columns.join("\t"), ...lines].join("\n")}\n`;
}

/** The lines in the order in which they are kept, so that the same facts give the same files and the same fit. */
export function sortedTable({ models, results }: CalibrationTable): CalibrationTable {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const byTest = (a: CalibrationResult, b: CalibrationResult) =>
    a.test < b.test ? -1 : a.test > b.test ? 1 : byId(a, b);
  return { models: models.toSorted(byId), results: results.toSorted(byTest) };
}

/** Writes a table, by default the tracked one. */
export function writeCalibrationTable(table: CalibrationTable, folder = home): void {
  const { models, results } = sortedTable(table);
  writeFileSync(join(folder, "models.tsv"), textOf("models.tsv", modelColumns, models));
  writeFileSync(join(folder, "results.tsv"), textOf("results.tsv", resultColumns, results));
}
