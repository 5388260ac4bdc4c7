import {
  type BenchmarkCache,
  type CachedLeaderboards,
  emptyLeaderboards,
} from "../../src/providers/hugging-face/benchmark-cache.ts";

/** Keeps leaderboards as long as the process runs. */
export function createMemoryBenchmarkCache(initial: CachedLeaderboards = emptyLeaderboards()): BenchmarkCache {
  let current = initial;
  return {
    read: async () => current,
    async write(value) {
      current = value;
    },
  };
}
