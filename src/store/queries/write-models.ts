import { type RawBuilder, sql } from "kysely";
import type { Candidate } from "../../domain/candidate.ts";
import type { ModelRow, ModelVersionRow, RouteRow, StoreDatabase } from "../schema.ts";
import { type BulkInsert, createBulkInsert, type Executor } from "./bulk-insert.ts";
import { observedRows } from "./model-rows.ts";

export type WriteModels = (executor: Executor, candidates: readonly Candidate[], now: number) => Promise<void>;

/** A row whose facts have not changed is touched this often, so that a listing of 20,000 models mostly reads. */
const touchEveryMs = 3_600_000;

/** Each column as the new row has it; when a row was first seen stays. */
function newest([row]: readonly object[], key: readonly string[]): Record<string, RawBuilder<never>> {
  const columns = Object.keys(row ?? {}).filter((column) => column !== "first_seen" && !key.includes(column));
  return Object.fromEntries(columns.map((column) => [column, sql.ref<never>(`excluded.${column}`)]));
}

/** The row was last touched long ago. */
function isStale(table: string) {
  return sql<boolean>`${sql.ref(`${table}.last_seen`)} <= ${sql.ref("excluded.last_seen")} - ${sql.lit(touchEveryMs)}`;
}

function isOther(table: string) {
  return sql<boolean>`${sql.ref(`${table}.fingerprint`)} <> ${sql.ref("excluded.fingerprint")} or ${isStale(table)}`;
}

const modelKey = ["provider", "model"] as const;
const versionKey = ["provider", "model", "version"] as const;
const routeKey = ["provider", "model", "version", "host", "interface"] as const;

function modelInsert(database: StoreDatabase): BulkInsert<ModelRow> {
  return createBulkInsert((rows) =>
    database
      .insertInto("models")
      .values(rows)
      .onConflict((conflict) => conflict.columns(modelKey).doUpdateSet(newest(rows, modelKey)).where(isOther("models")))
      .compile(),
  );
}

function versionInsert(database: StoreDatabase): BulkInsert<ModelVersionRow> {
  return createBulkInsert((rows) =>
    database
      .insertInto("model_versions")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(versionKey).doUpdateSet(newest(rows, versionKey)).where(isStale("model_versions")),
      )
      .compile(),
  );
}

function routeInsert(database: StoreDatabase): BulkInsert<RouteRow> {
  return createBulkInsert((rows) =>
    database
      .insertInto("routes")
      .values(rows)
      .onConflict((conflict) => conflict.columns(routeKey).doUpdateSet(newest(rows, routeKey)).where(isOther("routes")))
      .compile(),
  );
}

/** Writes what sources say of models: new ones, changed ones, and when the others were last seen, to the hour. */
export function createModelWriter(database: StoreDatabase): WriteModels {
  const [insertModels, insertVersions, insertRoutes] = [
    modelInsert(database),
    versionInsert(database),
    routeInsert(database),
  ];
  return async (executor, candidates, now) => {
    const { models, versions, routes } = observedRows(candidates, now);
    await insertModels(executor, models);
    await insertVersions(executor, versions);
    await insertRoutes(executor, routes);
  };
}
