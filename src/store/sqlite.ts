import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type SqliteConnection from "better-sqlite3";
import { Kysely, SqliteDialect, type SqliteStatement, sql } from "kysely";
import { messageOf } from "../shared/file-fault.ts";
import { StoreError } from "./faults.ts";
import type { StoreDatabase, StoreTables } from "./schema.ts";

/*
 * All that only SQLite has. Another database needs what opens it and what holds a lock while the tables are changed, and
 * knows its own faults (see `faults.ts`).
 */

/** In KB. Four or eight times as much writes a million calls no faster (measured), and is memory that is never given back. */
const cacheKilobytes = 16_000;
/**
 * In pages of 4 KB. The index of the statistics is written in no order, so that the same pages are written again and
 * again: eight times as many between checkpoints as is usual double the rows that are written in a second (measured).
 */
const checkpointPages = 8_000;
/** Far more than there are queries; those whose text depends on their length could otherwise grow without bounds. */
const keptStatements = 100;

async function loadDriver(): Promise<typeof SqliteConnection> {
  try {
    return (await import("better-sqlite3")).default;
  } catch (error) {
    throw new StoreError("driver", messageOf(error), { cause: error });
  }
}

function configure(connection: SqliteConnection.Database): void {
  connection.pragma("journal_mode = WAL");
  // With NORMAL, a power cut would undo what was written since the last checkpoint; the thread has time for an fsync.
  connection.pragma("synchronous = FULL");
  connection.pragma(`cache_size = -${cacheKilobytes}`);
  connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
}

const nothing = "select 1 limit 0";

/** Kysely prepares a statement anew each time it runs; this keeps them. */
function keepingStatements(connection: SqliteConnection.Database) {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(wanted: string): SqliteStatement {
      // A full disk has ended the transaction already: the fault of ending it again would hide that of the disk.
      const text = wanted === "rollback" && !connection.inTransaction ? nothing : wanted;
      const known = kept.get(text);
      if (known) return known;
      if (kept.size >= keptStatements) kept.clear();
      const statement = connection.prepare<unknown[]>(text) as unknown as SqliteStatement;
      kept.set(text, statement);
      return statement;
    },
    close: () => void connection.close(),
  };
}

function toDatabase(connection: SqliteConnection.Database): StoreDatabase {
  return new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: keepingStatements(connection) }) });
}

export interface SqliteOptions {
  path: string;
  /** How long a statement blocks its thread, in milliseconds, while another process writes. */
  busyTimeoutMs: number;
}

/** Opens the file, which is made where there is none, as is its folder. Throws what SQLite or the system says. */
export async function openSqlite({ path, busyTimeoutMs }: SqliteOptions): Promise<StoreDatabase> {
  const Driver = await loadDriver();
  mkdirSync(dirname(path), { recursive: true });
  const connection = new Driver(path, { timeout: busyTimeoutMs });
  try {
    configure(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return toDatabase(connection);
}

/** Opens a file that is there, as it is. Throws what SQLite or the system says. */
export async function openSqliteAsItIs({ path, busyTimeoutMs }: SqliteOptions): Promise<StoreDatabase> {
  const Driver = await loadDriver();
  return toDatabase(new Driver(path, { timeout: busyTimeoutMs, fileMustExist: true }));
}

/** Where a file says how it is read and written, and with what it says that it has no log (sqlite.org/fileformat2.html). */
const formatVersions = [18, 19] as const;
const withoutLog = 1;

/**
 * Opens a copy of the file in memory. In a folder that cannot be written SQLite cannot make the log that a file like
 * ours wants, and without it reads none either. Throws what the system says.
 */
export async function openSqliteCopy(path: string): Promise<StoreDatabase> {
  const Driver = await loadDriver();
  const bytes = readFileSync(path);
  for (const at of formatVersions) bytes[at] = withoutLog;
  return toDatabase(new Driver(bytes));
}

/** Does all of the work or nothing, while no other process writes. */
export async function whileOthersWait(database: StoreDatabase, work: () => Promise<void>): Promise<void> {
  await sql`begin immediate`.execute(database);
  try {
    await work();
    await sql`commit`.execute(database);
  } catch (error) {
    await sql`rollback`.execute(database);
    throw error;
  }
}
