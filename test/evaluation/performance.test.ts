import { describe, expect, it } from "vitest";
import type { BenchmarkResult } from "../../src/domain/candidate.ts";
import { taskNames } from "../../src/domain/task.ts";
import { explainScore } from "../../src/evaluation/score.ts";
import { judged, resultOf, rulesFor } from "../support/candidates.ts";

const gpqa = "Idavidrein/gpqa";
const mmluPro = "TIGER-Lab/MMLU-Pro";
const board = { origin: "leaderboard" } as const;

describe("performance", () => {
  it.each(taskNames)("is the value of the ability, and never unknown: %s", (task) => {
    const { components, ability } = judged({}, { task });
    expect(components.performance).toBe(ability.value);
    expect(ability.value).toBeGreaterThan(0);
  });

  it("is surer the more benchmarks are known, and the more they are checked", () => {
    const confidence = (benchmarks: BenchmarkResult[]) => judged({ benchmarks }).confidence;
    const known = [
      [],
      [resultOf(gpqa, 85)],
      [resultOf(gpqa, 85, board)],
      [resultOf(gpqa, 85, board), resultOf(mmluPro, 87, board)],
    ].map(confidence);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(new Set(known).size).toBe(4);
  });

  it("shows its value with its interval", () => {
    const { ability } = judged({});
    const [value, low, high] = [ability.value, ability.low, ability.high].map(Math.round);
    expect(explainScore(judged({}), rulesFor())).toContain(`ability ${value} of 100, most likely ${low} to ${high}`);
  });

  it("shows its benchmarks and who says so, or says that there are none", () => {
    const shown = judged({ benchmarks: [resultOf(mmluPro, 51), resultOf(gpqa, 94, board)] });
    const phrases = explainScore(shown, rulesFor());
    expect(phrases).toContain("MMLU-Pro: 50 of 100, as its makers say");
    expect(phrases).toContain("GPQA: 100 of 100");
    expect(phrases).not.toContain("no benchmark of this task is known");
    expect(explainScore(judged({}), rulesFor())).toContain("no benchmark of this task is known");
  });
});
