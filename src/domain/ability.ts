/**
 * How good a model is thought to be at a task, on the scale of a rating by head-to-head comparisons (Elo points): 100
 * points more win 64 of 100 comparisons, 400 points 91. Only differences mean something.
 */
export interface AbilityEstimate {
  /** Rating points. */
  rating: number;
  /** Standard deviation of the rating, in rating points: how sure it is. */
  deviation: number;
  /** 0 to 100, as a criterion's value: against what may be expected of a new model at this time. */
  value: number;
  /** The value at both ends of the interval that holds the true one nine times of ten. */
  low: number;
  high: number;
}
