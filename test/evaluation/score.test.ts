import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate, RouteStatus } from "../../src/domain/candidate.ts";
import { criterionNames } from "../../src/domain/criteria.ts";
import { taskNames } from "../../src/domain/task.ts";
import { candidateWith, dayMs, judged, policyWith, resultOf, servedRoute, testNow } from "../support/candidates.ts";

const known = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const count = known(fc.integer({ min: 0, max: 1e9 }));
const licences = fc.constantFrom("mit", "gpl-3.0", "llama3.1", "cc-by-nc-4.0", "other", "nobody-knows");
const benchmarks = fc.array(
  fc.record({
    benchmark: fc.constantFrom("TIGER-Lab/MMLU-Pro", "Idavidrein/gpqa", "mteb/arguana", "wer", "accuracy", "x"),
    value: fc.oneof(fc.double(), fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 1 })),
    origin: fc.constantFrom("record" as const, "leaderboard" as const, "model-card" as const),
    isVerified: fc.boolean(),
    pipeline: known(fc.constantFrom("summarization", "automatic-speech-recognition")),
  }),
  { maxLength: 6 },
);
const routes = fc.array(
  fc.record({
    host: known(fc.constantFrom("novita", "together", "groq")),
    version: fc.constant(null),
    interface: fc.constantFrom("chat", "summarization", "fill-mask", "automatic-speech-recognition"),
    status: fc.constantFrom<RouteStatus>("live", "staging", "error", "unknown"),
    isAdapter: fc.boolean(),
    inputPrice: count,
    outputPrice: count,
    isFree: known(fc.boolean()),
    contextLength: count,
    firstTokenMs: count,
    tokensPerSecond: count,
    supportsTools: known(fc.boolean()),
    supportsVision: known(fc.boolean()),
  }),
  { maxLength: 4 },
);
const candidates: fc.Arbitrary<Candidate> = fc.record({
  provider: fc.constant("huggingface"),
  model: fc.constantFrom("maker/one", "maker/two-coder"),
  pipelineTag: fc.constant(null),
  tags: fc.constant([]),
  createdAt: known(fc.integer({ min: testNow - 3_000 * dayMs, max: testNow + 3_000 * dayMs })),
  downloads: count,
  likes: count,
  licence: known(licences),
  isGated: known(fc.boolean()),
  isDisabled: known(fc.boolean()),
  parameters: count,
  lineage: fc.constant(null),
  family: fc.constant(null),
  quantization: fc.constant(null),
  isLocal: fc.boolean(),
  isTrusted: fc.boolean(),
  benchmarks,
  routes,
});
const share = fc.double({ min: 0, max: 100, noNaN: true });
const weights = fc
  .record({ popularity: share, performance: share, recency: share, compatibility: share })
  .filter((each) => Object.values(each).some((weight) => weight > 0));

describe("the score", () => {
  it("stays within 0 and 100, with every component and the confidence in its bounds", () => {
    fc.assert(
      fc.property(candidates, weights, fc.constantFrom(...taskNames), (candidate, weighed, task) => {
        const evaluation = judged(candidate, { task, policy: policyWith({ weights: weighed }) });
        expect(evaluation.score).toBeGreaterThanOrEqual(0);
        expect(evaluation.score).toBeLessThanOrEqual(100);
        expect(evaluation.confidence).toBeGreaterThanOrEqual(0);
        expect(evaluation.confidence).toBeLessThanOrEqual(1);
        for (const name of criterionNames) {
          const value = evaluation.components[name];
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is the weighted sum of the four criteria: 30, 35, 15 and 20 percent", () => {
    const { score, components } = judged({ benchmarks: [resultOf("TIGER-Lab/MMLU-Pro", 51)] });
    const { popularity, performance, recency, compatibility } = components;
    const sum = 0.3 * (popularity ?? 0) + 0.35 * (performance ?? 0) + 0.15 * (recency ?? 0);
    expect(score).toBeCloseTo(sum + 0.2 * (compatibility ?? 0), 10);
  });

  it("weighs the known criteria anew where one is unknown, and is less sure", () => {
    const whole = judged({});
    const { score, components, confidence } = judged({ downloads: null, likes: null });
    const { popularity, performance, recency, compatibility } = components;
    expect(popularity).toBeNull();
    const known = 35 * (performance ?? 0) + 15 * (recency ?? 0) + 20 * (compatibility ?? 0);
    expect(score).toBeCloseTo(known / 70, 10);
    expect(whole.confidence - confidence).toBeCloseTo(0.3, 10);
  });

  it("does not punish a model for a fact that nobody published", () => {
    const { score, components, ability } = judged({ createdAt: null, downloads: null, likes: null });
    const { performance, compatibility } = components;
    expect(score).toBeCloseTo((35 * (performance ?? 0) + 20 * (compatibility ?? 0)) / 55, 10);
    // Nothing is known of the ability either: about what may be expected of a model, neither nothing nor excellence.
    expect(ability.low).toBeLessThan(20);
    expect(ability.high).toBeGreaterThan(80);
  });

  it("is the less sure, in points, the less is known of the ability, by the weight that it has", () => {
    const known = { parameters: 70e9, benchmarks: [resultOf("TIGER-Lab/MMLU-Pro", 85)] };
    expect(judged(known).uncertainty).toBeLessThan(judged({}).uncertainty);
    const weights = { popularity: 30, performance: 0, recency: 15, compatibility: 20 };
    expect(judged({}, { policy: policyWith({ weights }) }).uncertainty).toBe(0);
  });

  it("goes by the proportions of the weights alone", () => {
    const one = judged(
      {},
      { policy: policyWith({ weights: { popularity: 60, performance: 70, recency: 30, compatibility: 40 } }) },
    );
    expect(one.score).toBeCloseTo(judged({}).score, 10);
  });

  it("is that of the one criterion to which the policy gives all the weight", () => {
    for (const name of criterionNames) {
      const none = { popularity: 0, performance: 0, recency: 0, compatibility: 0 };
      const evaluation = judged(
        { benchmarks: [resultOf("Idavidrein/gpqa", 60)] },
        { policy: policyWith({ weights: { ...none, [name]: 7 } }) },
      );
      expect(evaluation.score).toBeCloseTo(evaluation.components[name] ?? Number.NaN, 10);
    }
  });

  it("adds up equal parts to no more than the whole", () => {
    const best = candidateWith({
      createdAt: testNow,
      downloads: 1e9,
      likes: 1e9,
      benchmarks: [resultOf("Idavidrein/gpqa", 100)],
      routes: ["a", "b", "c"].map((host) => servedRoute({ host })),
    });
    for (let weight = 0.1; weight < 3; weight += 0.1) {
      const weighed = { popularity: weight, performance: 0.1, recency: 0.7, compatibility: 0.2 };
      expect(judged(best, { policy: policyWith({ weights: weighed }) }).score).toBeLessThanOrEqual(100);
    }
  });
});
