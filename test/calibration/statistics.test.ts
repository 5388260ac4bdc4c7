import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, ridge, solve } from "../../calibration/linear-algebra.ts";
import { bootstrap, rankCorrelation, regret, seededRandom } from "../../calibration/statistics.ts";

describe("the rank correlation", () => {
  it("is 1 for the same order, -1 for the opposite, whatever the distances", () => {
    expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 4_000])).toBe(1);
    expect(rankCorrelation([1, 2, 3, 4], [9, 5, 2, -1e9])).toBe(-1);
  });

  it("gives equal values the mean of their ranks", () => {
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 × 5).
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
    expect(rankCorrelation([], [])).toBe(0);
    expect(rankCorrelation([1], [1])).toBe(0);
  });

  it("is the same from both sides, and within -1 and 1", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ max: 9, min: 0 }), fc.integer({ max: 9, min: 0 })), { maxLength: 30 });
    fc.assert(
      fc.property(pairs, (some) => {
        const [a, b] = [some.map(([x]) => x), some.map(([, y]) => y)];
        const found = rankCorrelation(a, b);
        expect(found).toBeCloseTo(rankCorrelation(b, a), 12);
        expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe("the regret", () => {
  it("is how far the first choice is behind the best", () => {
    expect(regret([1, 3, 2], [100, 90, 120])).toBe(30);
    expect(regret([1, 2, 3], [100, 90, 120])).toBe(0);
    expect(regret([-5, -9], [70, 90])).toBe(20);
  });
});

describe("the bootstrap", () => {
  const mean = (sample: readonly number[]) => sample.reduce((sum, each) => sum + each, 0) / sample.length;

  it("gives the same for the same seed, and another for another", () => {
    const options = { rounds: 200, seed: 7 };
    expect(bootstrap(20, mean, options)).toEqual(bootstrap(20, mean, options));
    expect(bootstrap(20, mean, options)).not.toEqual(bootstrap(20, mean, { ...options, seed: 8 }));
  });

  it("holds the middle nine tenths", () => {
    const { low, high } = bootstrap(100, mean, { rounds: 2_000 });
    // The mean of a hundred draws from 0 to 99 has a deviation of 2.9.
    expect(low).toBeCloseTo(49.5 - 1.645 * 2.887, 0);
    expect(high).toBeCloseTo(49.5 + 1.645 * 2.887, 0);
  });

  it("draws numbers from 0 to below 1, evenly", () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 2_000 }, random);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(mean(drawn)).toBeCloseTo(0.5, 1);
  });
});

describe("the ridge regression", () => {
  const line = [1, 2, 3, 4].map((x) => ({ features: [1, x], value: 5 + 2 * x, weight: 1 }));

  it("finds the line on which all observations are", () => {
    const [intercept, slope] = ridge(line, [0, 0]);
    expect(intercept).toBeCloseTo(5, 10);
    expect(slope).toBeCloseTo(2, 10);
  });

  it("draws a coefficient towards 0 by its penalty, and leaves the others free", () => {
    const [, free = 0] = ridge(line, [0, 0]);
    const [, drawn = 0] = ridge(line, [0, 5]);
    const [intercept = 0, nothing = 1] = ridge(line, [0, 1e12]);
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(free);
    expect(nothing).toBeCloseTo(0, 6);
    expect(intercept).toBeCloseTo(10, 6);
  });

  it("goes by the weights", () => {
    const torn = [...line, { features: [1, 4], value: 1_000, weight: 0 }];
    expect(ridge(torn, [0, 0])[1]).toBeCloseTo(2, 10);
  });

  it("leaves a coefficient of which nothing is observed at 0 where it has a penalty", () => {
    const observations = line.map((each) => ({ ...each, features: [...each.features, 0] }));
    expect(ridge(observations, [0, 0, 1])[2]).toBe(0);
  });

  it("solves equations that need another pivot, as their product shows", () => {
    const matrix = [
      [0, 2, 1],
      [2, 1, 0],
      [1, 0, 3],
    ];
    const found = solve(matrix, [5, 4, 10]);
    for (const [at, row] of matrix.entries()) expect(dot(row, found)).toBeCloseTo([5, 4, 10][at] ?? 0, 10);
  });
});
