/** Ends of an interval, 0 to 1. */
export interface Interval {
  low: number;
  high: number;
}

/** So many standard deviations of the normal distribution hold 95 % of it. */
const deviations = 1.96;

/**
 * The score interval of E. B. Wilson (1927) for a rate of success, 95 %: it holds for few trials and at the ends, too.
 * Everything is possible (0 to 1) where there was no trial.
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (trials <= 0) return { low: 0, high: 1 };
  const rate = successes / trials;
  const squared = deviations ** 2;
  const middle = rate + squared / (2 * trials);
  const margin = deviations * Math.sqrt((rate * (1 - rate) + squared / (4 * trials)) / trials);
  const whole = 1 + squared / trials;
  // With no success, or nothing else, an end is 0 or 1 but for a rounding error.
  const low = successes === 0 ? 0 : Math.max(0, (middle - margin) / whole);
  return { low, high: successes === trials ? 1 : Math.min(1, (middle + margin) / whole) };
}

/** The value in the middle; null where there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
