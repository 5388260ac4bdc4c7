import type { DayOfUse } from "../store/store.ts";

/** What failed of all that served a task on a day; 0 where one model alone did, which cannot be told from the others. */
function sharedBad(some: readonly DayOfUse[]): number {
  const models = new Set(some.map(({ provider, model }) => `${provider} ${model}`));
  return models.size < 2 ? 0 : Math.min(...some.map(({ bad }) => bad));
}

/**
 * The days without what failed alike for everything that served a task: that was the line, or the account, and no
 * model's doing. Where the network is down, one request tries them all, and each rests as long as the others; else an
 * evening of that would speak for whatever nobody has used yet.
 */
export function withoutSharedFaults(days: readonly DayOfUse[]): DayOfUse[] {
  const grouped = Map.groupBy(days, ({ task, day }) => `${task} ${day}`);
  return [...grouped.values()].flatMap((some) => {
    const shared = sharedBad(some);
    return shared === 0 ? some : some.map((each) => ({ ...each, bad: each.bad - shared }));
  });
}
