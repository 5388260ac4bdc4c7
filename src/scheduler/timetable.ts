import { scheduleJob } from "node-schedule";
import { UsageError } from "../domain/errors.ts";
import type { CronRule } from "../shared/cron.ts";

/** Calls back at the times of a rule. Handed to the scheduler, so that tests ring the bell themselves. */
export interface Timetable {
  every(rule: CronRule, ring: () => void): { cancel(): void };
  /** Calls back again and again after `milliseconds`. */
  repeat(milliseconds: number, ring: () => void): { cancel(): void };
}

export const systemTimetable: Timetable = {
  every(rule, ring) {
    const job = scheduleJob({ rule: rule.expression, tz: rule.timeZone }, ring);
    // node-schedule answers a rule that never comes true with null, and says nothing.
    if (job === null) throw new UsageError(`The schedule "${rule.expression}" never comes true.`);
    return { cancel: () => void job.cancel() };
  },
  repeat(milliseconds, ring) {
    const timer = setInterval(ring, milliseconds);
    return { cancel: () => clearInterval(timer) };
  },
};
