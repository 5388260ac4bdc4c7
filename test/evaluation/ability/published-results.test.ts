import { describe, expect, it } from "vitest";
import { benchmarkScales, modelCardMetricScales } from "../../../src/domain/benchmark.ts";
import type { BenchmarkResult } from "../../../src/domain/candidate.ts";
import { type TaskName, taskOf } from "../../../src/domain/task.ts";
import { normaliseBenchmark, publishedResults } from "../../../src/evaluation/ability/published-results.ts";
import { candidateWith, resultOf } from "../../support/candidates.ts";

const gpqa = "Idavidrein/gpqa";
const mmluPro = "TIGER-Lab/MMLU-Pro";
const speech = "automatic-speech-recognition";

function resultsOf(benchmarks: BenchmarkResult[], task: TaskName = "conversational") {
  return publishedResults(candidateWith({ benchmarks }), taskOf(task));
}

/** The values, in the order in which the benchmarks were first named. */
function valuesOf(benchmarks: BenchmarkResult[], task?: TaskName): number[] {
  return resultsOf(benchmarks, task).map(({ value }) => value);
}

function expectValues(benchmarks: BenchmarkResult[], wanted: number[], task?: TaskName): void {
  const values = valuesOf(benchmarks, task);
  expect(values).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(values[at]).toBeCloseTo(value, 10);
}

describe("a published result", () => {
  it("is put on the scale of its own benchmark, from guessing to the best known", () => {
    expectValues([resultOf(gpqa, 25)], [0]);
    expectValues([resultOf(gpqa, 94)], [100]);
    expectValues([resultOf(mmluPro, 51)], [50]);
    expectValues([resultOf("cais/hle", 30)], [50]);
  });

  it("is the same as a share of 1 and as a percentage", () => {
    expectValues([resultOf(gpqa, 0.412)], valuesOf([resultOf(gpqa, 41.2)]));
    expectValues([resultOf(gpqa, 0.412), resultOf(gpqa, 41.2)], [(100 * 16.2) / 69]);
    expectValues([resultOf(mmluPro, 1)], [100]);
  });

  it("is passed over where it is small on a benchmark so hard that it could be 0.8 % or 80 %", () => {
    expectValues([resultOf("cais/hle", 0.8)], []);
    expectValues([resultOf("cais/hle", 0.8), resultOf(mmluPro, 51)], [50]);
    expectValues([resultOf("cais/hle", 1.2)], [2]);
  });

  it.each([-1, -0.5, 100.1, 4_120, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "is passed over where its value cannot be: %d",
    (value) => {
      expectValues([resultOf(gpqa, value)], []);
      expectValues([resultOf(gpqa, value), resultOf(gpqa, 94), resultOf(mmluPro, 51)], [100, 50]);
    },
  );

  it("below guessing counts as guessing", () => {
    expectValues([resultOf(gpqa, 12)], [0]);
    expectValues([resultOf(gpqa, 0)], [0]);
  });

  it("of a benchmark with several variants is their mean, counted once", () => {
    const variants = [resultOf(mmluPro, 51), resultOf(mmluPro, 71.5), resultOf(mmluPro, 30.5)];
    expectValues(variants, [50]);
    expectValues([...variants, resultOf(gpqa, 94)], [50, 100]);
  });

  it("of a leaderboard counts rather than the author's, and a checked one rather than an unchecked one", () => {
    const claimed = resultOf(mmluPro, 92);
    const board = resultOf(mmluPro, 51, { origin: "leaderboard" });
    const checked = resultOf(mmluPro, 71.5, { isVerified: true });
    expectValues([claimed, board], [50]);
    expectValues([checked, claimed], [75]);
    expectValues([board, checked, claimed], [75]);
    expectValues([claimed, checked, board], [75]);
  });

  it("is independent where somebody other than the maker says it", () => {
    const isIndependent = (facts: Partial<BenchmarkResult>) =>
      resultsOf([resultOf(mmluPro, 92), resultOf(mmluPro, 51, facts)])[0]?.isIndependent;
    expect(isIndependent({ origin: "leaderboard" })).toBe(true);
    expect(isIndependent({ isVerified: true })).toBe(true);
    expect(isIndependent({})).toBe(false);
  });

  it("that was got with tools counts only where there is no other", () => {
    const assisted = resultOf("cais/hle", 54, { isAssisted: true, isVerified: true, origin: "leaderboard" });
    expectValues([assisted], [90]);
    expectValues([assisted, resultOf("cais/hle", 30)], [50]);
    expectValues([resultOf("cais/hle", 30), assisted], [50]);
  });

  it("counts for the tasks of its benchmark alone", () => {
    expectValues([], []);
    expectValues([resultOf("somebody/own-test", 99)], []);
    expectValues([resultOf("SWE-bench/SWE-bench_Verified", 80)], []);
    expectValues([resultOf("SWE-bench/SWE-bench_Verified", 85)], [100], "code-generation");
  });

  it("of the embeddings benchmark counts for embeddings alone, each dataset by itself", () => {
    const results = [resultOf("mteb/arguana", 52.5), resultOf("mteb/scifact", 85)];
    expectValues(results, [50, 100], "feature-extraction");
    expectValues(results, []);
  });

  it("that counts errors is the higher the fewer they are", () => {
    const errors = (value: number) => [resultOf("wer", value, { origin: "model-card", pipeline: speech })];
    expectValues(errors(2), [100], speech);
    expectValues(errors(26), [50], speech);
    expectValues(errors(0.26), [50], speech);
    expectValues(errors(80), [0], speech);
  });

  it("of a model card counts for the pipeline that it was made for", () => {
    const card = (pipeline: string | null) => [resultOf("rouge1", 33.5, { origin: "model-card", pipeline })];
    expectValues(card("summarization"), [50], "summarization");
    expectValues(card("translation"), [], "summarization");
    expectValues(card(null), [], "summarization");
  });

  it.each(["constructor", "toString", "__proto__"])("of the metric %s is of an unknown one", (metric) => {
    expectValues([resultOf(metric, 50, { origin: "model-card", pipeline: "summarization" })], [], "summarization");
    expectValues([resultOf(metric, 50)], [], "summarization");
  });
});

describe("every benchmark's scale", () => {
  const scales = { ...benchmarkScales, ...modelCardMetricScales };
  it.each(Object.entries(scales))("runs from 0 to 100: %s", (_name, scale) => {
    expect(normaliseBenchmark(scale.floor, scale)).toBe(0);
    expect(scale.ceiling === 1 ? 100 : normaliseBenchmark(scale.ceiling, scale)).toBe(100);
  });
});
