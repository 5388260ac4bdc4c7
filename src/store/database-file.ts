import { existsSync, renameSync, statSync } from "node:fs";
import { errorCode } from "../shared/file-system.ts";
import { faultOf } from "./faults.ts";
import { migrate, needsMigration } from "./migrations/migrate.ts";
import type { StoreDatabase } from "./schema.ts";
import { openSqlite, openSqliteAsItIs, openSqliteCopy, whileOthersWait } from "./sqlite.ts";
import type { DatabaseState } from "./store.ts";

type Work<Result> = (database: StoreDatabase) => Promise<Result>;

/** Its functions reject with what SQLite says, or a `StoreError`. */
export interface DatabaseFile {
  exists(): boolean;
  /** Does work on the open database. A damaged file is set aside, and the work done on a new one. */
  use<Result>(work: Work<Result>, now: number): Promise<Result>;
  /** The same for work that only reads, which is done where the file cannot be written too. */
  read<Result>(work: Work<Result>, now: number): Promise<Result>;
  /** Whether the file can be read and written; nothing is changed. */
  check(): Promise<DatabaseState>;
  close(): Promise<void>;
}

export interface DatabaseFileOptions {
  path: string;
  /** How long a statement blocks its thread, in milliseconds, while another process writes. */
  busyTimeoutMs: number;
  /** A damaged file is now at this path. */
  onSetAside(path: string): void;
}

interface OpenDatabase {
  database: StoreDatabase;
  identity: string | null;
  /** It is a copy in memory, of which nothing comes back into the file. */
  isCopy: boolean;
}

/** Which file it is, whatever its name, and of a copy also when it was written; null where there is none. */
function identityOf(path: string, { isCopy }: Pick<OpenDatabase, "isCopy">): string | null {
  const status = statSync(path, { throwIfNoEntry: false, bigint: true });
  if (!status) return null;
  return `${status.dev}:${status.ino}${isCopy ? `:${status.mtimeNs}` : ""}`;
}

async function prepared(database: StoreDatabase): Promise<StoreDatabase> {
  try {
    if (await needsMigration(database)) await whileOthersWait(database, () => migrate(database));
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

async function open(options: DatabaseFileOptions): Promise<OpenDatabase> {
  const database = await prepared(await openSqlite(options));
  return { database, identity: identityOf(options.path, { isCopy: false }), isCopy: false };
}

/** Where the file cannot be written, a copy of it. What stands in its log, where there is one, a copy would lack. */
async function openToRead(options: DatabaseFileOptions): Promise<OpenDatabase> {
  const { path } = options;
  try {
    return await open(options);
  } catch (error) {
    if (faultOf(error).kind !== "closed" || existsSync(`${path}-wal`)) throw error;
    const identity = identityOf(path, { isCopy: true });
    const copy = await openSqliteCopy(path).catch(() => Promise.reject(error));
    return { database: await prepared(copy), identity, isCopy: true };
  }
}

/** Whether the file can be read and written. */
async function check(options: DatabaseFileOptions): Promise<DatabaseState> {
  if (!existsSync(options.path)) return "absent";
  const database = await openSqliteAsItIs(options);
  try {
    await needsMigration(database);
    await whileOthersWait(database, async () => {});
    return "sound";
  } catch (error) {
    if (faultOf(error).kind !== "damaged") throw error;
    return "damaged";
  } finally {
    await database.destroy();
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
export function createDatabaseFile(options: DatabaseFileOptions): DatabaseFile {
  const { path } = options;
  let opened: OpenDatabase | null = null;

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    await closing?.database.destroy();
  }

  async function toUse(): Promise<OpenDatabase> {
    if (opened && (opened.isCopy || opened.identity !== identityOf(path, opened))) await close();
    opened ??= await open(options);
    return opened;
  }

  async function toRead(): Promise<OpenDatabase> {
    if (opened && opened.identity !== identityOf(path, opened)) await close();
    opened ??= await openToRead(options);
    return opened;
  }

  async function replace(damaged: string | null, now: number): Promise<void> {
    await close().catch(() => {});
    const isStill = identityOf(path, { isCopy: false }) === damaged;
    if (damaged !== null && isStill) options.onSetAside(setAside(path, now));
  }

  /** Does the work, and once more where a damaged file had to give place to a new one. */
  async function attempt<Result>(current: () => Promise<OpenDatabase>, work: Work<Result>, now: number) {
    const before = identityOf(path, { isCopy: false });
    try {
      return await work((await current()).database);
    } catch (error) {
      if (faultOf(error).kind !== "damaged") throw error;
      await replace(before, now);
      return await work((await current()).database);
    }
  }

  return {
    exists: () => existsSync(path),
    check: () => check(options),
    close,
    use: (work, now) => attempt(toUse, work, now),
    read: (work, now) => attempt(toRead, work, now),
  };
}
