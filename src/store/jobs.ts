import { createDatabaseFile, type DatabaseFile } from "./database-file.ts";
import type { Job, JobKind, JobResults, WriteBatch } from "./messages.ts";
import { purge } from "./queries/purge.ts";
import { readRouteFacts } from "./queries/read-route-facts.ts";
import { readStats } from "./queries/read-stats.ts";
import { createModelWriter } from "./queries/write-models.ts";
import { createUsageWriter } from "./queries/write-usage.ts";
import { createReport } from "./report.ts";
import type { StoreDatabase } from "./schema.ts";

export type DoJob = (job: Job, now: number) => Promise<JobResults[JobKind]>;

type Question = Exclude<Job, { kind: "write" | "close" }>;
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
      return database ? readStats(database, job.query, now) : createReport(job.query.days, []);
    case "route-facts":
      return database ? readRouteFacts(database, job, now) : [];
    case "purge":
      return database ? purge(database, job.olderThan) : 0;
  }
}

/** Does what the worker is asked to do. */
export function createJobs(options: { path: string; onSetAside(path: string): void }): DoJob {
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

  return async (job, now) => {
    if (job.kind === "write") return write(job.batch, now);
    if (job.kind !== "close") {
      return file.exists() ? file.use(async (database) => answer(job, database, now), now) : answer(job, null, now);
    }
    await file.close();
    return null;
  };
}
