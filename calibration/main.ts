import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { describeCalibration } from "./describe.ts";
import { fitCoefficients } from "./fit.ts";
import { readFolder } from "./sources/read-folder.ts";
import { type CalibrationTable, readCalibrationTable, writeCalibrationTable } from "./table.ts";

const usage = `Fits the coefficients of the ability estimate (src/evaluation/ability/coefficients.json) from the table in calibration/,
and reports how well the fit does on models that it has not seen.

  npm run calibrate                     fits from the table as it is
  npm run calibrate -- --data FOLDER    first restates the facts of a folder of public data in the table
  npm run calibrate -- --check          changes nothing; fails where the coefficients are not those of the table

FOLDER holds hub/served-2026-02.json, hub/created-at.json, benchmarks/lmarena-text-2025-08.csv,
benchmarks/evalplus-2024-12.json and benchmarks/aider-polyglot-2025-10.yml; see calibration/README.md.`;

const target = resolve(import.meta.dirname, "..", "src", "evaluation", "ability", "coefficients.json");

/** What the folder says in the place of what the table said; of what the folder does not speak of, the table's lines stay. */
function renewed(table: CalibrationTable, fresh: CalibrationTable): CalibrationTable {
  const renewedIds = new Set(fresh.models.map(({ id }) => id));
  const renewedTests = new Set(fresh.results.map(({ test }) => test));
  return {
    models: [...table.models.filter(({ id }) => !renewedIds.has(id)), ...fresh.models],
    results: [...table.results.filter(({ test }) => !renewedTests.has(test)), ...fresh.results],
  };
}

/** The file's text, laid out as the project's formatter has it. */
function textOf(coefficients: object): string {
  const text = JSON.stringify(coefficients, null, 2);
  // A matrix's row on a line.
  return `${text.replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2, $3]")}\n`;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      check: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (values.data !== undefined && !values.check) {
    writeCalibrationTable(renewed(readCalibrationTable(), readFolder(values.data)));
  }
  const table = readCalibrationTable();
  const text = textOf(fitCoefficients(table));
  if (!values.check) {
    writeFileSync(target, text);
    console.log(describeCalibration(table));
  } else if (readFileSync(target, "utf8") !== text) {
    throw new Error('The coefficients are not those of the table in calibration/. Run "npm run calibrate".');
  }
}

try {
  main();
} catch (error) {
  console.error(
    `${(error as Error).message}${(error as NodeJS.ErrnoException).code === "ENOENT" ? `\n\n${usage}` : ""}`,
  );
  process.exitCode = 1;
}
