import type { Clock } from "./clock.ts";
import type { Patience } from "./patience.ts";

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

/** Reads the window's length in seconds of a header like `"fixed window";"api";q=500;w=300` (the same draft). */
export function parseWindowSeconds(header: string | null): number | null {
  const seconds = header?.match(/;\s*w\s*=\s*(\d+)/)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** Holds requests to an origin back while that origin's window has none left. */
export interface RateLimitGate {
  /** Notes what a reply of the origin says of its window. */
  observe(origin: string, headers: { get(name: string): string | null }): void;
  isOpen(origin: string): boolean;
  /**
   * Resolves when requests may go to the origin again; rejects with the signal's reason, or with an `UpstreamError`
   * where the wait would be longer than the request's patience.
   */
  pass(origin: string, patience: Patience, signal?: AbortSignal): Promise<void>;
}

/** Since when an origin is closed and until when, in milliseconds since the epoch. */
interface Closure {
  since: number;
  until: number;
}

/** One gate for all requests of a client: what one of them learns of an origin holds for the others. */
export function createRateLimitGate({ clock }: { clock: Clock }): RateLimitGate {
  const closures = new Map<string, Closure>();

  function waitOf(origin: string): number {
    const closure = closures.get(origin);
    if (!closure) return 0;
    const now = clock.now();
    if (now < closure.since) {
      // The clock was set back, and tells no longer how much of the time has passed: it begins anew, and no longer.
      closure.until = now + (closure.until - closure.since);
      closure.since = now;
    }
    return Math.max(0, closure.until - now);
  }

  return {
    observe(origin, headers) {
      const state = parseRateLimit(headers.get("ratelimit"));
      if (state?.remaining !== 0) return;
      // A window cannot end later than a whole window from now.
      const window = parseWindowSeconds(headers.get("ratelimit-policy")) ?? state.resetSeconds;
      const since = clock.now();
      // One second more than said: the window's end is given in whole seconds, and a request just before it is lost.
      closures.set(origin, { since, until: since + (Math.min(state.resetSeconds, window) + 1) * 1_000 });
    },
    isOpen: (origin) => waitOf(origin) === 0,
    async pass(origin, patience, signal) {
      for (let wait = waitOf(origin); wait > 0; wait = waitOf(origin)) {
        patience.spend(origin, wait);
        await clock.sleep(wait, signal);
      }
    },
  };
}
