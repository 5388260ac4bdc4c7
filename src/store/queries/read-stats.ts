import type { Transaction } from "kysely";
import type { CallOutcome } from "../../domain/usage.ts";
import { createReport, type SeriesCalls } from "../report.ts";
import type { StoreDatabase, StoreTables } from "../schema.ts";
import type { StatsQuery, StatsReport } from "../store.ts";
import { fromKeyText } from "./values.ts";

type Reader = Transaction<StoreTables>;

const dayMs = 86_400_000;
const median = 0.5;
const high = 0.95;

interface Selection {
  task: string | null;
  /** Milliseconds since the epoch. */
  since: number;
}

/**
 * One pass over the index, in its own order: nothing is sorted. Costs are added up as floating-point numbers, since a sum
 * of integers that is too large makes the query fail; up to 2^53 nothing is lost by it.
 */
function countCalls(reader: Reader, { task, since }: Selection) {
  const all = reader
    .selectFrom("usage")
    .select(({ fn, cast }) => [
      "series",
      "outcome",
      fn.countAll<number>().as("calls"),
      fn.sum<number | null>(cast<number>("input_cost", "double precision")).as("inputCost"),
      fn.sum<number | null>(cast<number>("output_cost", "double precision")).as("outputCost"),
    ])
    .where("at", ">=", since)
    .groupBy(["series", "outcome"]);
  if (task === null) return all.execute();
  const ofTask = reader.selectFrom("usage_series").select("id").where("task", "=", task);
  return all.where("series", "in", ofTask).execute();
}

/** How long the call took that `place` others (0: none) were faster than, or slower. The index holds them in order. */
async function durationAt(
  reader: Reader,
  { series, since, place, from }: { series: number; since: number; place: number; from: "fastest" | "slowest" },
): Promise<number | null> {
  const row = await reader
    .selectFrom("usage")
    .select("duration_ms")
    .where("series", "=", series)
    .where("outcome", "=", "answered" satisfies CallOutcome)
    .where("at", ">=", since)
    .orderBy("duration_ms", from === "fastest" ? "asc" : "desc")
    .limit(1)
    .offset(place)
    .executeTakeFirst();
  return row ? Number(row.duration_ms) : null;
}

/** By nearest rank: the smallest duration within which at least the share of the calls was answered. */
async function latencyOf(reader: Reader, series: number, { calls, since }: { calls: number; since: number }) {
  if (calls === 0) return { p50: null, p95: null };
  const half = Math.ceil(calls * median) - 1;
  const slowest = calls - Math.ceil(calls * high);
  return {
    p50: await durationAt(reader, { series, since, place: half, from: "fastest" }),
    p95: await durationAt(reader, { series, since, place: slowest, from: "slowest" }),
  };
}

async function seriesNames(reader: Reader) {
  const rows = await reader.selectFrom("usage_series").selectAll().execute();
  return new Map(rows.map((row) => [Number(row.id), row]));
}

async function readSeries(reader: Reader, selection: Selection): Promise<SeriesCalls[]> {
  const names = await seriesNames(reader);
  const series = new Map<number, SeriesCalls>();
  for (const row of await countCalls(reader, selection)) {
    const id = Number(row.series);
    const name = names.get(id);
    if (!name) continue;
    const { task, provider, model, host } = name;
    const found = series.get(id) ?? {
      task: fromKeyText(task),
      provider,
      model,
      host: fromKeyText(host),
      outcomes: {},
      costs: [],
      latencyMs: { p50: null, p95: null },
    };
    found.outcomes[row.outcome] = Number(row.calls);
    found.costs.push(...[row.inputCost, row.outputCost].filter((cost) => cost !== null));
    series.set(id, found);
  }
  for (const [id, found] of series) {
    found.latencyMs = await latencyOf(reader, id, { calls: found.outcomes.answered ?? 0, since: selection.since });
  }
  return [...series.values()];
}

/** When the oldest call that is kept was made. Ids begin with their time, so the first of their index has it. */
async function readKeptSince(reader: Reader): Promise<number | null> {
  const oldest = await reader.selectFrom("usage").select("at").orderBy("id").limit(1).executeTakeFirst();
  return oldest ? Number(oldest.at) : null;
}

/**
 * The calls of the last days, all of one moment: a transaction of SQLite always reads what stood when it began,
 * PostgreSQL's only at this level (by default each of its statements reads what stands then).
 */
export async function readStats(database: StoreDatabase, query: StatsQuery, now: number): Promise<StatsReport> {
  const selection = { task: query.task, since: now - query.days * dayMs };
  const transaction = database.transaction().setIsolationLevel("repeatable read");
  return await transaction.execute(async (reader) =>
    createReport({
      days: query.days,
      keptSince: await readKeptSince(reader),
      series: await readSeries(reader, selection),
    }),
  );
}
