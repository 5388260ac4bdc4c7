import type { StoreDatabase } from "../schema.ts";

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

async function removeCalls(database: StoreDatabase, olderThan: number): Promise<number> {
  const oldest = database.selectFrom("usage").select("id").where("at", "<", olderThan).orderBy("id").limit(rowsAtOnce);
  const { numDeletedRows } = await database.deleteFrom("usage").where("id", "in", oldest).executeTakeFirst();
  return Number(numDeletedRows);
}

async function removeOpinions(database: StoreDatabase, olderThan: number): Promise<bigint> {
  return (await database.deleteFrom("feedback").where("at", "<", olderThan).executeTakeFirst()).numDeletedRows;
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
 * Removes some of the calls that are older than this (milliseconds since the epoch); when none is left, also the opinions
 * of then, what calls were counted by, and what no source has named for 90 days.
 */
export async function purge(database: StoreDatabase, olderThan: number, now: number): Promise<Purged> {
  const calls = await removeCalls(database, olderThan);
  if (calls > 0) return { calls, rows: calls };
  const others = [
    await removeOpinions(database, olderThan),
    await removeEmptySeries(database),
    await removeUnseen(database, now),
  ];
  return { calls: 0, rows: Number(others.reduce((sum, each) => sum + each, 0n)) };
}
