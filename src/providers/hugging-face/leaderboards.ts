import type { Logger } from "pino";
import type { BenchmarkName } from "../../domain/benchmark.ts";
import type { BenchmarkResult } from "../../domain/candidate.ts";
import { UserFacingError } from "../../domain/errors.ts";
import { type Clock, toTimestamp } from "../../shared/clock.ts";
import type { LeaderboardResults } from "../provider.ts";
import {
  type BenchmarkCache,
  type CachedLeaderboard,
  type CachedLeaderboards,
  emptyLeaderboards,
} from "./benchmark-cache.ts";
import type { HubRequest } from "./hub-request.ts";
import { readDatasetIds, readLeaderboard } from "./leaderboard-schema.ts";

const keptForMs = 24 * 60 * 60 * 1_000;

export interface LeaderboardsOptions {
  endpoint: string;
  request: HubRequest;
  cache: BenchmarkCache;
  clock: Clock;
  /** How many are fetched in one run; the others wait for a later one. */
  limit: number;
  logger?: Pick<Logger, "info"> | undefined;
}

type Leaderboards = CachedLeaderboards["leaderboards"];

/**
 * The results of the benchmarks that the Hub lists as official: fetched once a day each, those that waited longest
 * first. Rows whose renewal fails are used as they are. Rejects only with the signal's reason.
 */
export async function fetchLeaderboards(
  options: LeaderboardsOptions & { benchmarks: readonly BenchmarkName[]; signal: AbortSignal },
): Promise<LeaderboardResults> {
  const { benchmarks, signal, clock, limit } = options;
  const errors: string[] = [];
  const note = (error: unknown, what: string) => errors.push(sentenceOf(error, what, signal));

  const { leaderboards } = await options.cache.read().catch((error) => {
    note(error, "The kept leaderboards could not be read");
    return emptyLeaderboards();
  });
  const due = benchmarks.filter((each) => !isFresh(leaderboards[each], clock.now()));
  const official = await officialAmong(due, options).catch((error) => {
    note(error, "The list of official benchmarks could not be read");
    return [];
  });
  const waiting = official.toSorted((a, b) => triedAt(leaderboards[a]) - triedAt(leaderboards[b]));
  const wanted = waiting.slice(0, limit);
  const fetched: Leaderboards = {};
  await Promise.all(
    wanted.map(async (benchmark) => {
      const now = toTimestamp(clock.now());
      try {
        fetched[benchmark] = { triedAt: now, fetchedAt: now, rows: await fetchRows(benchmark, options) };
      } catch (error) {
        note(error, `The leaderboard of ${benchmark} could not be read`);
        fetched[benchmark] = { fetchedAt: null, rows: [], ...leaderboards[benchmark], triedAt: now };
      }
    }),
  );
  const current = { ...leaderboards, ...fetched };
  if (wanted.length > 0) {
    await options.cache
      .write({ leaderboards: current })
      .catch((error) => note(error, "The leaderboards could not be kept"));
  }
  return { byModel: resultsByModel(current, benchmarks), errors, caps: capOf(waiting.slice(limit), limit) };
}

function isFresh(leaderboard: CachedLeaderboard | undefined, now: number): boolean {
  const fetchedAt = leaderboard?.fetchedAt ? Date.parse(leaderboard.fetchedAt) : Number.NEGATIVE_INFINITY;
  return fetchedAt <= now && now - fetchedAt < keptForMs;
}

function triedAt(leaderboard: CachedLeaderboard | undefined): number {
  return leaderboard ? Date.parse(leaderboard.triedAt) : 0;
}

async function officialAmong(due: readonly BenchmarkName[], options: ListOptions): Promise<BenchmarkName[]> {
  if (due.length === 0) {
    return [];
  }
  const url = `${options.endpoint}/api/datasets?filter=benchmark:official&limit=500`;
  const { data } = await options.request({ url, signal: options.signal });
  const ids = readDatasetIds(data);
  if (!ids) {
    throw new UserFacingError(`${options.endpoint}/api/datasets sent something that is not a list of datasets.`);
  }
  const others = due.filter((each) => !ids.has(each));
  if (others.length > 0) {
    options.logger?.info({ benchmarks: others }, "not among the Hub's official benchmarks, so without a leaderboard");
  }
  return due.filter((each) => ids.has(each));
}

type ListOptions = LeaderboardsOptions & { signal: AbortSignal };

async function fetchRows(benchmark: string, options: ListOptions): Promise<CachedLeaderboard["rows"]> {
  // Without `base_model=false` the Hub leaves out every model that is made from another one.
  const url = `${options.endpoint}/api/datasets/${benchmark}/leaderboard?base_model=false`;
  const { data } = await options.request({ url, signal: options.signal });
  const rows = readLeaderboard(data);
  if (!rows) {
    throw new UserFacingError("It is not a list of results.");
  }
  return rows;
}

function sentenceOf(error: unknown, what: string, signal: AbortSignal): string {
  signal.throwIfAborted();
  return `${what}: ${error instanceof Error ? error.message : String(error)}`;
}

function capOf(left: readonly string[], limit: number): string[] {
  return left.length === 0
    ? []
    : [`${left.length} leaderboards wait for a later run (at most ${limit} a run): ${left.join(", ")}`];
}

function resultsByModel(leaderboards: Leaderboards, benchmarks: readonly string[]): Map<string, BenchmarkResult[]> {
  const byModel = new Map<string, BenchmarkResult[]>();
  for (const benchmark of benchmarks) {
    for (const { model, value, isVerified } of leaderboards[benchmark]?.rows ?? []) {
      const results = byModel.get(model) ?? [];
      results.push({ benchmark, value, origin: "leaderboard", isVerified, pipeline: null });
      byModel.set(model, results);
    }
  }
  return byModel;
}
