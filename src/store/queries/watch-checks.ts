import type { ModelIdentity } from "../../domain/route.ts";
import type { WatchCheck } from "../../domain/watch.ts";
import type { StoreDatabase, WatchCheckRow } from "../schema.ts";
import { createBulkInsert } from "./bulk-insert.ts";
import { smallestIdAt } from "./id-times.ts";
import { fromKeyText, keyText, optionalNumber, optionalText, real, text, tokenCount, whole } from "./values.ts";
import { routeOfRow } from "./verdicts.ts";

/** A look with its place among all: a UUID of version 7 with its time. */
export interface PlacedCheck extends WatchCheck {
  id: string;
}

function rowOf({ id, route, ...check }: PlacedCheck): WatchCheckRow {
  return {
    id,
    at: whole(check.at) ?? 0,
    kind: check.kind,
    task: keyText(check.task),
    provider: text(route.provider),
    model: text(route.model),
    version: keyText(route.version),
    host: keyText(route.host),
    interface: text(route.interface),
    outcome: check.outcome,
    reason: optionalText(check.reason),
    calls: whole(check.calls) ?? 0,
    first_token_ms: real(check.firstTokenMs),
    tokens_per_second: real(check.tokensPerSecond),
    input_tokens: tokenCount(check.inputTokens),
    asked: whole(check.asked),
    answered_rightly: whole(check.right),
    cost: whole(check.costUsdNanos),
  };
}

/** All of them or none. */
export async function writeChecks(database: StoreDatabase, checks: readonly PlacedCheck[]): Promise<void> {
  const insert = createBulkInsert<WatchCheckRow>((rows) => database.insertInto("watch_checks").values(rows).compile());
  await database.transaction().execute((transaction) => insert(transaction, checks.map(rowOf)));
}

/** A look whose texts were once of ours. */
export interface StoredCheck extends Omit<PlacedCheck, "task" | "kind" | "outcome"> {
  task: string | null;
  kind: string;
  outcome: string;
}

function checkOf(row: WatchCheckRow): StoredCheck {
  return {
    id: row.id,
    at: Number(row.at),
    kind: row.kind,
    task: fromKeyText(row.task),
    route: routeOfRow(row),
    outcome: row.outcome,
    reason: row.reason,
    calls: row.calls,
    firstTokenMs: row.first_token_ms,
    tokensPerSecond: row.tokens_per_second,
    inputTokens: optionalNumber(row.input_tokens),
    asked: row.asked,
    right: row.answered_rightly,
    costUsdNanos: optionalNumber(row.cost),
  };
}

export interface CheckPage {
  /** Milliseconds since the epoch. */
  since: number;
  /** Null for those of all models. */
  model: ModelIdentity | null;
  /** The id of the last look of the page before; null for the first page. */
  after: string | null;
  limit: number;
}

/** The next looks, the oldest first. */
export async function readChecks(
  database: StoreDatabase,
  { since, model, after, limit }: CheckPage,
): Promise<StoredCheck[]> {
  const rest = database
    .selectFrom("watch_checks")
    .selectAll()
    .where("id", after === null ? ">=" : ">", after ?? smallestIdAt(since))
    .where("at", ">=", since);
  const wanted =
    model === null ? rest : rest.where("provider", "=", text(model.provider)).where("model", "=", text(model.model));
  return (await wanted.orderBy("id").limit(limit).execute()).map(checkOf);
}

/** What was called since a moment, and what it has cost. Costs are added up as in the statistics. */
export async function readCheckTotals(database: StoreDatabase, since: number) {
  const row = await database
    .selectFrom("watch_checks")
    .select(({ fn, cast }) => [
      fn.sum<number | null>("calls").as("calls"),
      fn.sum<number | null>(cast<number>("cost", "double precision")).as("cost"),
    ])
    .where("id", ">=", smallestIdAt(since))
    .where("at", ">=", since)
    .executeTakeFirst();
  return { calls: Number(row?.calls ?? 0), costUsdNanos: Number(row?.cost ?? 0) };
}
