import type { Clock } from "../shared/clock.ts";

/** The present day in a time zone; both in milliseconds since the epoch. */
export interface Day {
  start(): number;
  end(): number;
}

/** Longer than any day: where clocks are put back, one has 25 hours. */
const longestMs = 26 * 3_600_000;

/** The first moment between the two that belongs to the later one's day; days are told by `dateOf`. */
function firstOfDay(dateOf: (at: number) => string, { before, within }: { before: number; within: number }): number {
  const date = dateOf(within);
  let [early, late] = [before, within];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (dateOf(middle) === date) late = middle;
    else early = middle;
  }
  return late;
}

function dayAround(now: number, timeZone: string): { start: number; end: number } {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const dateOf = (at: number) => format.format(at);
  const start = firstOfDay(dateOf, { before: now - longestMs, within: now });
  // A midnight may not exist where clocks are put forward: the next day begins where the date changes.
  const tomorrow = start + longestMs;
  return { start, end: firstOfDay(dateOf, { before: now, within: tomorrow }) };
}

/** Worked out once a day, for it is asked at every call of a model. `timeZone` is an IANA name. */
export function createDay({ timeZone, clock }: { timeZone(): string; clock: Pick<Clock, "now"> }): Day {
  let known = { timeZone: "", start: 0, end: 0 };

  function today(): { start: number; end: number } {
    const now = clock.now();
    const zone = timeZone();
    if (zone !== known.timeZone || now < known.start || now >= known.end) {
      known = { timeZone: zone, ...dayAround(now, zone) };
    }
    return known;
  }

  return { start: () => today().start, end: () => today().end };
}
