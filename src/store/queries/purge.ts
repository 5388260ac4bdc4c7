import type { StoreDatabase } from "../schema.ts";

/** Few enough that who else wants to write waits for milliseconds only. */
const rowsAtOnce = 5_000;

/**
 * Removes some of the calls and opinions that are older than this (milliseconds since the epoch). Answers how many rows
 * there were: 0 when nothing is left to remove.
 */
export async function purge(database: StoreDatabase, olderThan: number): Promise<number> {
  const oldest = database.selectFrom("usage").select("id").where("at", "<", olderThan).orderBy("id").limit(rowsAtOnce);
  const calls = await database.deleteFrom("usage").where("id", "in", oldest).executeTakeFirst();
  const opinions = await database.deleteFrom("feedback").where("at", "<", olderThan).executeTakeFirst();
  return Number(calls.numDeletedRows + opinions.numDeletedRows);
}
