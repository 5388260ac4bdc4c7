import { describe, expect, it } from "vitest";
import { dayMs, judged, testNow } from "../support/candidates.ts";

function recencyAt(days: number): number | null {
  return judged({ createdAt: testNow - days * dayMs }).components.recency;
}

describe("recency", () => {
  it.each([
    [0, 100],
    [29.999, 100],
    [30, 100],
    [31, 100 - 80 / 335],
    [197.5, 60],
    [364, 100 - (80 * 334) / 335],
    [365, 20],
    [366, 20],
    [5_000, 20],
  ])("gives a model of %d days %d points", (days, points) => {
    expect(recencyAt(days)).toBeCloseTo(points, 10);
  });

  it("falls all the way without a jump", () => {
    for (let days = 29; days < 367; days += 1) {
      const drop = (recencyAt(days) ?? 0) - (recencyAt(days + 1) ?? 0);
      expect(drop).toBeGreaterThanOrEqual(0);
      expect(drop).toBeLessThan(0.25);
    }
  });

  it("takes a date in the future, as a wrong clock makes it, for today", () => {
    expect(recencyAt(-400)).toBe(100);
  });

  it("is unknown, not old and not new, where the date is unknown", () => {
    expect(judged({ createdAt: null }).components.recency).toBeNull();
  });
});
