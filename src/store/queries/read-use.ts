import type { Transaction } from "kysely";
import { createAnswerJudge } from "../../domain/answer-count.ts";
import type { CallOutcome } from "../../domain/usage.ts";
import type { StoreDatabase, StoreTables, UsageSeriesRow } from "../schema.ts";
import type { DayOfUse } from "../store.ts";
import { observationsOf } from "./read-observations.ts";
import { fromKeyText } from "./values.ts";

type Reader = Transaction<StoreTables>;

const dayMs = 86_400_000;

/** A day of use for a task that is a text which was once one of ours. */
export type StoredDayOfUse = Omit<DayOfUse, "task"> & { task: string };

export interface UsePage {
  /** Milliseconds since the epoch. */
  since: number;
  /** The number of the last series of the page before; null for the first page. */
  after: number | null;
  /** Series, which are tasks on routes. */
  limit: number;
}

export interface UseOfPage {
  days: StoredDayOfUse[];
  /** The number of the last series, behind which there may be more; null where there are none. */
  last: number | null;
}

/** One pass over the part of the index that is the series' own. */
function countCalls(reader: Reader, series: number, since: number) {
  return reader
    .selectFrom("usage")
    .select(({ eb, fn }) => [
      // Both are whole numbers, so that the quotient is one: a number that is handed over would be a real one in SQLite.
      eb("at", "/", eb.lit(dayMs)).as("day"),
      "outcome",
      fn.countAll<number>().as("calls"),
      fn.avg<number | null>("first_token_ms").as("firstTokenMs"),
    ])
    .where("series", "=", series)
    .where("at", ">=", since)
    .groupBy(["day", "outcome"])
    .execute();
}

/** The answers of which somebody thought something, the oldest first. */
async function readJudged(reader: Reader, { id, provider, model }: UsageSeriesRow, since: number) {
  const rows = await reader
    .selectFrom("usage")
    .innerJoin("feedback", "feedback.request", "usage.request")
    .select(["usage.id", "usage.at", "usage.outcome"])
    .select(["feedback.person", "feedback.at as saidAt", "feedback.rating"])
    .where("usage.series", "=", Number(id))
    .where("usage.at", ">=", since)
    .where("usage.outcome", "=", "answered" satisfies CallOutcome)
    .where("feedback.provider", "=", provider)
    .where("feedback.model", "=", model)
    .orderBy("usage.at")
    .orderBy("usage.id")
    .execute();
  return observationsOf(rows);
}

/**
 * Plain answers and failures are counted by the database, and only those loaded of which somebody thought something:
 * each of these is taken out of the plain answers again, and counts by what was thought of it.
 */
async function daysOf(reader: Reader, series: UsageSeriesRow, since: number): Promise<StoredDayOfUse[]> {
  const { task, provider, model } = series;
  const days = new Map<number, StoredDayOfUse>();
  const judge = createAnswerJudge();
  function dayAt(day: number): StoredDayOfUse {
    const none = { good: 0, bad: 0, firstTokenMs: null };
    const found = days.get(day) ?? { task, provider, model, host: fromKeyText(series.host), day: day * dayMs, ...none };
    days.set(day, found);
    return found;
  }

  for (const { day, outcome, calls, firstTokenMs } of await countCalls(reader, Number(series.id), since)) {
    const found = dayAt(Number(day));
    const verdict = judge({ outcome, opinions: [] });
    if (verdict !== null) found[verdict] += Number(calls);
    if (outcome === "answered") found.firstTokenMs = firstTokenMs === null ? null : Math.round(Number(firstTokenMs));
  }
  for (const answer of await readJudged(reader, series, since)) {
    const found = dayAt(Math.floor(answer.at / dayMs));
    const verdict = judge(answer);
    found.good -= 1;
    if (verdict !== null) found[verdict] += 1;
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** The use of the next routes for tasks, each with its days in their order, all of one moment: see `readStats`. */
export function readUse(database: StoreDatabase, { since, after, limit }: UsePage): Promise<UseOfPage> {
  const transaction = database.transaction().setIsolationLevel("repeatable read");
  return transaction.execute(async (reader) => {
    const all = reader.selectFrom("usage_series").selectAll().where("task", "<>", "");
    const rest = after === null ? all : all.where("id", ">", after);
    const series = await rest.orderBy("id").limit(limit).execute();
    const days: StoredDayOfUse[] = [];
    for (const each of series) days.push(...(await daysOf(reader, each, since)));
    const last = series.length < limit ? undefined : series.at(-1)?.id;
    return { days, last: last === undefined ? null : Number(last) };
  });
}
