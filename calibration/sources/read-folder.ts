import type { CalibrationModel, CalibrationResult, CalibrationTable } from "../table.ts";
import { readAider } from "./aider.ts";
import { readArena } from "./arena.ts";
import { readEvalPlus } from "./eval-plus.ts";
import { familyOf } from "./names.ts";
import { readSource } from "./read-source.ts";
import { readCreated, readServed, type ServedModel } from "./served.ts";

/** One model may be served under several ids; copies with fewer bits tell nothing new of it. */
const copyName = /fp8|int4|int8|awq|gptq|bnb|gguf|4bit/i;

/** Of all records with the same rating, the one that people use most. */
function mostUsed(records: readonly ServedModel[]): ServedModel | undefined {
  return records.toSorted(
    (a, b) => Number(b.created !== null) - Number(a.created !== null) || (b.likes ?? 0) - (a.likes ?? 0),
  )[0];
}

/** Those of a family of another name: they were made from it, by their own names or their makers' word. */
const madeFrom: Readonly<Record<string, string>> = {
  qwq: "qwen",
  zephyr: "mistral",
  mixtral: "mistral",
  athene: "llama",
  openhermes: "mistral",
};

function toModel(record: ServedModel, rated: { rating: number; votes: number } | null): CalibrationModel {
  const { id, created, parameters, outputPrice, downloads, likes } = record;
  const own = familyOf(id);
  return {
    id,
    family: madeFrom[own] ?? own,
    created,
    parameters,
    outputPrice,
    downloads,
    likes,
    rating: rated?.rating ?? null,
    votes: rated?.votes ?? null,
  };
}

function rateModels(served: readonly ServedModel[], ratingOf: ReturnType<typeof readArena>): CalibrationModel[] {
  const byRated = new Map<string, ServedModel[]>();
  for (const record of served) {
    const rated = copyName.test(record.id) ? undefined : ratingOf(record.id);
    if (rated) byRated.set(rated.name, [...(byRated.get(rated.name) ?? []), record]);
  }
  const chosen = new Set([...byRated.values()].map(mostUsed));
  return served
    .filter((record) => chosen.has(record) || (record.parameters !== null && record.outputPrice !== null))
    .map((record) => toModel(record, chosen.has(record) ? (ratingOf(record.id) ?? null) : null));
}

/** Restates the facts of the folder that the calibration uses. @throws Error where a file is not there, or not readable. */
export function readFolder(folder: string): CalibrationTable {
  const created = readSource(folder, "hub/created-at.json", readCreated);
  const served = readSource(folder, "hub/served-2026-02.json", (text) => readServed(text, created));
  const ids = served.map(({ id }) => id);
  const known = new Set(ids);
  const results: CalibrationResult[] = [
    ...readSource(folder, "benchmarks/evalplus-2024-12.json", readEvalPlus),
    ...readSource(folder, "benchmarks/aider-polyglot-2025-10.yml", (text) => readAider(text, ids)),
  ].filter(({ id }) => known.has(id));
  const models = rateModels(served, readSource(folder, "benchmarks/lmarena-text-2025-08.csv", readArena));
  const listed = new Set(models.map(({ id }) => id));
  const tested = served.filter(({ id }) => !listed.has(id) && results.some((result) => result.id === id));
  return { models: [...models, ...tested.map((record) => toModel(record, null))], results };
}
