import { UsageError } from "../domain/errors.ts";
import type { Policy } from "../policy.ts";
import { shortestGap } from "../shared/cron.ts";

/** An update asks the Hub for hundreds of models, which change by the day: less than this burdens it for nothing. */
const leastMinutes = 15;

/**
 * Throws a `UsageError` where updates would never run, or more often than a command may have them run. People's own file may say
 * what they like: it is in their hand alone.
 */
export function expectCalmSchedule({ schedule }: Policy): void {
  const gap = shortestGap(schedule.update);
  if (gap === null) throw new UsageError(`The schedule "${schedule.update}" never comes true.`);
  if (gap >= leastMinutes * 60_000) return;
  const fault = `The schedule "${schedule.update}" runs more often than every ${leastMinutes} minutes.`;
  throw new UsageError(`${fault} Choose a calmer one, such as "0 * * * *" for every hour.`);
}
