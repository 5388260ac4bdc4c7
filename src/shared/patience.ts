import { longestWaitMs } from "./retry-delay.ts";
import { UpstreamError } from "./upstream-error.ts";

/** What one request is still willing to wait, over all its attempts. */
export interface Patience {
  /** Takes a wait of so many milliseconds; throws an `UpstreamError` where it would be too long. */
  spend(where: string, waitMs: number): void;
}

/** Waits of one request add up to `longestWaitMs` at most, so that no upstream can hold a run for hours. */
export function createPatience(): Patience {
  let spentMs = 0;
  return {
    spend(where, waitMs) {
      if (spentMs + waitMs > longestWaitMs) throw tooLongAWait({ where, waitMs, spentMs });
      spentMs += waitMs;
    },
  };
}

function tooLongAWait({ where, waitMs, spentMs }: { where: string; waitMs: number; spentMs: number }): UpstreamError {
  const seconds = Math.ceil(waitMs / 1_000);
  const longest = longestWaitMs / 1_000;
  const sentence =
    spentMs === 0
      ? `${where} accepts no more requests for ${seconds} s, which is longer than the ${longest} s that are waited for.`
      : `${where} accepts no more requests for another ${seconds} s, after ${Math.ceil(spentMs / 1_000)} s of waiting: one request waits ${longest} s at most.`;
  return new UpstreamError(`${sentence} Try again later.`, { status: 429, isRetryable: false, retryAfterMs: waitMs });
}
