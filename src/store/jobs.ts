import { createDatabaseFile, type DatabaseFile, type DatabaseFileOptions } from "./database-file.ts";
import type { Job, JobKind, JobResults, WriteBatch } from "./messages.ts";
import { purge } from "./queries/purge.ts";
import { readRouteFacts } from "./queries/read-route-facts.ts";
import { readStats } from "./queries/read-stats.ts";
import { createModelWriter } from "./queries/write-models.ts";
import { createUsageWriter } from "./queries/write-usage.ts";
import { createReport } from "./report.ts";
import type { StoreDatabase } from "./schema.ts";

export type DoJob = (job: Job, now: number) => Promise<JobResults[JobKind]>;

type Question = Extract<Job, { kind: "stats" | "route-facts" }>;
type WriteTo = (batch: WriteBatch, now: number) => Promise<void>;

function createWriter(database: StoreDatabase): WriteTo {
  const writeUsage = createUsageWriter(database);
  const writeModels = createModelWriter(database);
  return ({ usage, candidates }, now) =>
    database.transaction().execute(async (transaction) => {
      await writeUsage(transaction, usage);
      await writeModels(transaction, candidates, now);
    });
}

/** A question to a database that is not there makes none. */
function answer(job: Question, database: StoreDatabase | null, now: number) {
  switch (job.kind) {
    case "stats":
      return database
        ? readStats(database, job.query, now)
        : createReport({ days: job.query.days, keptSince: null, series: [] });
    case "route-facts":
      return database ? readRouteFacts(database, job, now) : [];
  }
}

/** Does what is asked of the store, one job after another. Rejects with what SQLite says, or a `StoreError`. */
export function createJobs(options: DatabaseFileOptions): DoJob {
  const file: DatabaseFile = createDatabaseFile(options);
  /** Statements are compiled once for each database that is opened. */
  const writers = new WeakMap<StoreDatabase, WriteTo>();

  async function write(batch: string, now: number): Promise<null> {
    const parsed = JSON.parse(batch) as WriteBatch;
    await file.use((database) => {
      const writeTo = writers.get(database) ?? createWriter(database);
      writers.set(database, writeTo);
      return writeTo(parsed, now);
    }, now);
    return null;
  }

  async function ask(question: Question, now: number) {
    return file.exists()
      ? await file.read(async (database) => answer(question, database, now), now)
      : await answer(question, null, now);
  }

  return async (job, now) => {
    switch (job.kind) {
      case "write":
        return await write(job.batch, now);
      case "purge":
        return file.exists()
          ? await file.use((database) => purge(database, job.olderThan, now), now)
          : { calls: 0, rows: 0 };
      case "check":
        return await file.check();
      case "close":
        await file.close();
        return null;
      default:
        return await ask(job, now);
    }
  };
}
