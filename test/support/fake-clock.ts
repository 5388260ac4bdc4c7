import type { Clock } from "../../src/shared/clock.ts";

export interface FakeClock extends Clock {
  /** Milliseconds of every sleep so far, in order. */
  waits: number[];
  advance(milliseconds: number): void;
  /** From now on deadlines pass soon: for an upstream that never answers. */
  hurry(): void;
  /** Ends that: a machine that is busy misses such a deadline with an answer that does come. */
  takeTime(): void;
}

/**
 * Real milliseconds after which a deadline passes, however far away it is said to be. A machine that is busy with other
 * tests must not miss it with an answer that does come.
 */
const longestDeadlineMs = 10_000;
const hurriedDeadlineMs = 250;

/** A clock whose sleeps pass at once and move its time on, so that nobody waits. */
export function createFakeClock(start: number | string = "2026-11-21T03:00:00.000Z"): FakeClock {
  let now = typeof start === "number" ? start : Date.parse(start);
  const waits: number[] = [];
  let deadlineMs = longestDeadlineMs;
  return {
    hurry() {
      deadlineMs = hurriedDeadlineMs;
    },
    takeTime() {
      deadlineMs = longestDeadlineMs;
    },
    waits,
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      // Sleepers that began together wake together: the time moves on to the latest of them, not by their sum.
      const end = now + milliseconds;
      await new Promise(setImmediate);
      signal?.throwIfAborted();
      now = Math.max(now, end);
    },
    deadline: (milliseconds) => AbortSignal.timeout(Math.min(milliseconds, deadlineMs)),
    after: (milliseconds, act) => {
      const timer = setTimeout(act, Math.min(milliseconds, deadlineMs));
      return () => clearTimeout(timer);
    },
  };
}
