import type { Clock } from "../../src/shared/clock.ts";
import { createFakeClock } from "../support/fake-clock.ts";

export interface SteppedClock extends Clock {
  /** Moves the time on; what is due by then is called back, in its order. */
  advance(milliseconds: number): void;
  /** How many calls are still to come. */
  pending(): number;
}

/** A clock whose `after` goes by its own time, and not by the machine's. */
export function createSteppedClock(start = Date.parse("2026-11-21T03:00:00.000Z")): SteppedClock {
  const base = createFakeClock(start);
  const waiting = new Set<{ at: number; act: () => void }>();

  function soonest(until: number) {
    const due = [...waiting].filter(({ at }) => at <= until);
    return due.sort((a, b) => a.at - b.at)[0];
  }

  return {
    ...base,
    after(milliseconds, act) {
      const entry = { at: base.now() + milliseconds, act };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(milliseconds) {
      const end = base.now() + milliseconds;
      for (let entry = soonest(end); entry; entry = soonest(end)) {
        waiting.delete(entry);
        base.advance(Math.max(0, entry.at - base.now()));
        entry.act();
      }
      base.advance(end - base.now());
    },
    pending: () => waiting.size,
  };
}
