import { z } from "zod";

const cachedLeaderboardSchema = z.object({
  /** When it was last asked for, with or without success: what waited longest comes first. */
  triedAt: z.iso.datetime(),
  /** When the rows were read; null where they never were. */
  fetchedAt: z.iso.datetime().nullable(),
  rows: z.array(
    z.object({ model: z.string(), value: z.number(), isVerified: z.boolean(), isAssisted: z.boolean().optional() }),
  ),
});

/** One benchmark's leaderboard as it was last read, on the scale on which it is published. */
export type CachedLeaderboard = z.infer<typeof cachedLeaderboardSchema>;

/** history/benchmarks.json: leaderboards by benchmark. */
export const cachedLeaderboardsSchema = z.object({
  leaderboards: z.record(z.string(), cachedLeaderboardSchema),
});

export type CachedLeaderboards = z.infer<typeof cachedLeaderboardsSchema>;

/** Keeps leaderboards from one run to the next. */
export interface BenchmarkCache {
  /** An empty one where nothing was written yet. */
  read(): Promise<CachedLeaderboards>;
  write(value: CachedLeaderboards): Promise<void>;
}

/** What is kept before anything was read. */
export function emptyLeaderboards(): CachedLeaderboards {
  return { leaderboards: {} };
}
