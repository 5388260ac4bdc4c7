/** The longest that one request waits, over all its attempts: a rate-limit window of 5 minutes and a bit. */
export const longestWaitMs = 310_000;

const firstDelayMs = 1_000;
/** The share of a delay by which chance lengthens it, so that many clients do not come back at the same instant. */
const jitterShare = 0.25;

/** Milliseconds to wait after the given failed attempt (the first is 1): 1, 2, 4, ... seconds and up to a quarter more. */
export function backoffMs(attempt: number, chance: number = Math.random()): number {
  return Math.round(firstDelayMs * 2 ** (attempt - 1) * (1 + jitterShare * chance));
}

/**
 * Reads a `Retry-After` header, which is either a number of seconds or an HTTP date (RFC 9110, 10.2.3).
 * Returns milliseconds from `now`, or null where there is none to understand.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim();
  if (!text) {
    return null;
  }
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    return Math.ceil(Number(text) * 1_000);
  }
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}
