import { changeChat } from "./chat-changes.ts";
import { createDatabaseFile, type DatabaseFile, type DatabaseFileOptions } from "./database-file.ts";
import type { Job, JobKind, JobResults, WriteBatch } from "./messages.ts";
import { purge } from "./queries/purge.ts";
import { writeVerdicts } from "./queries/verdicts.ts";
import { writeChecks } from "./queries/watch-checks.ts";
import { writeNote } from "./queries/watch-notes.ts";
import { createModelWriter } from "./queries/write-models.ts";
import { createUsageWriter } from "./queries/write-usage.ts";
import { answer, answerOfNone, type Question } from "./questions.ts";
import type { StoreDatabase } from "./schema.ts";

export type DoJob = (job: Job, now: number) => Promise<JobResults[JobKind]>;

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

  /** A question to a database that is not there makes none. */
  async function ask(question: Question, now: number) {
    return file.exists()
      ? await file.read(async (database) => answer(question, database, now), now)
      : answerOfNone(question);
  }

  async function change(work: (database: StoreDatabase) => Promise<void>, now: number): Promise<null> {
    await file.use(work, now);
    return null;
  }

  return async (job, now) => {
    switch (job.kind) {
      case "write":
        return await write(job.batch, now);
      case "purge":
        return file.exists()
          ? await file.use((database) => purge(database, job.olderThan, now), now)
          : { calls: 0, rows: 0 };
      case "keep-conversation":
      case "keep-person":
      case "keep-opinion":
        return await change((database) => changeChat(job, database), now);
      case "keep-verdicts":
        return await change((database) => writeVerdicts(database, job.verdicts), now);
      case "keep-checks":
        return await change((database) => writeChecks(database, job.checks), now);
      case "write-note":
        return await file.use((database) => writeNote(database, job.note), now);
      case "forget-conversation":
      case "forget-person":
        return file.exists() ? await change((database) => changeChat(job, database), now) : null;
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
