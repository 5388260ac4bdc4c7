import type { Clock } from "./clock.ts";
import { longestWaitMs } from "./retry-delay.ts";
import { UpstreamError } from "./upstream-error.ts";

export interface RateLimitState {
  /** Requests left in the window. */
  remaining: number;
  /** Seconds until the window starts anew. */
  resetSeconds: number;
}

/** Reads a header like `"api";r=0;t=55` (IETF draft "RateLimit header fields", version 9). */
export function parseRateLimit(header: string | null): RateLimitState | null {
  const match = header?.match(/"[\w-]+"\s*;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/);
  return match ? { remaining: Number(match[1]), resetSeconds: Number(match[2]) } : null;
}

/** Holds requests to an origin back while that origin's window has none left. */
export interface RateLimitGate {
  /** Notes what a reply of the origin says of its window. */
  observe(origin: string, header: string | null): void;
  isOpen(origin: string): boolean;
  /**
   * Resolves when requests may go to the origin again; rejects with the signal's reason, or with an `UpstreamError`
   * where the wait would be longer than `longestWaitMs`.
   */
  pass(origin: string, signal?: AbortSignal): Promise<void>;
}

export function createRateLimitGate({ clock }: { clock: Clock }): RateLimitGate {
  const closedUntil = new Map<string, number>();

  function waitOf(origin: string): number {
    return Math.max(0, (closedUntil.get(origin) ?? 0) - clock.now());
  }

  return {
    observe(origin, header) {
      const state = parseRateLimit(header);
      if (state?.remaining === 0) {
        // One second more than said: the window's end is given in whole seconds, and a request just before it is lost.
        closedUntil.set(origin, clock.now() + (state.resetSeconds + 1) * 1_000);
      }
    },
    isOpen: (origin) => waitOf(origin) === 0,
    async pass(origin, signal) {
      for (let wait = waitOf(origin); wait > 0; wait = waitOf(origin)) {
        if (wait > longestWaitMs) {
          throw tooLongAWait(origin, wait);
        }
        await clock.sleep(wait, signal);
      }
    },
  };
}

/** The error of a wait that nobody waits for. */
export function tooLongAWait(where: string, waitMs: number): UpstreamError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new UpstreamError(
    `${where} accepts no more requests for ${seconds} s, which is longer than the ${longestWaitMs / 1_000} s that are waited for. Try again later.`,
    { status: 429, isRetryable: false, retryAfterMs: waitMs },
  );
}
