import { describe, expect, it } from "vitest";
import { benchmarkScales, modelCardMetricScales } from "../../src/domain/benchmark.ts";
import type { BenchmarkResult } from "../../src/domain/candidate.ts";
import type { TaskName } from "../../src/domain/task.ts";
import { normaliseBenchmark } from "../../src/evaluation/performance.ts";
import { explainScore } from "../../src/evaluation/score.ts";
import { judged, resultOf, rulesFor } from "../support/candidates.ts";

const gpqa = "Idavidrein/gpqa";
const mmluPro = "TIGER-Lab/MMLU-Pro";

function performanceOf(benchmarks: BenchmarkResult[], task: TaskName = "conversational"): number | null {
  return judged({ benchmarks }, { task }).components.performance;
}

describe("performance", () => {
  it("puts each benchmark on its own scale, from guessing to the best known", () => {
    expect(performanceOf([resultOf(gpqa, 25)])).toBe(0);
    expect(performanceOf([resultOf(gpqa, 94)])).toBe(100);
    expect(performanceOf([resultOf(mmluPro, 51)])).toBeCloseTo(50, 10);
    expect(performanceOf([resultOf("cais/hle", 30)])).toBeCloseTo(50, 10);
  });

  it("reads a share of 1 and a percentage as the same result", () => {
    expect(performanceOf([resultOf(gpqa, 0.412)])).toBeCloseTo(performanceOf([resultOf(gpqa, 41.2)]) ?? 0, 10);
    expect(performanceOf([resultOf(gpqa, 0.412), resultOf(gpqa, 41.2)])).toBeCloseTo((100 * 16.2) / 69, 10);
    expect(performanceOf([resultOf(mmluPro, 1)])).toBe(100);
  });

  it("passes over a small value of a benchmark so hard that it could be 0.8 % or 80 %", () => {
    expect(performanceOf([resultOf("cais/hle", 0.8)])).toBeNull();
    expect(performanceOf([resultOf("cais/hle", 0.8), resultOf(mmluPro, 51)])).toBeCloseTo(50, 10);
    expect(performanceOf([resultOf("cais/hle", 1.2)])).toBeCloseTo(2, 10);
  });

  it.each([-1, -0.5, 100.1, 4_120, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "passes over a value that cannot be: %d",
    (value) => {
      expect(performanceOf([resultOf(gpqa, value)])).toBeNull();
      expect(performanceOf([resultOf(gpqa, value), resultOf(mmluPro, 51)])).toBeCloseTo(50, 10);
    },
  );

  it("takes a result below guessing for guessing", () => {
    expect(performanceOf([resultOf(gpqa, 12)])).toBe(0);
    expect(performanceOf([resultOf(gpqa, 0)])).toBe(0);
  });

  it("counts several variants of a benchmark once, as their mean", () => {
    const variants = [resultOf(mmluPro, 51), resultOf(mmluPro, 71.5), resultOf(mmluPro, 30.5)];
    expect(performanceOf(variants)).toBeCloseTo(50, 10);
    expect(performanceOf([...variants, resultOf(gpqa, 94)])).toBeCloseTo(75, 10);
  });

  it("believes a leaderboard rather than the author, and a checked result rather than an unchecked one", () => {
    const claimed = resultOf(mmluPro, 92);
    expect(performanceOf([claimed, resultOf(mmluPro, 51, { origin: "leaderboard" })])).toBeCloseTo(50, 10);
    expect(performanceOf([resultOf(mmluPro, 51, { isVerified: true }), claimed])).toBeCloseTo(50, 10);
  });

  it("is unknown where no benchmark of the task is known", () => {
    expect(performanceOf([])).toBeNull();
    expect(performanceOf([resultOf("somebody/own-test", 99)])).toBeNull();
    expect(performanceOf([resultOf("SWE-bench/SWE-bench_Verified", 80)])).toBeNull();
    expect(performanceOf([resultOf("SWE-bench/SWE-bench_Verified", 85)], "code-generation")).toBe(100);
  });

  it("counts results of the embeddings benchmark for embeddings alone", () => {
    const results = [resultOf("mteb/arguana", 52.5), resultOf("mteb/scifact", 85)];
    expect(performanceOf(results, "feature-extraction")).toBeCloseTo(75, 10);
    expect(performanceOf(results)).toBeNull();
  });

  it("gives more points for fewer errors", () => {
    const errors = (value: number) => [resultOf("wer", value, { origin: "model-card", pipeline: speech })];
    const speech = "automatic-speech-recognition";
    expect(performanceOf(errors(2), speech)).toBe(100);
    expect(performanceOf(errors(26), speech)).toBeCloseTo(50, 10);
    expect(performanceOf(errors(0.26), speech)).toBeCloseTo(50, 10);
    expect(performanceOf(errors(80), speech)).toBe(0);
  });

  it("counts a model card's result for the pipeline that it was made for", () => {
    const card = (pipeline: string | null) => [resultOf("rouge1", 33.5, { origin: "model-card", pipeline })];
    expect(performanceOf(card("summarization"), "summarization")).toBeCloseTo(50, 10);
    expect(performanceOf(card("translation"), "summarization")).toBeNull();
    expect(performanceOf(card(null), "summarization")).toBeNull();
  });

  it.each(["constructor", "toString", "__proto__"])("takes the metric %s for unknown", (metric) => {
    const results = [resultOf(metric, 50, { origin: "model-card", pipeline: "summarization" })];
    expect(performanceOf(results, "summarization")).toBeNull();
  });

  it("is surer the more benchmarks are known, and the more they are checked", () => {
    const confidence = (benchmarks: BenchmarkResult[]) => judged({ benchmarks }).confidence;
    const board = { origin: "leaderboard" } as const;
    const known = [
      [],
      [resultOf(gpqa, 60)],
      [resultOf(gpqa, 60, board)],
      [resultOf(gpqa, 60, board), resultOf(mmluPro, 60, board)],
    ].map(confidence);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(new Set(known).size).toBe(4);
  });

  it("shows its benchmarks, or says that there are none", () => {
    const shown = judged({ benchmarks: [resultOf(mmluPro, 51)] });
    expect(explainScore(shown, rulesFor())).toContain("MMLU-Pro: 50 of 100");
    expect(explainScore(judged({}), rulesFor())).toContain("no benchmark of this task is known");
  });
});

describe("every benchmark's scale", () => {
  const scales = { ...benchmarkScales, ...modelCardMetricScales };
  it.each(Object.entries(scales))("runs from 0 to 100: %s", (_name, scale) => {
    expect(normaliseBenchmark(scale.floor, scale)).toBe(0);
    expect(scale.ceiling === 1 ? 100 : normaliseBenchmark(scale.ceiling, scale)).toBe(100);
  });
});
