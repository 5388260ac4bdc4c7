import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toCandidate } from "../../calibration/candidates.ts";
import { readCalibrationTable } from "../../calibration/table.ts";
import type { Candidate, Lineage } from "../../src/domain/candidate.ts";
import { candidateWith, dayMs, servedRoute, testNow } from "./candidates.ts";

const known = (cell: string | undefined) => (cell === undefined || cell === "-" ? null : cell);
const numberOf = (cell: string | undefined) => (known(cell) === null ? null : Number(cell));

/** "finetune:maker/base", as the demo's table has it. */
function lineageOf(cell: string | undefined): Lineage | null {
  const [, relation, base] = /^(quantized|finetune|adapter|merge):(.+)$/.exec(known(cell) ?? "") ?? [];
  return relation === undefined || base === undefined
    ? null
    : { relation: relation as Lineage["relation"], bases: [base] };
}

function demoCandidates(): Candidate[] {
  const text = readFileSync(join(import.meta.dirname, "../../demo/facts/models.tsv"), "utf8");
  const [header = "", ...lines] = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const columns = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const cell = (name: string) => cells[columns.indexOf(name)];
    const parameters = numberOf(cell("parameters"));
    return candidateWith({
      model: cell("id") ?? "",
      pipelineTag: known(cell("pipeline")),
      createdAt: testNow - (numberOf(cell("age")) ?? 0) * dayMs,
      parameters: parameters === null ? null : parameters * 1e6,
      lineage: lineageOf(cell("base")),
      routes: [servedRoute({ outputPrice: null })],
    });
  });
}

/** All models of the calibration's table and of the demo's, as candidates. */
export function knownModels(): Candidate[] {
  return [...readCalibrationTable().models.map(toCandidate), ...demoCandidates()];
}
