import type { HubRecord, Leaderboards } from "../world/hub-record.ts";
import { objectIdOf } from "../world/record-store.ts";
import { readHosts } from "./hosts.ts";
import { usualQuality } from "./quality.ts";
import { readResults } from "./results.ts";
import { known, listOf, numberOf, type Row, readTable } from "./table.ts";

const modelColumns = [
  "id",
  "pipeline",
  "age",
  "downloads",
  "likes",
  "licence",
  "gated",
  "parameters",
  "library",
  "tags",
  "base",
] as const;
type ModelRow = Row<(typeof modelColumns)[number]>;

const dayMs = 24 * 60 * 60 * 1000;

/** What the demo's world is made of. */
export interface DemoFacts {
  records: HubRecord[];
  leaderboards: Leaderboards;
  /** The share of known questions that a model answers rightly. */
  qualityOf(model: string): number;
}

/** The demo's models, as old as the table says at `now` (milliseconds since the epoch), and the leaderboards. */
export function loadDemoFacts(now: number): DemoFacts {
  return readFacts({ models: "models.tsv", hosts: "hosts.tsv", results: "results.tsv" }, now);
}

/** Models that nobody has made, with who serves them: what the demo lets appear. */
export function loadInventedFacts(now: number): DemoFacts {
  const files = { models: "invented-models.tsv", hosts: "invented-hosts.tsv", results: "invented-results.tsv" };
  return readFacts(files, now);
}

function readFacts(files: { models: string; hosts: string; results: string }, now: number): DemoFacts {
  const hosts = readHosts(files.hosts);
  const results = readResults(files.results);
  const records = readTable(files.models, modelColumns).map((row) => {
    const id = row.id ?? "";
    return known<HubRecord>({
      ...recordOf(row, now),
      id,
      "model-index": results.cards.get(id) ?? null,
      evalResults: results.evaluations.get(id),
      inferenceProviderMapping: hosts.get(id) ?? [],
    });
  });
  const qualities = new Map(records.map((record) => [record.id, usualQuality(record, now)]));
  return { records, leaderboards: results.leaderboards, qualityOf: (model) => qualities.get(model) ?? 1 };
}

function recordOf(row: ModelRow, now: number): HubRecord {
  const id = row.id ?? "";
  const createdAt = new Date(now - Number(row.age) * dayMs).toISOString();
  const parameters = numberOf(row.parameters);
  return known<HubRecord>({
    _id: objectIdOf(id),
    id,
    author: id.split("/")[0],
    private: false,
    disabled: listOf(row.tags).includes("disabled"),
    gated: row.gated === "auto" || row.gated === "manual" ? row.gated : false,
    downloads: numberOf(row.downloads),
    downloadsAllTime: Number(row.downloads) * 12,
    likes: numberOf(row.likes),
    trendingScore: Math.round((Number(row.likes) * 10) / (Number(row.age) + 30)) / 10,
    createdAt,
    lastModified: createdAt,
    pipeline_tag: row.pipeline,
    library_name: row.library,
    sha: objectIdOf(`${id}@main`).padEnd(40, "0"),
    tags: tagsOf(row),
    cardData: known<Record<string, unknown>>({ license: row.licence, pipeline_tag: row.pipeline }),
    safetensors: parameters === undefined ? undefined : safetensorsOf(parameters * 1e6),
    siblings: [{ rfilename: "README.md" }, { rfilename: "config.json" }],
    baseModels: baseModelsOf(row),
  });
}

function tagsOf(row: ModelRow): string[] {
  const tags = [row.library, row.library === "transformers" ? "safetensors" : undefined, row.pipeline];
  for (const tag of listOf(row.tags)) {
    if (tag !== "disabled") tags.push(tag === "chat" ? "conversational" : tag);
  }
  if (row.base) tags.push(`base_model:${row.base}`);
  if (row.licence) tags.push(`license:${row.licence}`);
  return [...tags.filter((tag) => tag !== undefined), "endpoints_compatible", "region:us"];
}

function safetensorsOf(total: number) {
  return { parameters: { BF16: total }, total };
}

function baseModelsOf({ base }: ModelRow): HubRecord["baseModels"] {
  if (base === undefined) return undefined;
  const [relation = "finetune", id = ""] = base.split(":");
  return { relation, models: [{ _id: objectIdOf(id), id }] };
}
