import { existsSync, renameSync, statSync } from "node:fs";
import { errorCode } from "../shared/file-system.ts";
import { faultOf } from "./faults.ts";
import { migrate, needsMigration } from "./migrations/migrate.ts";
import type { StoreDatabase } from "./schema.ts";
import { openSqlite, whileOthersWait } from "./sqlite.ts";

export interface DatabaseFile {
  exists(): boolean;
  /**
   * Does work on the open database. A damaged file is set aside, and the work done on a new one. Rejects with what
   * SQLite says, or a `StoreError`.
   */
  use<Result>(work: (database: StoreDatabase) => Promise<Result>, now: number): Promise<Result>;
  close(): Promise<void>;
}

export interface DatabaseFileOptions {
  path: string;
  /** A damaged file is now at this path. */
  onSetAside(path: string): void;
}

interface OpenDatabase {
  database: StoreDatabase;
  identity: string | null;
}

/** Which file it is, whatever its name; null where there is none. */
function identityOf(path: string): string | null {
  const status = statSync(path, { throwIfNoEntry: false, bigint: true });
  return status ? `${status.dev}:${status.ino}` : null;
}

async function open(path: string): Promise<OpenDatabase> {
  const database = await openSqlite(path);
  try {
    if (await needsMigration(database)) await whileOthersWait(database, () => migrate(database));
    return { database, identity: identityOf(path) };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Two processes may find the damage at once: what the other has moved already is no fault. */
function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

/** Moves the file with its log and index, so that nothing of them meets the new file. Answers where it is now. */
function setAside(path: string, now: number): string {
  const target = `${path}.corrupt-${new Date(now).toISOString().replace(/[:.]/g, "-")}`;
  for (const ending of ["-wal", "-shm", ""]) moveIfThere(`${path}${ending}`, `${target}${ending}`);
  return target;
}

/**
 * The database at a path, opened when it is first used. When the file is no longer the one that was opened (removed, or
 * set aside by another process), the one that is there now is opened: else all would be written to a file without a name.
 */
export function createDatabaseFile({ path, onSetAside }: DatabaseFileOptions): DatabaseFile {
  let opened: OpenDatabase | null = null;

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    await closing?.database.destroy();
  }

  async function current(): Promise<OpenDatabase> {
    if (opened && opened.identity !== identityOf(path)) await close();
    opened ??= await open(path);
    return opened;
  }

  async function attempt<Result>(work: (database: StoreDatabase) => Promise<Result>): Promise<Result> {
    const { database } = await current();
    return work(database);
  }

  async function replace(damaged: string | null, now: number): Promise<void> {
    await close().catch(() => {});
    if (damaged !== null && identityOf(path) === damaged) onSetAside(setAside(path, now));
  }

  return {
    exists: () => existsSync(path),
    close,
    async use(work, now) {
      const before = identityOf(path);
      try {
        return await attempt(work);
      } catch (error) {
        if (faultOf(error).kind !== "damaged") throw error;
        await replace(before, now);
        return attempt(work);
      }
    },
  };
}
