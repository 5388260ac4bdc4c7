import { describe, expect, it } from "vitest";
import { betaLowerBound } from "../../src/shared/beta.ts";

describe("the lower bound of a beta distribution", () => {
  // Known in closed form: of (n, 1) it is the n-th root of 0.05, of (1, n) one less the n-th root of 0.95.
  it.each([
    [1, 1, 0.05],
    [10, 1, 0.05 ** (1 / 10)],
    [200, 1, 0.05 ** (1 / 200)],
    [1, 10, 1 - 0.95 ** (1 / 10)],
    // The arcsine distribution.
    [0.5, 0.5, Math.sin((Math.PI * 0.05) / 2) ** 2],
  ])("is that of the textbook for %d good and %d bad", (good, bad, expected) => {
    expect(betaLowerBound({ good, bad })).toBeCloseTo(expected, 3);
  });

  it("comes near the rate the more is known, and never above it", () => {
    const bounds = [1, 10, 100, 10_000].map((times) => betaLowerBound({ good: 9 * times, bad: times }));
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(bounds.at(-1)).toBeLessThan(0.9);
    expect(bounds.at(-1)).toBeGreaterThan(0.898);
  });

  it("is the lower the more certain it has to be", () => {
    const tally = { good: 50, bad: 5 };
    expect(betaLowerBound(tally, 0.99)).toBeLessThan(betaLowerBound(tally, 0.9));
  });
});
