import type { GradedResult } from "../domain/verification.ts";
import { chanceOfWorse } from "./statistics.ts";

/** So often, at the most, some host of a model is taken for damaged although all serve the same copy. */
const errorRate = 0.01;

/** What one host of a model has answered. */
export interface HostResult<Key> {
  key: Key;
  graded: GradedResult;
}

function sumOf(results: readonly HostResult<unknown>[]): GradedResult {
  return results.reduce((sum, { graded }) => ({ asked: sum.asked + graded.asked, right: sum.right + graded.right }), {
    asked: 0,
    right: 0,
  });
}

const rateOf = ({ graded }: HostResult<unknown>) => graded.right / graded.asked;

/** A host that serves a worse copy than the others, and what those have answered. */
export interface DamagedCopy<Key> extends HostResult<Key> {
  others: GradedResult;
}

/**
 * The hosts that answer the same fixed questions significantly worse than the model's other hosts together: the worst
 * again and again, as long as it is. As so many hosts are looked at, each test gets its part of the rate of error.
 */
export function findDamagedCopies<Key>(results: readonly HostResult<Key>[]): DamagedCopy<Key>[] {
  const left = results.filter(({ graded }) => graded.asked > 0).sort((a, b) => rateOf(a) - rateOf(b));
  const threshold = errorRate / Math.max(1, left.length);
  const damaged: DamagedCopy<Key>[] = [];
  for (let worst = left.shift(); worst !== undefined && left.length > 0; worst = left.shift()) {
    const others = sumOf(left);
    if (chanceOfWorse(worst.graded, others) >= threshold) break;
    damaged.push({ ...worst, others });
  }
  return damaged;
}
