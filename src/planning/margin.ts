import type { Evaluation } from "../domain/evaluation.ts";
import { isAhead } from "./choice.ts";

/**
 * How many standard deviations of the difference a lead has to exceed, beyond the policy's margin: the 75th percentile of
 * the normal distribution, so that at most one change in four comes from an error of the estimates alone. A stricter
 * bound (1.64 for one in twenty) would keep newcomers out until somebody has published benchmarks of them, which for most
 * nobody ever does; and a mistake costs little, as what is chosen has been called before, and can be rolled back.
 */
export const leadDeviations = 0.6745;

type Estimate = Pick<Evaluation, "score" | "uncertainty">;

/** The points by which a challenger has to be ahead: the policy's margin, and more the less is known of both. */
export function marginBetween(own: Estimate, challenger: Estimate, margin: number): number {
  return margin + leadDeviations * Math.hypot(own.uncertainty, challenger.uncertainty);
}

/** Whether a challenger is so far ahead of what stands that it takes its place. */
export function isClearlyAhead(challenger: Estimate, own: Estimate, margin: number): boolean {
  return isAhead(challenger.score, own.score, marginBetween(own, challenger, margin));
}
