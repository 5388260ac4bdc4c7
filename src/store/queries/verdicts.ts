import type { Route } from "../../domain/route.ts";
import type { GradedResult, Verdict, VerdictOutcome } from "../../domain/verification.ts";
import type { StoreDatabase, VerdictRow } from "../schema.ts";
import { createBulkInsert } from "./bulk-insert.ts";
import { flag, fromKeyText, isSet, keyText, real, text, whole } from "./values.ts";

function rowOf({ task, route, graded, ...verdict }: Verdict): VerdictRow {
  return {
    task: text(task),
    provider: text(route.provider),
    model: text(route.model),
    version: keyText(route.version),
    host: keyText(route.host),
    interface: text(route.interface),
    at: whole(verdict.at) ?? 0,
    outcome: verdict.outcome,
    reason: text(verdict.reason),
    asked: whole(graded?.asked),
    answered_rightly: whole(graded?.right),
    is_damaged: flag(verdict.isDamaged === true),
    calls: whole(verdict.calls) ?? 0,
    first_token_ms: real(verdict.firstTokenMs),
    tokens_per_second: real(verdict.tokensPerSecond),
    cost: whole(verdict.costUsdNanos),
  };
}

/** All of them or none; what was kept of the same route at the same moment stays. */
export async function writeVerdicts(database: StoreDatabase, verdicts: readonly Verdict[]): Promise<void> {
  const insert = createBulkInsert<VerdictRow>((rows) =>
    database
      .insertInto("verdicts")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .compile(),
  );
  await database.transaction().execute((transaction) => insert(transaction, verdicts.map(rowOf)));
}

/** What a route has answered of a longer set of questions, one of the times that it was asked. */
export interface StoredGrade {
  task: string;
  route: Route;
  /** Milliseconds since the epoch. */
  at: number;
  graded: GradedResult;
  isDamaged: boolean;
}

type RouteColumns = Pick<VerdictRow, "provider" | "model" | "version" | "host" | "interface">;

/** The route that stands in a row's columns. */
export function routeOfRow({ provider, model, version, host, interface: spoken }: RouteColumns): Route {
  return { provider, model, version: fromKeyText(version), host: fromKeyText(host), interface: spoken };
}

function gradeOf(row: VerdictRow): StoredGrade {
  return {
    task: row.task,
    route: routeOfRow(row),
    at: Number(row.at),
    graded: { asked: Number(row.asked), right: Number(row.answered_rightly) },
    isDamaged: isSet(row.is_damaged) === true,
  };
}

/** All that are kept, the oldest first: a longer set is put to a route once a week, so that there are some hundred. */
export async function readGrades(database: StoreDatabase): Promise<StoredGrade[]> {
  const rows = await database.selectFrom("verdicts").selectAll().where("asked", "is not", null).orderBy("at").execute();
  return rows.map(gradeOf);
}

/** What one of a model's routes has shown, the last time that the model was called for the task. */
export interface StoredFinding {
  task: string;
  route: Route;
  /** Milliseconds since the epoch. */
  at: number;
  outcome: VerdictOutcome;
  reason: string;
}

/** The findings of each model's last time, task by task. */
export async function readFindings(database: StoreDatabase): Promise<StoredFinding[]> {
  const rows = await database
    .selectFrom("verdicts as verdict")
    .selectAll("verdict")
    .where("at", "=", ({ selectFrom }) =>
      selectFrom("verdicts as other")
        .select(({ fn }) => fn.max("other.at").as("last"))
        .whereRef("other.task", "=", "verdict.task")
        .whereRef("other.provider", "=", "verdict.provider")
        .whereRef("other.model", "=", "verdict.model"),
    )
    .execute();
  return rows.map((row) => {
    const { task, outcome, reason } = row;
    return { task, route: routeOfRow(row), at: Number(row.at), outcome, reason };
  });
}
