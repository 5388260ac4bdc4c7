import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AbilityEstimate } from "../../../src/domain/ability.ts";
import type { BenchmarkResult, Candidate } from "../../../src/domain/candidate.ts";
import { lineageRelations } from "../../../src/domain/candidate.ts";
import { type TaskName, taskNames } from "../../../src/domain/task.ts";
import { candidateWith, dayMs, type JudgeOptions, judged, servedRoute, testNow } from "../../support/candidates.ts";
import { knowing } from "../../support/knowledge.ts";

const known: Partial<Candidate> = { parameters: 30e9, createdAt: testNow - 200 * dayMs };

function abilityOf(facts: Partial<Candidate>, options: JudgeOptions = {}): AbilityEstimate {
  return judged(facts, options).ability;
}

function widthOf({ low, high }: AbilityEstimate): number {
  return high - low;
}

describe("the estimate", () => {
  it("is about the middle, and wide, where nothing is known: never 0", () => {
    for (const task of taskNames) {
      const routes = [servedRoute({ outputPrice: null })];
      const { value, low, high } = abilityOf({ createdAt: null, routes }, { task });
      expect(value).toBeGreaterThan(25);
      expect(value).toBeLessThan(75);
      expect(high - low).toBeGreaterThan(60);
    }
  });

  it.each([
    ["its age", { createdAt: null }],
    ["its size", { parameters: null, routes: [servedRoute({ outputPrice: null })] }],
  ])("is less sure without %s, and no good for that", (_without, facts) => {
    const [whole, lacking] = [abilityOf(known), abilityOf({ ...known, ...facts })];
    expect(lacking.deviation).toBeGreaterThan(whole.deviation + 5);
    expect(Math.abs(lacking.rating - whole.rating)).toBeLessThan(lacking.deviation);
  });

  it("is higher for a newer model, and for a larger one, for whatever task", () => {
    for (const task of taskNames) {
      const value = (facts: Partial<Candidate>) => abilityOf({ ...known, ...facts }, { task }).value;
      const [old, newer] = [400, 100].map((days) => value({ createdAt: testNow - days * dayMs }));
      expect(newer).toBeGreaterThan(old ?? 100);
      const [small, larger, largest] = [3e9, 30e9, 300e9].map((parameters) => value({ parameters }));
      expect(larger).toBeGreaterThan(small ?? 100);
      expect(largest).toBeGreaterThan(larger ?? 100);
    }
  });

  it("holds a year against a model, not the day on which it is looked at", () => {
    const { value } = abilityOf({ parameters: 70e9, createdAt: testNow - 365.25 * dayMs });
    expect(value).toBeCloseTo(50, 6);
  });

  it("lets a model that only continues text fall behind in a talk and at code, not where base is a size", () => {
    const loss = (task: TaskName, pipelineTag: string) => {
      const value = (model: string) => abilityOf({ ...known, model, pipelineTag }, { task }).value;
      return value("maker/model") - value("maker/model-base");
    };
    expect(loss("conversational", "text-generation")).toBeGreaterThan(20);
    expect(loss("code-generation", "text-generation")).toBeGreaterThan(20);
    expect(loss("text-to-image", "text-to-image")).toBe(0);
    expect(loss("feature-extraction", "feature-extraction")).toBe(0);
    expect(loss("question-answering", "question-answering")).toBe(0);
  });

  it("puts a model that is made for code forward at code, and back in a talk", () => {
    const gain = (task: TaskName, facts: Partial<Candidate>) =>
      abilityOf({ ...known, ...facts }, { task }).value - abilityOf(known, { task }).value;
    for (const facts of [{ model: "maker/model-Coder" }, { tags: ["code"] }]) {
      expect(gain("code-generation", facts)).toBeGreaterThan(0);
      expect(gain("conversational", facts)).toBeLessThan(0);
      expect(gain("text-to-image", facts)).toBe(0);
    }
  });

  it("takes much from a copy of 2 bits, a little from one of 4, and hardly anything from one of 8", () => {
    const value = (model: string) => abilityOf({ ...known, model }).value;
    const whole = value("maker/model");
    const losses = ["Q8_0", "Q4_K_M", "Q3_K_M", "Q2_K"].map((form) => whole - value(`maker/model-${form}`));
    const [ofEight = 0, ofFour = 0, ofThree = 0, ofTwo = 0] = losses;
    expect(ofEight).toBeGreaterThan(0);
    expect(ofEight).toBeLessThan(2);
    expect(ofFour).toBeLessThan(6);
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
    expect(ofTwo).toBeGreaterThan(20);
    expect(ofThree).toBeLessThan(ofTwo);
    expect(value("maker/model-IQ1_S")).toBeCloseTo(value("maker/model-Q2_K"), 10);
  });

  it("reads the form of a copy where its source tells it apart from the name", () => {
    const two = abilityOf({ ...known, quantization: "Q2_K" });
    expect(two.value).toBe(abilityOf({ ...known, model: "maker/model-Q2_K" }).value);
    expect(abilityOf({ ...known, quantization: "F16" })).toEqual(abilityOf(known));
    expect(abilityOf({ ...known, quantization: "whatever" })).toEqual(abilityOf(known));
  });

  it("is less sure of what strangers have made from others, least of all of a merge", () => {
    const of = (relation: (typeof lineageRelations)[number]) =>
      abilityOf({ ...known, lineage: { relation, bases: ["x/base"] } }).deviation;
    expect(of("finetune")).toBeGreaterThan(abilityOf(known).deviation);
    expect(of("merge")).toBeGreaterThan(of("finetune"));
    expect(of("quantized")).toBeGreaterThan(abilityOf(known).deviation);
  });

  it("gives a copy its base's estimate, less what fewer bits cost", () => {
    const knowledge = knowing({ "x/base": { createdAt: known.createdAt ?? null, parameters: 30e9 } });
    const lineage = { relation: "quantized" as const, bases: ["x/base"] };
    const copy = abilityOf({ lineage, createdAt: testNow - dayMs, parameters: 5e9 }, { knowledge });
    const base = abilityOf(known);
    expect(copy.rating).toBeLessThan(base.rating);
    expect(copy.rating).toBeGreaterThan(base.rating - 20);
  });
});

