import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Coefficients, coefficientsSchema } from "../src/evaluation/ability/coefficients.ts";
import { describeCalibration } from "./describe.ts";
import { fitCoefficients } from "./fit.ts";
import { readFolder } from "./sources/read-folder.ts";
import { type CalibrationTable, readCalibrationTable, sortedTable, writeCalibrationTable } from "./table.ts";

export const usage = `Fits the coefficients of the ability estimate (src/evaluation/ability/coefficients.json) from the table in calibration/,
and reports how well the fit does on models that it has not seen.

  npm run calibrate                     fits from the table as it is
  npm run calibrate -- --data FOLDER    first restates the facts of a folder of public data in the table
  npm run calibrate -- --check          changes nothing; fails where the coefficients are not those of the table

FOLDER holds hub/served-2026-02.json, hub/created-at.json, benchmarks/lmarena-text-2025-08.csv,
benchmarks/evalplus-2024-12.json and benchmarks/aider-polyglot-2025-10.yml; see calibration/README.md.`;

/** What the folder says in the place of what the table said; of what the folder does not speak of, the table's lines stay. */
function renewed(table: CalibrationTable, fresh: CalibrationTable): CalibrationTable {
  const renewedIds = new Set(fresh.models.map(({ id }) => id));
  const renewedTests = new Set(fresh.results.map(({ test }) => test));
  return sortedTable({
    models: [...table.models.filter(({ id }) => !renewedIds.has(id)), ...fresh.models],
    results: [...table.results.filter(({ test }) => !renewedTests.has(test)), ...fresh.results],
  });
}

/** The file's text, laid out as the project's formatter has it. */
function textOf(coefficients: Coefficients): string {
  const text = JSON.stringify(coefficients, null, 2);
  // A matrix's row on a line.
  return `${text.replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2, $3]")}\n`;
}

function fitted(table: CalibrationTable): Coefficients {
  const { success, data } = coefficientsSchema.safeParse(fitCoefficients(table));
  if (!success) throw new Error("The table holds too few models to fit from.");
  return data;
}

function readOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      data: { type: "string" },
      check: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

/** Where the tracked files are. */
export interface CalibrationFiles {
  /** The folder of the table. */
  tables: string;
  coefficients: string;
}

/**
 * Does what the command line asks for; answers what to print. Writes nothing before everything has been read and fitted.
 * @throws Error with a sentence for people.
 */
export function calibrate(args: readonly string[], files: CalibrationFiles): string {
  const { help, data, check } = readOptions(args);
  if (help) return usage;
  if (check && data !== undefined) throw new Error("--check changes nothing, so it cannot be given with --data.");
  const tracked = readCalibrationTable(files.tables);
  const table = data === undefined ? tracked : renewed(tracked, readFolder(data));
  const text = textOf(fitted(table));
  if (check) {
    if (readFileSync(files.coefficients, "utf8") === text) return "The coefficients are those of the table.";
    throw new Error('The coefficients are not those of the table in calibration/. Run "npm run calibrate".');
  }
  const report = describeCalibration(table);
  if (data !== undefined) writeCalibrationTable(table, files.tables);
  writeFileSync(files.coefficients, text);
  return report;
}
