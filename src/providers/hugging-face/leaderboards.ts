import type { BenchmarkName } from "../../domain/benchmark.ts";
import type { BenchmarkResult } from "../../domain/candidate.ts";
import { UserFacingError } from "../../domain/errors.ts";
import { type Clock, toTimestamp } from "../../shared/clock.ts";
import { describeUrl } from "../../shared/http-failure.ts";
import type { LeaderboardResults } from "../provider.ts";
import type { BenchmarkCache, CachedLeaderboard, CachedLeaderboards } from "./benchmark-cache.ts";
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
  logger?: { info(message: string): void } | undefined;
}

type Leaderboards = CachedLeaderboards["leaderboards"];

/** A session's question, and where its errors go. */
interface Run extends LeaderboardsOptions {
  signal: AbortSignal;
  /** Notes a fault as a sentence that begins with `what`; throws the signal's reason where that is aborted. */
  note(error: unknown, what: string): void;
}

/**
 * The results of the benchmarks that the Hub lists as official: fetched once a day each, those that waited longest
 * first. Rows whose renewal fails are used as they are. Rejects only with the signal's reason.
 */
export async function fetchLeaderboards(
  options: LeaderboardsOptions & { benchmarks: readonly BenchmarkName[]; signal: AbortSignal },
): Promise<LeaderboardResults> {
  const { benchmarks, signal, clock, cache, limit } = options;
  const errors: string[] = [];
  const run: Run = { ...options, note: (error, what) => errors.push(sentenceOf(error, what, signal)) };

  const kept = await readCache(run);
  const due = benchmarks.filter((each) => !isFresh(kept[each], clock.now()));
  const official = await officialAmong(due, run);
  const waiting = official.toSorted((a, b) => triedAt(kept[a]) - triedAt(kept[b]));
  const fetched = await Promise.all(waiting.slice(0, limit).map((each) => renew(each, kept[each], run)));
  const current: Leaderboards = { ...kept, ...Object.fromEntries(fetched) };
  if (fetched.length > 0) {
    await cache
      .write({ leaderboards: current })
      .catch((error) => run.note(error, "The leaderboards could not be kept"));
  }
  return { byModel: resultsByModel(current, benchmarks), errors, caps: capOf(waiting.slice(limit), limit) };
}

async function readCache({ cache, note }: Run): Promise<Leaderboards> {
  try {
    return (await cache.read()).leaderboards;
  } catch (error) {
    note(error, "The kept leaderboards could not be read");
    return {};
  }
}

function isFresh(leaderboard: CachedLeaderboard | undefined, now: number): boolean {
  const fetchedAt = leaderboard?.fetchedAt ? Date.parse(leaderboard.fetchedAt) : Number.NEGATIVE_INFINITY;
  return fetchedAt <= now && now - fetchedAt < keptForMs;
}

function triedAt(leaderboard: CachedLeaderboard | undefined): number {
  return leaderboard ? Date.parse(leaderboard.triedAt) : 0;
}

async function officialAmong(due: readonly BenchmarkName[], run: Run): Promise<BenchmarkName[]> {
  if (due.length === 0) {
    return [];
  }
  try {
    const official = await fetchOfficial(run);
    const others = due.filter((each) => !official.has(each));
    if (others.length > 0) {
      run.logger?.info(`Not among the Hub's official benchmarks, so without a leaderboard: ${others.join(", ")}.`);
    }
    return due.filter((each) => official.has(each));
  } catch (error) {
    run.note(error, "The list of official benchmarks could not be read");
    return [];
  }
}

async function fetchOfficial({ endpoint, request, signal }: Run): Promise<Set<string>> {
  const url = `${endpoint}/api/datasets?filter=benchmark:official&limit=500`;
  const { data } = await request({ url, signal });
  const ids = readDatasetIds(data);
  if (!ids) {
    throw new UserFacingError(`${describeUrl(url)} sent something that is not a list of datasets.`);
  }
  return ids;
}

/** The leaderboard as it is now, or what is known of it where it cannot be read. */
async function renew(
  benchmark: string,
  known: CachedLeaderboard | undefined,
  run: Run,
): Promise<[string, CachedLeaderboard]> {
  const now = toTimestamp(run.clock.now());
  try {
    return [benchmark, { triedAt: now, fetchedAt: now, rows: await fetchRows(benchmark, run) }];
  } catch (error) {
    run.note(error, `The leaderboard of ${benchmark} could not be read`);
    return [benchmark, { fetchedAt: null, rows: [], ...known, triedAt: now }];
  }
}

async function fetchRows(benchmark: string, { endpoint, request, signal }: Run): Promise<CachedLeaderboard["rows"]> {
  // Without `base_model=false` the Hub leaves out every model that is made from another one.
  const url = `${endpoint}/api/datasets/${benchmark}/leaderboard?base_model=false`;
  const { data } = await request({ url, signal });
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
    for (const { model, value, isVerified, isAssisted } of leaderboards[benchmark]?.rows ?? []) {
      const results = byModel.get(model) ?? [];
      const assisted = isAssisted ? { isAssisted } : {};
      results.push({ benchmark, value, origin: "leaderboard", isVerified, pipeline: null, ...assisted });
      byModel.set(model, results);
    }
  }
  return byModel;
}
