import type { Transaction } from "kysely";
import type { StoreDatabase, StoreTables } from "../schema.ts";
import { text, whole } from "./values.ts";

/** A document with its body as JSON. */
export interface StoredNote {
  kind: string;
  key: string;
  version: number;
  /** Milliseconds since the epoch. */
  at: number;
  body: string;
}

/** All of a kind, by their keys. */
export async function readNotes(database: StoreDatabase, kind: string): Promise<StoredNote[]> {
  const rows = await database
    .selectFrom("watch_notes")
    .selectAll()
    .where("kind", "=", text(kind))
    .where("body", "is not", null)
    .orderBy("key")
    .execute();
  return rows.map(({ body, version, at, ...name }) => ({
    ...name,
    version: Number(version),
    at: Number(at),
    body: body ?? "",
  }));
}

export interface ChangedNote extends Omit<StoredNote, "version" | "body"> {
  /** Null removes it. */
  body: string | null;
  /** The version that was read; null where there was none. */
  expected: number | null;
}

/** Whether it is JSON: what the disk has changed counts as not there. */
export function isReadable(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

type Writer = Transaction<StoreTables>;

/** In the place of the version that is expected, and of no other. */
async function replace(writer: Writer, { kind, key, body, at }: ChangedNote, version: number): Promise<boolean> {
  const { numUpdatedRows } = await writer
    .updateTable("watch_notes")
    .set({ version: version + 1, at: whole(at) ?? 0, body })
    .where("kind", "=", text(kind))
    .where("key", "=", text(key))
    .where("version", "=", version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Where there is none. Whoever comes second is told by what the statement has written: nothing. */
async function add(writer: Writer, { kind, key, body, at }: ChangedNote): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await writer
    .insertInto("watch_notes")
    .values({ kind: text(kind), key: text(key), version: 1, at: whole(at) ?? 0, body })
    .onConflict((conflict) => conflict.columns(["kind", "key"]).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function changeIn(writer: Writer, note: ChangedNote): Promise<boolean> {
  const { kind, key, body, expected } = note;
  // A transaction that begins by writing waits for another process; one that begins by reading may have read too early.
  if (expected === null && body !== null && (await add(writer, note))) return true;
  if (expected !== null) return await replace(writer, note, expected);
  const known = await writer
    .selectFrom("watch_notes")
    .select(["version", "body"])
    .where("kind", "=", text(kind))
    .where("key", "=", text(key))
    .executeTakeFirst();
  const isThere = known !== undefined && known.body !== null && isReadable(known.body);
  if (isThere || known === undefined) return !isThere;
  return await replace(writer, note, Number(known.version));
}

/** Puts a document in the place of the version that is expected. False, and nothing is changed, where that is not there. */
export function writeNote(database: StoreDatabase, note: ChangedNote): Promise<boolean> {
  return database.transaction().execute((writer) => changeIn(writer, note));
}
