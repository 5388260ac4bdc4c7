import type { GradedResult } from "../domain/verification.ts";

/** The natural logarithm of `n` over `k`; by sums, for the few questions that there are. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let each = 1; each <= k; each += 1) sum += Math.log(n - k + each) - Math.log(each);
  return sum;
}

/**
 * Fisher's exact test, one-sided: how likely a copy that is as good as the others would do as badly as this, or worse,
 * given how many were right in all. It asks for no minimum of questions, and errs on the side of the copy.
 */
export function chanceOfWorse(one: GradedResult, others: GradedResult): number {
  const asked = one.asked + others.asked;
  const right = one.right + others.right;
  let chance = 0;
  for (let each = Math.max(0, right - others.asked); each <= Math.min(one.right, right, one.asked); each += 1) {
    chance += Math.exp(logChoose(one.asked, each) + logChoose(others.asked, right - each) - logChoose(asked, right));
  }
  return Math.min(1, chance);
}
