/** What is believed of a rating: a normal distribution, in rating points. */
export interface Belief {
  mean: number;
  /** Variance. */
  variance: number;
}

/** Two independent beliefs about the same rating as one: the surer counts more. */
export function combine(a: Belief, b: Belief): Belief {
  const precision = 1 / a.variance + 1 / b.variance;
  return { mean: (a.mean / a.variance + b.mean / b.variance) / precision, variance: 1 / precision };
}

/** How many standard deviations evidence may be away before it is doubted. */
const doubtedFrom = 2;

/**
 * As `combine`, for evidence that may be false: what is far from all else that is known is weighed the less the farther
 * it is (Huber's weights), so that no claim wins by its size. It moves no less than what is nearer: a worse result is
 * never better than a bad one.
 */
export function combineRobustly(prior: Belief, evidence: Belief): Belief {
  const distance = Math.abs(evidence.mean - prior.mean) / Math.sqrt(prior.variance + evidence.variance);
  if (distance <= doubtedFrom) return combine(prior, evidence);
  return combine(prior, { mean: evidence.mean, variance: (evidence.variance * distance) / doubtedFrom });
}
