import {
  type BenchmarkName,
  type BenchmarkScale,
  benchmarkScales,
  embeddingBenchmarkPrefix,
  embeddingBenchmarkScale,
  modelCardMetricScales,
} from "../../domain/benchmark.ts";
import type { BenchmarkResult, Candidate } from "../../domain/candidate.ts";
import type { Task } from "../../domain/task.ts";

/** What is known of a model on one benchmark of the task, by those who are most to be trusted. */
export interface PublishedResult {
  benchmark: string;
  title: string;
  /** 0 to 100: the mean where there are several variants of the same trust. */
  value: number;
  /** Somebody other than the model's maker says so. */
  isIndependent: boolean;
}

/** Leaderboards are checked by others, a record's results by fewer, a model card's by nobody. */
const trustByOrigin: Record<BenchmarkResult["origin"], number> = { leaderboard: 3, record: 2, "model-card": 1 };
const verifiedTrust = 2;
/** Results with tools say what the tools can do: they count only where there is no other. */
const assistedTrust = -4;

function isAmong(name: string, benchmarks: readonly BenchmarkName[]): name is BenchmarkName {
  return (benchmarks as readonly string[]).includes(name);
}

function scaleFor(task: Task, result: BenchmarkResult): BenchmarkScale | null {
  if (result.origin === "model-card") {
    const isOfTask = task.interfaces.some((each) => each.kind === "pipeline" && each.pipeline === result.pipeline);
    const isKnown = isOfTask && Object.hasOwn(modelCardMetricScales, result.benchmark);
    return isKnown ? (modelCardMetricScales[result.benchmark] ?? null) : null;
  }
  if (isAmong(result.benchmark, task.benchmarks)) return benchmarkScales[result.benchmark];
  const isEmbedding = task.usesEmbeddingBenchmarks && result.benchmark.startsWith(embeddingBenchmarkPrefix);
  return isEmbedding ? embeddingBenchmarkScale : null;
}

/**
 * A raw value on the scale of 0 to 100. Percentages are published as 41.2 or as 0.412: a value up to 1 counts as a
 * share, but for a benchmark so hard that it could be either. Null for a value that cannot be, or cannot be read.
 */
export function normaliseBenchmark(value: number, scale: BenchmarkScale): number | null {
  const looksLikeShare = scale.isPercentage && value > 0 && value <= 1;
  if (looksLikeShare && scale.isAmbiguousBelowOne) return null;
  const percentage = looksLikeShare ? value * 100 : value;
  if (!Number.isFinite(percentage) || percentage < 0 || (scale.isPercentage && percentage > 100)) return null;
  const normalised = (100 * (percentage - scale.floor)) / (scale.ceiling - scale.floor);
  return Math.min(100, Math.max(0, normalised));
}

interface Known extends PublishedResult {
  trust: number;
  /** Of how many values the value is the mean. */
  number: number;
}

function trustOf(result: BenchmarkResult): number {
  const checked = trustByOrigin[result.origin] + (result.isVerified ? verifiedTrust : 0);
  return result.isAssisted ? checked + assistedTrust : checked;
}

/** There are too few for a map to pay, and this runs for every model that is listed. */
function placeOf(known: readonly Known[], benchmark: string): number {
  for (let at = 0; at < known.length; at += 1) if (known[at]?.benchmark === benchmark) return at;
  return -1;
}

/** Adds a value: in the place of less trusted ones of the same benchmark, or to the mean of those that are trusted alike. */
function add(
  known: Known[],
  { benchmark, origin, isVerified }: BenchmarkResult,
  found: Pick<Known, "title" | "value" | "trust">,
): void {
  const { title, value, trust } = found;
  const isIndependent = isVerified || origin === "leaderboard";
  const at = placeOf(known, benchmark);
  const earlier = known[at];
  if (earlier === undefined) known.push({ benchmark, title, value, isIndependent, trust, number: 1 });
  else if (trust > earlier.trust) known[at] = { benchmark, title, value, isIndependent, trust, number: 1 };
  else if (trust === earlier.trust) {
    earlier.number += 1;
    earlier.value += (value - earlier.value) / earlier.number;
  }
}

const none: readonly PublishedResult[] = [];

/** The published results of a model that speak of the task: each benchmark once, by its most trusted origin. */
export function publishedResults(candidate: Candidate, task: Task): readonly PublishedResult[] {
  if (candidate.benchmarks.length === 0) return none;
  const known: Known[] = [];
  for (const result of candidate.benchmarks) {
    const scale = scaleFor(task, result);
    const value = scale && normaliseBenchmark(result.value, scale);
    if (scale !== null && value !== null) add(known, result, { title: scale.title, value, trust: trustOf(result) });
  }
  return known;
}
