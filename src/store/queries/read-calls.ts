import { type CallRole, callRoles, type UsageRecord } from "../../domain/usage.ts";
import type { StoreDatabase, UsageRow, UsageSeriesRow } from "../schema.ts";
import type { Spending } from "../store.ts";
import { momentOfId, smallestIdAt } from "./id-times.ts";
import { fromKeyText, isSet, optionalNumber, text } from "./values.ts";

/** An attempt whose task is a text that was once one of ours. */
export interface StoredAttempt extends Omit<UsageRecord, "task"> {
  task: string | null;
}

type AttemptRow = UsageRow & Omit<UsageSeriesRow, "id">;

/** The id of an attempt is made when it ends; no request takes so long. */
const longestRequestMs = 86_400_000;

function roleOf(role: string): CallRole {
  return callRoles.find((each) => each === role) ?? "primary";
}

function routeOf(row: AttemptRow): UsageRecord["route"] {
  return {
    provider: row.provider,
    model: row.model,
    version: fromKeyText(row.version),
    host: fromKeyText(row.host),
    interface: row.interface,
  };
}

function attemptOf(row: AttemptRow): StoredAttempt {
  return {
    id: row.id,
    at: Number(row.at),
    request: row.request,
    attempt: row.attempt,
    role: roleOf(row.role),
    task: fromKeyText(row.task),
    route: routeOf(row),
    revision: optionalNumber(row.revision),
    chat: row.chat,
    person: row.person,
    outcome: row.outcome,
    error: row.error,
    firstTokenMs: optionalNumber(row.first_token_ms),
    durationMs: Number(row.duration_ms),
    inputTokens: optionalNumber(row.input_tokens),
    outputTokens: optionalNumber(row.output_tokens),
    inputPrice: optionalNumber(row.input_price),
    outputPrice: optionalNumber(row.output_price),
    inputCost: optionalNumber(row.input_cost),
    outputCost: optionalNumber(row.output_cost),
    ownKey: isSet(row.own_key) === true,
  };
}

/**
 * The attempts of a request in their order. They are looked for among those of the 24 hours from the request's id on: of
 * a request whose id is no UUID of version 7, which the router gives, none are found.
 */
export async function readAttempts(database: StoreDatabase, request: string): Promise<StoredAttempt[]> {
  const moment = momentOfId(request);
  if (moment === null) return [];
  const rows = await database
    .selectFrom("usage")
    .innerJoin("usage_series", "usage_series.id", "usage.series")
    .selectAll("usage")
    .select(["usage_series.task", "usage_series.provider", "usage_series.model", "usage_series.host"])
    .where("usage.id", ">=", smallestIdAt(moment))
    .where("usage.id", "<", smallestIdAt(moment + longestRequestMs))
    .where("usage.request", "=", request)
    .orderBy("usage.attempt")
    .orderBy("usage.id")
    .execute();
  return rows.map(attemptOf);
}

export interface SpendingQuery {
  /** Milliseconds since the epoch. */
  since: number;
  person: string;
}

/**
 * What calls that began since then have cost. No id of theirs is older. Costs are added up as floating-point numbers, as
 * in the statistics.
 */
export async function readSpending(database: StoreDatabase, { since, person }: SpendingQuery): Promise<Spending> {
  const row = await database
    .selectFrom("usage")
    .select(({ fn, cast, eb }) => {
      const known = (column: "input_cost" | "output_cost") =>
        fn.coalesce(cast<number>(column, "double precision"), eb.lit(0));
      const cost = eb(known("input_cost"), "+", known("output_cost"));
      return [
        fn.sum<number | null>(cost).as("everybody"),
        fn.sum<number | null>(cost).filterWhere("person", "=", text(person)).as("person"),
      ];
    })
    .where("id", ">=", smallestIdAt(since))
    .where("at", ">=", since)
    .where("person", "is not", null)
    .executeTakeFirst();
  return { person: Number(row?.person ?? 0), everybody: Number(row?.everybody ?? 0) };
}
