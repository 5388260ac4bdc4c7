import type { GradedResult } from "../../domain/verification.ts";
import { type BenchmarkCoefficients, coefficients, type GroupCoefficients } from "./coefficients.ts";
import { type Belief, combine, combineRobustly } from "./gaussian.ts";
import type { PublishedResult } from "./published-results.ts";
import type { TaskGroup } from "./task-groups.ts";

/** Odds beyond these are noise: a test with everything right says only that it was too easy. */
const mostLogit = Math.log(0.97 / 0.03);
/**
 * What several results have in common beyond the ability: the maker has chosen which to publish, and has trained for
 * them. It does not grow less with their number.
 */
const claimedDeviation = 50;
const independentDeviation = 25;
/** Claims of a maker are less sure than what others have measured. */
const claimedFactor = 1.3;

function logitOf(share: number): number {
  const bounded = Math.min(0.999, Math.max(0.001, share));
  return Math.max(-mostLogit, Math.min(mostLogit, Math.log(bounded / (1 - bounded))));
}

/** A benchmark that is not calibrated stands where half of what can be got is what may be expected of a model today. */
function scaleOf(benchmark: string, group: TaskGroup, expected: number): BenchmarkCoefficients {
  const fitted = group === "other" ? undefined : coefficients.benchmarks[benchmark];
  return fitted ?? { ...coefficients.anyBenchmark, intercept: expected };
}

function beliefOfOne(result: PublishedResult, group: TaskGroup, expected: number): Belief {
  const { intercept, perLogit, deviation } = scaleOf(result.benchmark, group, expected);
  const doubted = deviation * (result.isIndependent ? 1 : claimedFactor);
  return { mean: intercept + perLogit * logitOf(result.value / 100), variance: doubted ** 2 };
}

function beliefOfSome(results: readonly PublishedResult[], group: TaskGroup, expected: number): Belief | null {
  const beliefs = results.map((result) => beliefOfOne(result, group, expected));
  const [first, ...others] = beliefs;
  if (first === undefined) return null;
  const joined = others.reduce(combine, first);
  const common = results[0]?.isIndependent ? independentDeviation : claimedDeviation;
  return { mean: joined.mean, variance: joined.variance + common ** 2 };
}

export interface EvidenceContext {
  group: TaskGroup;
  /** The rating that half of what can be got stands for on a benchmark without calibration. */
  expected: number;
}

/** What is believed after looking at published results: first at what others have measured, then at claims. */
export function withResults(prior: Belief, results: readonly PublishedResult[], context: EvidenceContext): Belief {
  if (results.length === 0) return prior;
  const { group, expected } = context;
  let belief = prior;
  for (const isIndependent of [true, false]) {
    const ofKind = results.filter((each) => each.isIndependent === isIndependent);
    const evidence = beliefOfSome(ofKind, group, expected);
    if (evidence !== null) belief = combineRobustly(belief, evidence);
  }
  return belief;
}

/**
 * Of our own questions a typical model of the day gets so many right, and a step of the odds is worth so many points. An
 * assumption, until many models were asked: the deviation says so.
 */
const ownQuestions = { expectedShare: 0.7, perLogit: 90, deviation: 60 };
/** With fewer questions than this, luck decides. */
const leastQuestions = 5;

/** What is believed after our own questions, with as much weight as their number gives them. */
export function withGraded(prior: Belief, graded: GradedResult | undefined, expected: number): Belief {
  if (graded === undefined || graded.asked < leastQuestions) return prior;
  // One right and one wrong more than there were (Laplace), so that all or none right says something finite.
  const share = (graded.right + 1) / (graded.asked + 2);
  const { expectedShare, perLogit, deviation } = ownQuestions;
  const ofChance = perLogit ** 2 / ((graded.asked + 2) * share * (1 - share));
  const mean = expected + perLogit * (logitOf(share) - logitOf(expectedShare));
  return combineRobustly(prior, { mean, variance: deviation ** 2 + ofChance });
}

/** Somebody runs the model, or has declared it: that it is good enough for them is a weak piece of evidence. */
export function withTrust(prior: Belief, expected: number): Belief {
  return combine(prior, { mean: expected + trustLead, variance: trustDeviation ** 2 });
}

const trustLead = 30;
const trustDeviation = 75;

/** The rating of a model that may be expected today: a year behind the yardstick. */
export function expectedRating(yardstick: number, { perYear }: GroupCoefficients): number {
  return yardstick - perYear;
}
