import type { Tally } from "./watch.ts";

/** A mean over models, each with as much weight (0 to 1) as is known of it. */
export interface WeightedMean {
  /** 0 where there is nothing; then the mean says nothing. */
  weight: number;
  mean: number;
}

/** What people's use has told of a model at a task, on all of its hosts. */
export interface RealUse {
  /** As they were counted. */
  answers: Tally;
  /** The same, of which the older count less. */
  recent: Tally;
  /** How long the first of an answer took on average, newer ones counting more; null where none tells. */
  firstToken: { ms: number; weight: number } | null;
  /** The other models that are used for the task: their rate of success (0 to 1), and the logarithm of their wait in ms. */
  others: { success: WeightedMean; logWait: WeightedMean };
}

/** Of so many answers chance tells more than the model. */
const tooFew = 20;

/** How much evidence of so many answers counts, 0 to 1: nothing of a handful, and then more and more without a step. */
export function trustIn(answers: number): number {
  return answers <= tooFew ? 0 : 1 - tooFew / answers;
}
