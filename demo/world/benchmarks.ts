import { type Answer, jsonAnswer } from "./answer.ts";
import type { LeaderboardRow, Leaderboards } from "./hub-record.ts";
import { objectIdOf, type RecordSource } from "./record-store.ts";

const officialTag = "benchmark:official";

/** `GET /api/datasets`: this Hub's datasets are the official benchmarks that have a leaderboard. */
export function answerDatasetList(url: URL, leaderboards: Leaderboards): Answer {
  const filters = url.searchParams.getAll("filter");
  const datasets = Object.keys(leaderboards).map(datasetRecord);
  return jsonAnswer(datasets.filter(({ tags }) => filters.every((tag) => tags.includes(tag))));
}

function datasetRecord(id: string) {
  return {
    _id: objectIdOf(`datasets/${id}`),
    id,
    author: id.split("/")[0],
    private: false,
    gated: false,
    disabled: false,
    downloads: 10_000,
    likes: 100,
    lastModified: "2026-06-01T00:00:00.000Z",
    createdAt: "2025-06-01T00:00:00.000Z",
    tags: [officialTag, "modality:text", "region:us"],
  };
}

interface LeaderboardQuestion {
  dataset: string;
  url: URL;
  leaderboards: Leaderboards;
  source: RecordSource;
}

/** `GET /api/datasets/{id}/leaderboard`. Models made from another one are hidden unless `base_model=false`. */
export function answerLeaderboard({ dataset, url, leaderboards, source }: LeaderboardQuestion): Answer {
  const rows = leaderboards[dataset];
  if (!rows) return jsonAnswer({ error: "Leaderboard not found" }, 404, { "X-Error-Code": "EntryNotFound" });
  const hidesDerived = url.searchParams.get("base_model") !== "false";
  const shown = rows.filter((row) => !(hidesDerived && isDerived(row, source)));
  return jsonAnswer(shown.toSorted((a, b) => b.value - a.value).map((row, index) => wireRow(row, index + 1)));
}

function isDerived(row: LeaderboardRow, source: RecordSource): boolean {
  return row.hasBaseModel ?? source.find(row.modelId)?.baseModels !== undefined;
}

function wireRow({ hasBaseModel: _, ...row }: LeaderboardRow, rank: number) {
  return {
    rank,
    filename: ".eval_results/results.yaml",
    verified: false,
    author: { type: "org", name: row.modelId.split("/")[0] },
    ...row,
  };
}
