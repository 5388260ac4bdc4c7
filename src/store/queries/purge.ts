import type { StoreDatabase } from "../schema.ts";
import { smallestIdAt } from "./id-times.ts";

/** What a step has removed: calls, and rows of all kinds. */
export interface Purged {
  calls: number;
  /** 0 when nothing is left to remove. */
  rows: number;
}

/** Few enough that who else wants to write waits for milliseconds only. */
const rowsAtOnce = 5_000;
/** A model, version or route that no source has named for so long is removed: three times as long as its facts are used. */
const registryKeptMs = 90 * 86_400_000;

/** Less at once, since what people write is long. */
const conversationsAtOnce = 500;
/** What somebody chose, when they have not chosen anew for so long. That they refused to be remembered is kept. */
const choicesKeptMs = 365 * 86_400_000;

async function removeConversations(database: StoreDatabase, olderThan: number): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom("conversations")
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple("chat", "topic"),
        "in",
        selectFrom("conversations")
          .select(["chat", "topic"])
          .where("updated_at", "<", olderThan)
          .limit(conversationsAtOnce)
          .$asTuple("chat", "topic"),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function removeCalls(database: StoreDatabase, olderThan: number): Promise<number> {
  const oldest = database.selectFrom("usage").select("id").where("at", "<", olderThan).orderBy("id").limit(rowsAtOnce);
  const { numDeletedRows } = await database.deleteFrom("usage").where("id", "in", oldest).executeTakeFirst();
  return Number(numDeletedRows);
}

async function removeOpinions(database: StoreDatabase, olderThan: number): Promise<bigint> {
  return (await database.deleteFrom("feedback").where("at", "<", olderThan).executeTakeFirst()).numDeletedRows;
}

async function removeChoices(database: StoreDatabase, now: number): Promise<bigint> {
  const { numDeletedRows } = await database
    .deleteFrom("chat_people")
    .where("updated_at", "<", now - choicesKeptMs)
    .where("is_remembered", "=", 1)
    .executeTakeFirst();
  return numDeletedRows;
}

async function removeVerdicts(database: StoreDatabase, olderThan: number): Promise<bigint> {
  return (await database.deleteFrom("verdicts").where("at", "<", olderThan).executeTakeFirst()).numDeletedRows;
}

async function removeChecks(database: StoreDatabase, olderThan: number): Promise<number> {
  const oldest = database
    .selectFrom("watch_checks")
    .select("id")
    .where("id", "<", smallestIdAt(olderThan))
    .orderBy("id")
    .limit(rowsAtOnce);
  const { numDeletedRows } = await database.deleteFrom("watch_checks").where("id", "in", oldest).executeTakeFirst();
  return Number(numDeletedRows);
}

/** What the watch has told, and what it has removed; of its other documents, each is of today, however old. */
async function removeNotes(database: StoreDatabase, olderThan: number): Promise<bigint> {
  const { numDeletedRows } = await database
    .deleteFrom("watch_notes")
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple("kind", "key"),
        "in",
        selectFrom("watch_notes")
          .select(["kind", "key"])
          .where("at", "<", olderThan)
          .where((note) => note.or([note("kind", "=", "event"), note("body", "is", null)]))
          .limit(rowsAtOnce)
          .$asTuple("kind", "key"),
      ),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

/** What calls were counted by, where none of them is kept. The index of the statistics begins with the series. */
async function removeEmptySeries(database: StoreDatabase): Promise<bigint> {
  const { numDeletedRows } = await database
    .deleteFrom("usage_series")
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("usage").select("usage.id").whereRef("usage.series", "=", "usage_series.id"))),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function removeUnseen(database: StoreDatabase, now: number): Promise<bigint> {
  let removed = 0n;
  for (const table of ["models", "model_versions", "routes"] as const) {
    const { numDeletedRows } = await database
      .deleteFrom(table)
      .where("last_seen", "<", now - registryKeptMs)
      .executeTakeFirst();
    removed += numDeletedRows;
  }
  return removed;
}

/**
 * Removes some of the conversations that are older than this (milliseconds since the epoch), or of the calls when none is
 * left, or of the looks of the watch; then also the opinions, verdicts and events of then, what calls were counted by,
 * what nobody has chosen anew for a year, and what no source has named for 90 days.
 */
export async function purge(database: StoreDatabase, olderThan: number, now: number): Promise<Purged> {
  const conversations = await removeConversations(database, olderThan);
  if (conversations > 0) return { calls: 0, rows: conversations };
  const calls = await removeCalls(database, olderThan);
  if (calls > 0) return { calls, rows: calls };
  const checks = await removeChecks(database, olderThan);
  if (checks > 0) return { calls: 0, rows: checks };
  const others = [
    await removeOpinions(database, olderThan),
    await removeVerdicts(database, olderThan),
    await removeNotes(database, olderThan),
    await removeChoices(database, now),
    await removeEmptySeries(database),
    await removeUnseen(database, now),
  ];
  return { calls: 0, rows: Number(others.reduce((sum, each) => sum + each, 0n)) };
}
