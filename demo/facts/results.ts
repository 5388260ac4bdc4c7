import type { HubEvaluation, HubModelCardIndex, LeaderboardRow, Leaderboards } from "../world/hub-record.ts";
import { type Row, readTable } from "./table.ts";

const resultColumns = ["model", "origin", "benchmark", "task", "value"] as const;
type ResultRow = Row<(typeof resultColumns)[number]>;

export interface PublishedResults {
  /** By the model's id. */
  evaluations: ReadonlyMap<string, HubEvaluation[]>;
  /** By the model's id. */
  cards: ReadonlyMap<string, HubModelCardIndex[]>;
  leaderboards: Leaderboards;
}

/** All published results of a table, by where the Hub shows them. */
export function readResults(file: string): PublishedResults {
  const byOrigin = Map.groupBy(readTable(file, resultColumns), ({ origin }) => origin);
  const ofModel = (origin: string) => Map.groupBy(byOrigin.get(origin) ?? [], ({ model }) => model ?? "");
  const boards = Map.groupBy(byOrigin.get("leaderboard") ?? [], ({ benchmark }) => benchmark ?? "");
  return {
    evaluations: mapValues(ofModel("record"), (rows) => rows.map(evaluationOf)),
    cards: mapValues(ofModel("card"), (rows) => [cardOf(rows)]),
    leaderboards: Object.fromEntries(mapValues(boards, (rows) => rows.map(leaderboardRowOf))),
  };
}

function evaluationOf({ benchmark = "", task = "", value }: ResultRow): HubEvaluation {
  return {
    filename: `.eval_results/${task}.yaml`,
    verified: false,
    pullRequest: 12,
    data: { dataset: { id: benchmark, task_id: task }, value: Number(value) },
  };
}

function leaderboardRowOf({ model = "", value }: ResultRow): LeaderboardRow {
  return { modelId: model, value: Number(value) };
}

/** `task` is the pipeline and the data set ("summarization@xsum"); a value may be a text ("84.0 ± 0.4"). */
function cardOf(rows: readonly ResultRow[]): HubModelCardIndex {
  return {
    name: rows[0]?.model ?? "",
    results: rows.map(({ task = "", benchmark = "", value = "" }) => {
      const [pipeline = "", dataset = ""] = task.split("@");
      return {
        task: { type: pipeline },
        dataset: { name: dataset, type: dataset },
        metrics: [{ type: benchmark, value: Number.isNaN(Number(value)) ? value : Number(value), verified: false }],
      };
    }),
  };
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, change: (value: From) => To): Map<Key, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
