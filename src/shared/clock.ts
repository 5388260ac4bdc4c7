import { setTimeout as delay } from "node:timers/promises";

/** Time as the program sees it: handed in, so that tests need no waiting. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when it is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A signal that aborts after `milliseconds`. */
  deadline(milliseconds: number): AbortSignal;
  /** Calls back once after `milliseconds`; what it answers calls that off. Cheaper than a deadline, where many are set. */
  after(milliseconds: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, signal ? { signal } : undefined);
    } catch (error) {
      // Node's timer rejects with an error of its own, which holds the reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
  deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The moment as the files write it: ISO 8601 in UTC. */
export function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Resolves when the work has ended, or, where that is sooner, when the signal is aborted; the work then goes on. */
export async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  signal.addEventListener("abort", end, { once: true });
  await Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", end));
}
