import { describe, expect, it } from "vitest";
import type { AbilityEstimate } from "../../../src/domain/ability.ts";
import type { BenchmarkResult, Candidate } from "../../../src/domain/candidate.ts";
import { type TaskName, tasks } from "../../../src/domain/task.ts";
import type { GradedResult } from "../../../src/domain/verification.ts";
import { dayMs, judged, resultOf, testNow } from "../../support/candidates.ts";
import { knowing } from "../../support/knowledge.ts";

const gpqa = "Idavidrein/gpqa";
const mmluPro = "TIGER-Lab/MMLU-Pro";
const hle = "cais/hle";
const board = { origin: "leaderboard" } as const;
const known: Partial<Candidate> = { parameters: 30e9, createdAt: testNow - 400 * dayMs };

function abilityWith(benchmarks: BenchmarkResult[], task: TaskName = "conversational"): AbilityEstimate {
  return judged({ ...known, benchmarks }, { task }).ability;
}

const prior = abilityWith([]);
const moveBy = (benchmarks: BenchmarkResult[]) => abilityWith(benchmarks).rating - prior.rating;

describe("published results", () => {
  it("move the estimate the way they point, and make it surer", () => {
    expect(moveBy([resultOf(gpqa, 86)])).toBeGreaterThan(5);
    expect(moveBy([resultOf(gpqa, 45)])).toBeLessThan(-5);
    expect(abilityWith([resultOf(gpqa, 75)]).deviation).toBeLessThan(prior.deviation);
    const two = abilityWith([resultOf(gpqa, 75), resultOf(mmluPro, 80)]);
    expect(two.deviation).toBeLessThan(abilityWith([resultOf(gpqa, 75)]).deviation);
  });

  it("move it further the better they are", () => {
    const ratings = [40, 50, 60, 70, 80, 90].map((value) => abilityWith([resultOf(gpqa, value, board)]).rating);
    expect(ratings).toEqual([...ratings].sort((a, b) => a - b));
  });

  it("move it more where somebody else has measured than where the maker claims", () => {
    for (const value of [50, 86]) {
      const claimed = moveBy([resultOf(gpqa, value)]);
      for (const facts of [board, { isVerified: true }]) {
        const measured = moveBy([resultOf(gpqa, value, facts)]);
        expect(Math.sign(measured)).toBe(Math.sign(claimed));
        expect(Math.abs(measured)).toBeGreaterThan(Math.abs(claimed));
      }
    }
  });

  it("at the end of a scale do not pull down what is thought to be better still", () => {
    const newest: Partial<Candidate> = { parameters: 900e9, createdAt: testNow - 5 * dayMs };
    const rating = (benchmarks: BenchmarkResult[]) => judged({ ...newest, benchmarks }).ability.rating;
    expect(rating([resultOf("openai/gsm8k", 98, board)])).toBe(rating([]));
    expect(rating([resultOf("openai/gsm8k", 80, board)])).toBeLessThan(rating([]) - 5);
    const old: Partial<Candidate> = { parameters: 1e9, createdAt: testNow - 900 * dayMs };
    const excellent = judged({ ...old, benchmarks: [resultOf("openai/gsm8k", 98, board)] }).ability.rating;
    expect(excellent).toBeGreaterThan(judged(old).ability.rating + 5);
  });

  it("with tools count only without others", () => {
    const assisted = resultOf(hle, 50, { isAssisted: true });
    const plain = resultOf(hle, 15);
    expect(moveBy([assisted])).toBeGreaterThan(0);
    expect(abilityWith([assisted, plain])).toEqual(abilityWith([plain]));
    expect(abilityWith([plain, { ...assisted, ...board }])).toEqual(abilityWith([plain]));
  });

  it("of a benchmark that nobody knows, or of another task, change nothing", () => {
    expect(abilityWith([resultOf("somebody/own-test", 99)])).toEqual(prior);
    expect(abilityWith([resultOf("SWE-bench/SWE-bench_Verified", 80)])).toEqual(prior);
    expect(abilityWith([resultOf("wer", 2, { origin: "model-card" })])).toEqual(prior);
  });

  it("of a task without calibration count too, a little", () => {
    const task = "feature-extraction";
    const without = abilityWith([], task);
    const good = abilityWith([resultOf("mteb/arguana", 84, board), resultOf("mteb/scifact", 84, board)], task);
    const bad = abilityWith([resultOf("mteb/arguana", 25, board), resultOf("mteb/scifact", 25, board)], task);
    expect(good.rating).toBeGreaterThan(without.rating + 30);
    expect(bad.rating).toBeLessThan(without.rating - 30);
    expect(good.deviation).toBeGreaterThan(20);
  });

  it("that cannot be, change nothing", () => {
    for (const value of [-3, 101, 4_120, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(abilityWith([resultOf(gpqa, value, board)])).toEqual(prior);
      const beside = [resultOf(mmluPro, 80, board), resultOf(gpqa, value, board)];
      expect(abilityWith(beside)).toEqual(abilityWith([resultOf(mmluPro, 80, board)]));
    }
  });

  it("told twice count once, and told differently as their mean", () => {
    const one = abilityWith([resultOf(gpqa, 70)]);
    const often = abilityWith(Array.from({ length: 50 }, () => resultOf(gpqa, 70)));
    expect(often.rating).toBeCloseTo(one.rating, 6);
    expect(often.deviation).toBeCloseTo(one.deviation, 6);
    const torn = abilityWith([resultOf(gpqa, 60), resultOf(gpqa, 80)]);
    expect(torn.rating).toBeCloseTo(one.rating, 6);
  });
});

describe("a model that claims everything", () => {
  const perfect = (task: TaskName) => tasks[task].benchmarks.map((each) => resultOf(each, 100));

  it.each(["conversational", "code-generation", "image-text-to-text"] as const)(
    "gains less than what its size and age leave open: %s",
    (task) => {
      const without = abilityWith([], task);
      const claimed = abilityWith(perfect(task), task);
      expect(claimed.rating).toBeGreaterThan(without.rating);
      expect(claimed.rating).toBeLessThan(without.rating + 2 * without.deviation);
      expect(claimed.value).toBeLessThan(95);
    },
  );

  it("does not pass one of its kind that others have measured as excellent", () => {
    const excellent = [resultOf(gpqa, 92, board), resultOf(mmluPro, 89, board), resultOf(hle, 45, board)];
    expect(abilityWith(perfect("conversational")).rating).toBeLessThan(abilityWith(excellent).rating);
  });

  it("does not pass by claims a model that is plainly larger and newer", () => {
    const small = judged({ parameters: 3e9, createdAt: testNow - 600 * dayMs, benchmarks: perfect("conversational") });
    const large = judged({ parameters: 300e9, createdAt: testNow - 60 * dayMs });
    expect(small.ability.rating).toBeLessThan(large.ability.rating);
  });

  it("gains nothing by more claims than there are benchmarks, nor by claiming what others have measured", () => {
    const often = [...perfect("conversational"), ...perfect("conversational"), ...perfect("conversational")];
    expect(abilityWith(often).rating).toBeCloseTo(abilityWith(perfect("conversational")).rating, 6);
    const measured = [resultOf(gpqa, 50, board)];
    expect(abilityWith([...measured, resultOf(gpqa, 100)])).toEqual(abilityWith(measured));
  });

  it("is believed the less the farther its claims are from what others have measured", () => {
    const modest = [resultOf(gpqa, 50, board), resultOf(mmluPro, 55, board)];
    const gainOf = (value: number) => moveBy([...modest, resultOf(hle, value)]) - moveBy(modest);
    expect(gainOf(60)).toBeLessThan(gainOf(20) * 2);
    expect(gainOf(60)).toBeLessThan(30);
  });
});

describe("our own questions", () => {
  const asked = (graded: GradedResult, task: TaskName = "conversational") =>
    judged(known, { task, knowledge: knowing({}, graded) }).ability;
  const moved = (right: number, of: number) => asked({ asked: of, right }).rating - prior.rating;

  it("move the estimate with their number", () => {
    const [few, some, many] = [moved(5, 5), moved(20, 20), moved(50, 50)];
    expect(few).toBeGreaterThan(0);
    expect(some).toBeGreaterThan(few);
    expect(many).toBeGreaterThan(some);
    const [bad, worse] = [moved(0, 5), moved(0, 50)];
    expect(bad).toBeLessThan(0);
    expect(worse).toBeLessThan(bad);
  });

  it("say nothing where there are fewer than five", () => {
    for (const graded of [
      { asked: 4, right: 4 },
      { asked: 4, right: 0 },
      { asked: 0, right: 0 },
    ]) {
      expect(asked(graded)).toEqual(prior);
    }
  });

  it("lower it step by step with every wrong answer", () => {
    const ratings = Array.from({ length: 21 }, (_, right) => moved(right, 20));
    expect(ratings).toEqual([...ratings].sort((a, b) => a - b));
    expect(new Set(ratings).size).toBeGreaterThan(15);
  });

  it("make it surer the more there are, and never sure", () => {
    const deviations = [0, 5, 20, 100].map((of) => asked({ asked: of, right: Math.round(of * 0.75) }).deviation);
    expect(deviations).toEqual([...deviations].sort((a, b) => b - a));
    expect(deviations.at(-1)).toBeGreaterThan(25);
  });

  it("count for tasks without calibration, where nothing else does", () => {
    const task = "text-to-image";
    const [good, bad] = [20, 2].map((right) => asked({ asked: 20, right }, task).value);
    expect(good).toBeGreaterThan(abilityWith([], task).value);
    expect(bad).toBeLessThan(abilityWith([], task).value);
  });

  it("do no harm where their count is impossible", () => {
    const all = asked({ asked: 20, right: 20 });
    expect(asked({ asked: 20, right: 4_000 })).toEqual(all);
    expect(asked({ asked: 20, right: -7 })).toEqual(asked({ asked: 20, right: 0 }));
    expect(asked({ asked: -20, right: 3 })).toEqual(prior);
    expect(asked({ asked: Number.NaN, right: Number.NaN })).toEqual(prior);
  });
});
