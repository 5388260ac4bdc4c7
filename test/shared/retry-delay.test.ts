import { describe, expect, it } from "vitest";
import { parseRateLimit } from "../../src/shared/rate-limit.ts";
import { backoffMs, parseRetryAfter } from "../../src/shared/retry-delay.ts";

describe("waiting", () => {
  it("doubles from one second, and chance adds at most a quarter", () => {
    expect([1, 2, 3].map((attempt) => backoffMs(attempt, 0))).toEqual([1_000, 2_000, 4_000]);
    expect(backoffMs(3, 1)).toBe(5_000);
  });

  it.each([
    [null, null],
    ["", null],
    ["0", 0],
    [" 120 ", 120_000],
    ["1.5", 1_500],
    ["soon", null],
    ["Sat, 21 Nov 2026 03:01:00 GMT", 60_000],
    ["Sat, 21 Nov 2026 02:00:00 GMT", 0],
  ])("reads Retry-After %j as %j ms", (header, expected) => {
    expect(parseRetryAfter(header, Date.parse("2026-11-21T03:00:00.000Z"))).toBe(expected);
  });

  it.each([
    ['"api";r=0;t=55', { remaining: 0, resetSeconds: 55 }],
    ['"api" ; r = 12 ; t = 3', { remaining: 12, resetSeconds: 3 }],
    ["limit=10", null],
    [null, null],
  ])("reads RateLimit %j", (header, expected) => {
    expect(parseRateLimit(header)).toEqual(expected);
  });
});
