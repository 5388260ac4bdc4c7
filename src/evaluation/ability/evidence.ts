import type { GradedResult } from "../../domain/verification.ts";
import { type BenchmarkCoefficients, coefficients } from "./coefficients.ts";
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

/** Nearly everything right: the test was too easy, and says "at least so good". */
const saturated = 97;

/** What results of one kind say together; null where there are none that say anything of a model like this. */
function beliefOfSome(
  results: readonly PublishedResult[],
  isIndependent: boolean,
  { prior, context: { group, expected } }: { prior: Belief; context: EvidenceContext },
): Belief | null {
  let joined: Belief | null = null;
  for (const result of results) {
    if (result.isIndependent !== isIndependent) continue;
    const belief = beliefOfOne(result, group, expected);
    if (result.value >= saturated && belief.mean < prior.mean) continue;
    joined = joined === null ? belief : combine(joined, belief);
  }
  if (joined === null) return null;
  const common = isIndependent ? independentDeviation : claimedDeviation;
  return { mean: joined.mean, variance: joined.variance + common ** 2 };
}

export interface EvidenceContext {
  group: TaskGroup;
  /** The rating that half of what can be got stands for on a benchmark without calibration. */
  expected: number;
}

/** What is believed after looking at published results: first at what others have measured, then at claims. */
export function withResults(prior: Belief, results: readonly PublishedResult[], context: EvidenceContext): Belief {
  const measured = beliefOfSome(results, true, { prior, context });
  const claimed = beliefOfSome(results, false, { prior, context });
  const belief = measured === null ? prior : combineRobustly(prior, measured);
  return claimed === null ? belief : combineRobustly(belief, claimed);
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
  if (graded === undefined || !(graded.asked >= leastQuestions)) return prior;
  const right = Math.min(graded.asked, Math.max(0, graded.right));
  // One right and one wrong more than there were (Laplace), so that all or none right says something finite.
  const share = (right + 1) / (graded.asked + 2);
  const { expectedShare, perLogit, deviation } = ownQuestions;
  // Chance in so many answers of a typical model. By its own share, none right would count for less than three of twenty.
  const ofChance = perLogit ** 2 / ((graded.asked + 2) * expectedShare * (1 - expectedShare));
  const mean = expected + perLogit * (logitOf(share) - logitOf(expectedShare));
  return combineRobustly(prior, { mean, variance: deviation ** 2 + ofChance });
}

const trustLead = 30;
const trustDeviation = 75;

/** Somebody runs the model, or has declared it: that it is good enough for them is a weak piece of evidence. */
export function withTrust(prior: Belief, expected: number): Belief {
  return combine(prior, { mean: expected + trustLead, variance: trustDeviation ** 2 });
}
