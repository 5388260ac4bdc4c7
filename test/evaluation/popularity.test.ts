import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judged } from "../support/candidates.ts";

function popularityOf(downloads: number | null, likes: number | null): number | null {
  return judged({ downloads, likes }).components.popularity;
}

describe("popularity", () => {
  it("counts tenfold use as one step of the same height, up to ten thousand downloads", () => {
    const steps = [1e2, 1e3].map((count) => {
      return (popularityOf(count * 10, null) ?? 0) - (popularityOf(count, null) ?? 0);
    });
    for (const step of steps) expect(step).toBeCloseTo(100 / 4, 0);
  });

  it("says no more where a model is plainly adopted", () => {
    expect(popularityOf(0, 0)).toBe(0);
    expect(popularityOf(9_999, 99)).toBeLessThan(100);
    expect(popularityOf(10_000, 100)).toBeCloseTo(100, 10);
    expect(popularityOf(300_000_000, 90_000)).toBeCloseTo(100, 10);
  });

  it("is unknown where both counts are unknown, and goes by the known one where one is", () => {
    expect(popularityOf(null, null)).toBeNull();
    expect(popularityOf(10_000, null)).toBeCloseTo(100, 10);
    expect(popularityOf(null, 100)).toBeCloseTo(100, 10);
  });

  it("takes counts below 0, as a damaged record has them, for 0", () => {
    expect(popularityOf(-5, -1)).toBe(0);
    expect(popularityOf(-5, null)).toBe(0);
  });

  it("is surer with both counts than with one", () => {
    const both = judged({ downloads: 1000, likes: 10 }).confidence;
    const one = judged({ downloads: 1000, likes: null }).confidence;
    const none = judged({ downloads: null, likes: null }).confidence;
    expect(both).toBeGreaterThan(one);
    expect(one).toBeGreaterThan(none);
  });

  it("never falls when a model gains downloads or likes", () => {
    const count = fc.integer({ min: 0, max: 1e6 });
    fc.assert(
      fc.property(count, count, count, (downloads, likes, more) => {
        const before = popularityOf(downloads, likes) ?? Number.NaN;
        expect(popularityOf(downloads + more, likes)).toBeGreaterThanOrEqual(before);
        expect(popularityOf(downloads, likes + more)).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
