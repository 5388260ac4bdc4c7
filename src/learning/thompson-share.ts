import { priorTally, type Tally } from "../domain/watch.ts";
import { addTallies } from "./sequential-test.ts";

/** However it looks, a challenger gets at least one conversation in twenty: what nobody uses is never known better. */
const leastShare = 0.05;
/** And at most every second one, as long as it has not won. */
const mostShare = 0.5;

/** Steps between no success and full success: fine enough for a record of a thousand answers. */
const steps = 1_000;

/** How probable each rate of success is after a tally, step by step; together 1. */
function beliefOf(tally: Tally): number[] {
  const { good, bad } = addTallies(tally, priorTally);
  const logs = Array.from({ length: steps }, (_each, step) => {
    const rate = (step + 0.5) / steps;
    return (good - 1) * Math.log(rate) + (bad - 1) * Math.log(1 - rate);
  });
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

/** How probable it is that the challenger is the better one, by what is known of both (beta distributions). */
export function chanceToBeBetter({ challenger, incumbent }: { challenger: Tally; incumbent: Tally }): number {
  const [ours, theirs] = [beliefOf(challenger), beliefOf(incumbent)];
  let below = 0;
  let chance = 0;
  for (const [step, weight] of ours.entries()) {
    const same = theirs[step] ?? 0;
    chance += weight * (below + same / 2);
    below += same;
  }
  return chance;
}

/**
 * The share of conversations that Thompson sampling (W. R. Thompson, 1933) gives a challenger, between 5 and 50 percent. A
 * draw of both rates for each conversation prefers the challenger just as often as it is probable that it is the better one,
 * so that the share can be held against one number of the conversation's own.
 */
export function thompsonShare(tallies: { challenger: Tally; incumbent: Tally }): number {
  return Math.min(mostShare, Math.max(leastShare, chanceToBeBetter(tallies)));
}
