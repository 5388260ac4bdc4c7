import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/domain/candidate.ts";
import type { Knowledge } from "../../../src/domain/knowledge.ts";
import { createFeatureReader } from "../../../src/evaluation/ability/features.ts";
import { gainPerDoubling, type ModelSize, sizeGain } from "../../../src/evaluation/ability/model-size.ts";
import { explainScore } from "../../../src/evaluation/score.ts";
import { candidateWith, judged, rulesFor, servedRoute, testNow } from "../../support/candidates.ts";
import { knowing } from "../../support/knowledge.ts";

const unpriced = { routes: [servedRoute({ outputPrice: null })] };
const copyOf = (base: string): Pick<Candidate, "lineage"> => ({ lineage: { relation: "quantized", bases: [base] } });

function sizeOf(facts: Partial<Candidate>, knowledge: Knowledge = knowing({})): ModelSize {
  return createFeatureReader(knowledge, testNow)(candidateWith({ ...unpriced, ...facts })).size;
}

describe("a model's size", () => {
  it("is what its source tells, and then it is sure", () => {
    expect(sizeOf({ model: "maker/model-8B", parameters: 7_615_616_512 })).toMatchObject({
      source: "told",
      total: 7.615616512,
      deviation: 0,
    });
  });

  it("is what its name tells where its source does not, and then it is a little less sure", () => {
    const size = sizeOf({ model: "maker/model-8B" });
    expect(size).toMatchObject({ source: "name", total: 8, active: 8 });
    expect(size.log2Billions).toBeCloseTo(3, 10);
    expect(size.deviation).toBeGreaterThan(0);
  });

  it("is between all weights and those at work where only some are", () => {
    const dense = sizeOf({ model: "maker/model-235B" });
    const sparse = sizeOf({ model: "maker/model-235B-A22B" });
    expect(sparse).toMatchObject({ total: 235, active: 22 });
    expect(sparse.log2Billions).toBeLessThan(dense.log2Billions);
    expect(sparse.log2Billions).toBeGreaterThan(Math.log2(22));
  });

  it("has no more weights at work than there are", () => {
    expect(sizeOf({ model: "maker/model-7B-A22B" })).toMatchObject({ total: 7, active: 7 });
  });

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY, 1e30, 5_000])(
    "is not %d weights: then it is what the name tells",
    (parameters) => {
      expect(sizeOf({ model: "maker/model-8B", parameters })).toMatchObject({ source: "name", total: 8 });
      expect(sizeOf({ parameters })).toMatchObject({ source: "unknown", total: null });
    },
  );

  it("is not what a name tells that cannot be either", () => {
    expect(sizeOf({ model: "maker/model-0B" })).toMatchObject({ source: "unknown" });
    expect(sizeOf({ model: "maker/model-99T" })).toMatchObject({ source: "unknown" });
  });

  it("is what the name tells where the source counts a hundredth of it, as of a part of the files", () => {
    expect(sizeOf({ model: "maker/Phone-9B", parameters: 934_400 })).toMatchObject({ source: "name", total: 9 });
    expect(sizeOf({ model: "maker/model-9B", parameters: 6e9 })).toMatchObject({ source: "told", total: 6 });
  });

  it("of a copy in packed words is what its name or its base tells", () => {
    const packed = { parameters: 5.7e9 };
    expect(sizeOf({ model: "maker/model-32B-AWQ", ...packed })).toMatchObject({ source: "name", total: 32 });
    expect(sizeOf({ model: "maker/model-32B-copy", ...packed, ...copyOf("x/base") })).toMatchObject({ total: 32 });
    const knowledge = knowing({ "x/base": { parameters: 32e9 } });
    expect(sizeOf({ ...packed, ...copyOf("x/base") }, knowledge)).toMatchObject({ source: "base", total: 32 });
    expect(sizeOf({ parameters: 31e9, ...copyOf("x/base") }, knowledge)).toMatchObject({ source: "told", total: 31 });
    expect(sizeOf({ ...packed, ...copyOf("x/stranger") }, knowledge)).toMatchObject({ source: "told", total: 5.7 });
  });

  it("is that of its base where nothing else tells it", () => {
    const lineage = { relation: "finetune" as const, bases: ["x/base"] };
    const knowledge = knowing({ "x/base": { parameters: 70e9 } });
    expect(sizeOf({ lineage }, knowledge)).toMatchObject({ source: "base", total: 70 });
    expect(sizeOf({ lineage, provider: "ollama" }, knowledge)).toMatchObject({ source: "unknown" });
    for (const parameters of [null, 0, -1, Number.NaN, 1e30]) {
      expect(sizeOf({ lineage }, knowing({ "x/base": { parameters } }))).toMatchObject({ source: "unknown" });
    }
  });

  it("is guessed from the dearest price where that is all, within the prices that were seen, and is unsure", () => {
    const priced = (...prices: (number | null)[]) =>
      sizeOf({ routes: prices.map((outputPrice) => servedRoute({ outputPrice })) });
    const [cheap, dear] = [priced(50_000), priced(2_000_000)];
    expect(dear.log2Billions).toBeGreaterThan(cheap.log2Billions);
    expect(priced(50_000, null, 2_000_000)).toEqual(dear);
    expect(priced(1)).toEqual(priced(10));
    expect(priced(1e12)).toEqual(priced(1e13));
    expect(dear).toMatchObject({ source: "price", total: null });
    expect(dear.deviation).toBeGreaterThan(0.5);
  });

  it("is that of a usual model, and quite unsure, where nothing is known; free is no price", () => {
    const unknown = sizeOf({});
    expect(unknown).toMatchObject({ source: "unknown", total: null, active: null });
    expect(unknown.deviation).toBeGreaterThan(1.5);
    expect(2 ** unknown.log2Billions).toBeGreaterThan(5);
    expect(2 ** unknown.log2Billions).toBeLessThan(200);
    expect(sizeOf({ routes: [servedRoute({ outputPrice: 0 })] })).toEqual(unknown);
    expect(sizeOf({ routes: [] })).toEqual(unknown);
  });

  it("gives the less the more there is, and never takes away", () => {
    expect(sizeGain(0)).toBe(0);
    for (let log2 = -3; log2 < 12; log2 += 1) {
      const step = sizeGain(log2 + 1) - sizeGain(log2);
      expect(step).toBeGreaterThan(0);
      expect(sizeGain(log2 + 2) - sizeGain(log2 + 1)).toBeLessThan(step);
      expect(gainPerDoubling(log2)).toBeCloseTo((sizeGain(log2 + 1e-6) - sizeGain(log2 - 1e-6)) / 2e-6, 6);
    }
    expect(sizeGain(40)).toBeLessThan(1);
  });

  it.each([
    [{ parameters: 70e9 }, "70 billion parameters"],
    [{ model: "maker/model-235B-A22B" }, "235 billion parameters, by its name"],
    [{ model: "maker/model-235B-A22B" }, "22 billion of them at work"],
    [{ parameters: 600e6 }, "600 million parameters"],
    [unpriced, "its size is not known"],
  ])("is told in words, and how it is known", (facts, phrase) => {
    expect(explainScore(judged(facts), rulesFor())).toContain(phrase);
  });
});
