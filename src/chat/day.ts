import type { Clock } from "../shared/clock.ts";
import { nextRun, previousRun } from "../shared/cron.ts";

/** The present day in a time zone; both in milliseconds since the epoch. */
export interface Day {
  start(): number;
  end(): number;
}

const midnight = "0 0 * * *";

/** Worked out once a day, for it is asked at every call of a model. `timeZone` is an IANA name. */
export function createDay({ timeZone, clock }: { timeZone(): string; clock: Pick<Clock, "now"> }): Day {
  let known = { timeZone: "", start: 0, end: 0 };

  function today(): { start: number; end: number } {
    const now = clock.now();
    const zone = timeZone();
    if (zone !== known.timeZone || now < known.start || now >= known.end) {
      const rule = { expression: midnight, timeZone: zone };
      known = { timeZone: zone, start: previousRun(rule, now), end: nextRun(rule, now) };
    }
    return known;
  }

  return { start: () => today().start, end: () => today().end };
}
