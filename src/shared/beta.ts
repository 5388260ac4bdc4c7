/** Steps over which a distribution is added up. */
const steps = 200;
/** So many standard deviations to each side hold all of it that matters. */
const reach = 12;

/** About the variance of the logarithm of the odds that one side's count gives (the trigamma function's first terms). */
function spreadOf(count: number): number {
  return 1 / count + 1 / (2 * count ** 2);
}

/** How many answers were good and bad, which may be weighted; both above 0. */
export interface BetaCounts {
  good: number;
  bad: number;
}

/**
 * The rate, 0 to 1, that a beta distribution of these counts is above with the given certainty: what is surely reached.
 * Added up over the logarithm of the odds, where the distribution is smooth to both ends.
 */
export function betaLowerBound({ good, bad }: BetaCounts, certainty = 0.95): number {
  const middle = Math.log(good / bad);
  const width = reach * Math.sqrt(spreadOf(good) + spreadOf(bad));
  const oddsAt = (step: number) => middle + width * (step / (steps / 2) - 1);
  const peak = good * Math.log(good / (good + bad)) + bad * Math.log(bad / (good + bad));
  const weights = Array.from({ length: steps + 1 }, (_, step) => {
    const odds = oddsAt(step);
    // ln of the rate and of what is left of it, neither of which is lost near 0 and 1.
    const logRate = -Math.log1p(Math.exp(-odds));
    return Math.exp(good * logRate + bad * (logRate - odds) - peak);
  });
  const wanted = (1 - certainty) * weights.reduce((sum, weight) => sum + weight, 0);
  let [step, below] = [0, 0];
  while (step < steps && below + (weights[step] ?? 0) < wanted) {
    below += weights[step] ?? 0;
    step += 1;
  }
  const part = (wanted - below) / (weights[step] ?? 1);
  return 1 / (1 + Math.exp(-oddsAt(step - 0.5 + part)));
}
