import { describe, expect, it } from "vitest";
import { compare, difference, median, quantile, takeTurns } from "../../bench/measure.ts";
import { renderMeasurements } from "../../bench/table.ts";

describe("the bench's arithmetic", () => {
  it("finds the middle of values in any order, between two where there is none", () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(median([40, 10, 20, 30])).toBe(25);
    expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20);
  });

  it("compares medians, and tells how far single rounds lie apart", () => {
    const { ratio, low, high } = compare([2, 4, 6], [4, 4, 4]);
    expect([ratio, low, high]).toEqual([1, 0.75, 1.25]);
  });

  it("tells how much more costs are, and how far single rounds lie apart", () => {
    expect(difference([12, 14, 16], [10, 10, 10])).toEqual({ difference: 4, low: 3, high: 5 });
  });

  it("lets contestants take turns in changing order and forgets the rounds that warm up", async () => {
    const turns: string[] = [];
    const contestant = (name: string) => async () => turns.push(name);
    const costs = await takeTurns({ a: contestant("a"), b: contestant("b") }, { rounds: 2, warmUp: 1 });
    expect(turns).toEqual(["b", "a", "a", "b", "b", "a"]);
    expect(costs).toEqual({ a: [3, 6], b: [4, 5] });
  });
});

describe("the bench's table", () => {
  const measurement = { title: "This over that", value: 0.149, target: 0.15, details: "1 ms against 7 ms" };

  it("says whether a target holds, with digits enough to see why", () => {
    const missed = { ...measurement, value: 0.151 };
    expect(renderMeasurements([measurement, missed]).split("\n").slice(2)).toEqual([
      "| This over that | **0.149** (1 ms against 7 ms) | at most 0.15 | yes |",
      "| This over that | **0.151** (1 ms against 7 ms) | at most 0.15 | **no** |",
    ]);
  });

  it("takes a target as the least where more is better", () => {
    const rate = { ...measurement, value: 75.44, target: 40, bound: "at least" as const };
    expect(
      renderMeasurements([rate, { ...rate, value: 39.9 }])
        .split("\n")
        .slice(2),
    ).toEqual([
      "| This over that | **75.440** (1 ms against 7 ms) | at least 40 | yes |",
      "| This over that | **39.900** (1 ms against 7 ms) | at least 40 | **no** |",
    ]);
  });

  it("names units and keeps a vertical bar from ending a cell", () => {
    const memory = { title: "a|b", value: 170.4, target: 200, unit: "MB" as const, details: "x" };
    expect(renderMeasurements([memory]).split("\n").at(-1)).toBe("| a\\|b | **170 MB** (x) | at most 200 MB | yes |");
  });
});
