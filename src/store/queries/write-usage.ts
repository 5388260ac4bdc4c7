import { createHash } from "node:crypto";
import type { UsageRecord } from "../../domain/usage.ts";
import type { StoreDatabase, UsageRow, UsageSeriesRow } from "../schema.ts";
import { createBulkInsert, type Executor } from "./bulk-insert.ts";
import { flag, keyText, optionalText, text, tokenCost, tokenCount, whole } from "./values.ts";

export type WriteUsage = (executor: Executor, records: readonly UsageRecord[]) => Promise<void>;

const idBytes = 6;

/** The same on every machine, so that nobody has to look it up: 48 bits, of which ten thousand never meet. */
function seriesId(texts: readonly string[]): number {
  return createHash("sha256").update(JSON.stringify(texts)).digest().readUIntBE(0, idBytes);
}

type Counted = Pick<UsageRecord, "task"> & { route: Pick<UsageRecord["route"], "provider" | "model" | "host"> };

/** What attempts of a route for a task are counted by. */
export function seriesOf({ task, route }: Counted): UsageSeriesRow {
  const names = {
    task: keyText(task),
    provider: text(route.provider),
    model: text(route.model),
    host: keyText(route.host),
  };
  return { id: seriesId(Object.values(names)), ...names };
}

function rowOf(usage: UsageRecord, series: number): UsageRow {
  return {
    id: text(usage.id),
    at: whole(usage.at) ?? 0,
    request: text(usage.request),
    attempt: whole(usage.attempt) ?? 1,
    role: usage.role,
    series,
    version: keyText(usage.route.version),
    interface: text(usage.route.interface),
    revision: whole(usage.revision),
    chat: optionalText(usage.chat),
    person: optionalText(usage.person),
    outcome: usage.outcome,
    error: optionalText(usage.error),
    first_token_ms: whole(usage.firstTokenMs),
    duration_ms: whole(usage.durationMs) ?? 0,
    input_tokens: tokenCount(usage.inputTokens),
    output_tokens: tokenCount(usage.outputTokens),
    input_price: whole(usage.inputPrice),
    output_price: whole(usage.outputPrice),
    input_cost: tokenCost(usage.inputTokens, usage.inputCost),
    output_cost: tokenCost(usage.outputTokens, usage.outputCost),
    own_key: flag(usage.ownKey),
  };
}

function seriesOnce() {
  const known = new Map<string, UsageSeriesRow>();
  return (usage: UsageRecord): UsageSeriesRow => {
    const { provider, model, host } = usage.route;
    const name = JSON.stringify([usage.task, provider, model, host]);
    const series = known.get(name) ?? seriesOf(usage);
    known.set(name, series);
    return series;
  };
}

/** Writes attempts. One that is there already, since a batch is tried again when it is not known whether it arrived, stays. */
export function createUsageWriter(database: StoreDatabase): WriteUsage {
  const insertSeries = createBulkInsert<UsageSeriesRow>((rows) =>
    database
      .insertInto("usage_series")
      .values(rows)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .compile(),
  );
  const insertUsage = createBulkInsert<UsageRow>((rows) =>
    database
      .insertInto("usage")
      .values(rows)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .compile(),
  );
  return async (executor, records) => {
    const find = seriesOnce();
    const series = new Map<number, UsageSeriesRow>();
    const rows = records.map((usage) => {
      const its = find(usage);
      series.set(its.id, its);
      return rowOf(usage, its.id);
    });
    await insertSeries(executor, [...series.values()]);
    await insertUsage(executor, rows);
  };
}
