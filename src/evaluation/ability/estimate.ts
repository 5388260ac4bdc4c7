import type { AbilityEstimate } from "../../domain/ability.ts";
import type { Candidate } from "../../domain/candidate.ts";
import type { GradedResult } from "../../domain/verification.ts";
import { withGraded, withResults, withTrust } from "./evidence.ts";
import type { ModelFeatures } from "./features.ts";
import type { Belief } from "./gaussian.ts";
import { type AbilityScale, priorOf } from "./prior.ts";
import { publishedResults } from "./published-results.ts";

/** A normal distribution holds nine of ten within so many standard deviations of its mean. */
const ninetyPercent = 1.645;
/** Rating points for one step of the odds of the value: 165 points lead from 50 to 90. */
const pointsPerLogit = 75;

/** A belief as 0 to 100: 50 is what may be expected of a model a year old, or of a new one that is much smaller. */
function toEstimate({ mean, variance }: Belief, expected: number): AbilityEstimate {
  const deviation = Math.sqrt(variance);
  const odds = Math.exp((expected - mean) / pointsPerLogit);
  const spread = Math.exp((ninetyPercent * deviation) / pointsPerLogit);
  return {
    rating: mean,
    deviation,
    value: 100 / (1 + odds),
    low: 100 / (1 + odds * spread),
    high: 100 / (1 + odds / spread),
  };
}

export interface EstimateOptions {
  features: ModelFeatures;
  scale: AbilityScale;
  /** What was put to the model for the task; undefined where nothing was. */
  graded: GradedResult | undefined;
}

/**
 * How good a model is thought to be at a task: what its age, size and making let expect, then what others have measured,
 * what its makers claim, and what our own questions showed, each by how sure it is. Without any of it the estimate is the
 * prior with its wide interval, never 0.
 */
export function estimateAbility(candidate: Candidate, { features, scale, graded }: EstimateOptions): AbilityEstimate {
  const { task, expected } = scale;
  let belief = priorOf(candidate, features, scale);
  if (candidate.isTrusted) belief = withTrust(belief, expected);
  if (candidate.benchmarks.length > 0) belief = withResults(belief, publishedResults(candidate, task), scale);
  if (graded !== undefined) belief = withGraded(belief, graded, expected);
  return toEstimate(belief, expected);
}
