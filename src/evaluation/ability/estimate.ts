import type { AbilityEstimate } from "../../domain/ability.ts";
import type { Candidate } from "../../domain/candidate.ts";
import type { Task } from "../../domain/task.ts";
import type { GradedResult } from "../../domain/verification.ts";
import { coefficientsOf } from "./coefficients.ts";
import { expectedRating, withGraded, withResults, withTrust } from "./evidence.ts";
import type { ModelFeatures } from "./features.ts";
import { priorOf, yardstickRating } from "./prior.ts";
import { publishedResults } from "./published-results.ts";
import { groupOf } from "./task-groups.ts";

/** A normal distribution holds nine of ten within so many standard deviations of its mean. */
const ninetyPercent = 1.645;
/** Rating points for one step of the odds of the value: 165 points lead from 50 to 90. */
const pointsPerLogit = 75;

/** A rating as 0 to 100: 50 is what may be expected of a model a year old, or of a new one that is much smaller. */
function toValue(rating: number, expected: number): number {
  return 100 / (1 + Math.exp((expected - rating) / pointsPerLogit));
}

export interface EstimateOptions {
  task: Task;
  /** Milliseconds since the epoch. */
  now: number;
  /** What was put to the model for the task; undefined where nothing was. */
  graded: GradedResult | undefined;
}

/**
 * How good a model is thought to be at a task: what its age, size and making let expect, then what others have measured,
 * what its makers claim, and what our own questions showed, each by how sure it is. Without any of it the estimate is the
 * prior with its wide interval, never 0.
 */
export function estimateAbility(
  candidate: Candidate,
  features: ModelFeatures,
  { task, now, graded }: EstimateOptions,
): AbilityEstimate {
  const group = groupOf(task);
  const fit = coefficientsOf(group);
  const expected = expectedRating(yardstickRating(fit, now), fit);
  let belief = priorOf(candidate, features, { task, now });
  if (candidate.isTrusted) belief = withTrust(belief, expected);
  belief = withResults(belief, publishedResults(candidate, task), { group, expected });
  belief = withGraded(belief, graded, expected);
  const deviation = Math.sqrt(belief.variance);
  return {
    rating: belief.mean,
    deviation,
    value: toValue(belief.mean, expected),
    low: toValue(belief.mean - ninetyPercent * deviation, expected),
    high: toValue(belief.mean + ninetyPercent * deviation, expected),
  };
}