const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 1e300);
const unknown = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const number = unknown(fc.oneof(fc.double(), odd, fc.integer({ min: 0, max: 1e12 })));
const results: fc.Arbitrary<BenchmarkResult[]> = fc.array(
  fc.record({
    benchmark: fc.constantFrom("TIGER-Lab/MMLU-Pro", "Idavidrein/gpqa", "cais/hle", "mteb/arguana", "wer", "x"),
    value: fc.oneof(fc.double(), odd, fc.double({ min: 0, max: 100, noNaN: true })),
    origin: fc.constantFrom("record" as const, "leaderboard" as const, "model-card" as const),
    isVerified: fc.boolean(),
    isAssisted: fc.boolean(),
    pipeline: unknown(fc.constantFrom("summarization", "automatic-speech-recognition")),
  }),
  { maxLength: 8 },
);
const candidates = fc
  .record({
    model: fc.oneof(
      fc.constantFrom("a/x-7B", "a/x-8x7B-Q2_K", "a/base", "a/x-0B", "a/x-Coder-base-999T"),
      fc.string({ unit: "binary" }),
    ),
    createdAt: number,
    parameters: number,
    isTrusted: fc.boolean(),
    benchmarks: results,
    quantization: unknown(fc.string()),
    lineage: unknown(
      fc.record({ relation: fc.constantFrom(...lineageRelations), bases: fc.array(fc.constant("x/y")) }),
    ),
    routes: number.map((outputPrice) => [servedRoute({ outputPrice })]),
  })
  .map(candidateWith);
const past = fc.record({ createdAt: number, parameters: number });
const graded = fc.option(fc.record({ asked: fc.integer(), right: fc.integer() }), { nil: undefined });

describe("whatever a source says", () => {
  it("the estimate is a number from 0 to 100 within its interval", () => {
    fc.assert(
      fc.property(candidates, past, graded, fc.constantFrom(...taskNames), (candidate, base, answers, task) => {
        const knowledge = knowing({ "x/y": base }, answers);
        const { rating, deviation, value, low, high } = abilityOf(candidate, { task, knowledge });
        expect([rating, deviation, value, low, high].every(Number.isFinite)).toBe(true);
        expect(deviation).toBeGreaterThan(0);
        expect([0, low, value, high, 100]).toEqual([0, low, value, high, 100].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it("the order in which results are listed changes nothing", () => {
    fc.assert(
      fc.property(
        results.chain((listed) =>
          fc.tuple(fc.constant(listed), fc.shuffledSubarray(listed, { minLength: listed.length })),
        ),
        ([listed, shuffled]) => {
          const [one, other] = [listed, shuffled].map((benchmarks) => abilityOf({ ...known, benchmarks }));
          expect(one?.value).toBeCloseTo(other?.value ?? Number.NaN, 6);
          expect(widthOf(one as AbilityEstimate)).toBeCloseTo(widthOf(other as AbilityEstimate), 6);
        },
      ),
      { numRuns: 80 },
    );
  });
});
