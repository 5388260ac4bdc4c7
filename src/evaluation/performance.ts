import {
  type BenchmarkName,
  type BenchmarkScale,
  benchmarkScales,
  embeddingBenchmarkPrefix,
  embeddingBenchmarkScale,
  modelCardMetricScales,
} from "../domain/benchmark.ts";
import type { BenchmarkResult, Candidate } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import type { Task } from "../domain/task.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";

/** Leaderboards are checked by others, a record's results by fewer, a model card's by nobody. */
const trustByOrigin: Record<BenchmarkResult["origin"], number> = { leaderboard: 3, record: 2, "model-card": 1 };

/** With so many benchmarks the task is covered; fewer leave more to chance. */
const benchmarksForFullConfidence = 3;

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

interface Known {
  benchmark: string;
  title: string;
  trust: number;
  /** Sum and number of the values of this trust: several variants of one benchmark count as their mean. */
  sum: number;
  number: number;
}

function trustOf(result: BenchmarkResult): number {
  return trustByOrigin[result.origin] + (result.isVerified ? 2 : 0);
}

/** The benchmarks of the task, each with the values of its most trusted origin. There are too few for a map to pay. */
function knownBenchmarks(candidate: Candidate, task: Task): Known[] {
  const known: Known[] = [];
  for (const result of candidate.benchmarks) {
    const scale = scaleFor(task, result);
    const value = scale && normaliseBenchmark(result.value, scale);
    if (scale === null || value === null) continue;
    const { benchmark } = result;
    const trust = trustOf(result);
    const earlier = known.find((each) => each.benchmark === benchmark);
    if (!earlier) {
      known.push({ benchmark, title: scale.title, trust, sum: value, number: 1 });
    } else if (trust > earlier.trust) {
      Object.assign(earlier, { title: scale.title, trust, sum: value, number: 1 });
    } else if (trust === earlier.trust) {
      earlier.sum += value;
      earlier.number += 1;
    }
  }
  return known;
}

function assess(candidate: Candidate, { task }: CriterionContext): Assessment | null {
  if (candidate.benchmarks.length === 0) return null;
  const known = knownBenchmarks(candidate, task);
  if (known.length === 0) return null;
  let sum = 0;
  let trust = 0;
  for (const each of known) {
    sum += each.sum / each.number;
    trust += Math.min(1, each.trust / trustByOrigin.leaderboard);
  }
  return { value: sum / known.length, confidence: Math.min(1, trust / benchmarksForFullConfidence) };
}

function explain(candidate: Candidate, { task }: CriterionContext): string[] {
  const known = knownBenchmarks(candidate, task);
  if (known.length === 0) return ["no benchmark of this task is known"];
  return known.map((each) => `${each.title}: ${Math.round(each.sum / each.number)} of 100`);
}

/** How good a model is at the task, by published benchmarks. */
export const performance: Criterion = { assess, explain };
