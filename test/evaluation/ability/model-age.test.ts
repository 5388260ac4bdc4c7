import { describe, expect, it } from "vitest";
import type { Candidate, LineageRelation } from "../../../src/domain/candidate.ts";
import type { Knowledge } from "../../../src/domain/knowledge.ts";
import { createFeatureReader } from "../../../src/evaluation/ability/features.ts";
import type { ModelAge } from "../../../src/evaluation/ability/model-age.ts";
import { explainScore } from "../../../src/evaluation/score.ts";
import { candidateWith, dayMs, judged, rulesFor, testNow } from "../../support/candidates.ts";
import { knowing } from "../../support/knowledge.ts";

const yearsAgo = (years: number) => testNow - years * 365.25 * dayMs;
const madeFrom = (relation: LineageRelation, base = "x/base") => ({ lineage: { relation, bases: [base] } });
const twoYears = knowing({ "x/base": { createdAt: yearsAgo(2) } });

function ageOf(facts: Partial<Candidate>, knowledge: Knowledge = knowing({})): ModelAge {
  return createFeatureReader(knowledge, testNow)(candidateWith(facts)).age;
}

describe("a model's age", () => {
  it("is what its source tells", () => {
    expect(ageOf({ createdAt: yearsAgo(1.5) })).toEqual({ years: 1.5, deviation: 0, source: "told" });
    expect(ageOf({ createdAt: testNow })).toMatchObject({ years: 0 });
  });

  it("is nothing where the date is in the future, and never less", () => {
    expect(ageOf({ createdAt: yearsAgo(-3) })).toMatchObject({ years: 0, source: "told" });
    expect(ageOf({ createdAt: Number.MAX_SAFE_INTEGER })).toMatchObject({ years: 0 });
    expect(ageOf({ createdAt: Number.POSITIVE_INFINITY })).toMatchObject({ years: 0 });
  });

  it.each([null, 0, -62_135_596_800_000, Number.NaN, Number.NEGATIVE_INFINITY])(
    "is not known, and about a year, where the date is %d",
    (createdAt) => {
      expect(ageOf({ createdAt })).toEqual({ years: 1, deviation: 1, source: "unknown" });
    },
  );

  it("of a copy with fewer bits is its base's, however new the copy", () => {
    expect(ageOf({ createdAt: yearsAgo(0.1), ...madeFrom("quantized") }, twoYears)).toEqual({
      years: 2,
      deviation: 0,
      source: "base",
    });
    expect(ageOf({ createdAt: null, ...madeFrom("quantized") }, twoYears)).toMatchObject({ years: 2, deviation: 0 });
    const young = knowing({ "x/base": { createdAt: yearsAgo(0.2) } });
    expect(ageOf({ createdAt: null, ...madeFrom("quantized") }, young).years).toBeCloseTo(0.2, 10);
  });

  it("of a copy of an unknown base is a little more than its own, and less sure", () => {
    const copy = ageOf({ createdAt: yearsAgo(0.1), ...madeFrom("quantized", "x/stranger") });
    expect(copy.years).toBeGreaterThan(0.1);
    expect(copy.deviation).toBeGreaterThan(0);
    const undated = ageOf({ createdAt: null, ...madeFrom("quantized", "x/stranger") });
    expect(undated.deviation).toBeGreaterThan(1);
  });

  it("of a fine-tune is between its own and its base's, and at most half a year less than its base's", () => {
    const between = knowing({ "x/base": { createdAt: yearsAgo(0.6) } });
    expect(ageOf({ createdAt: yearsAgo(0), ...madeFrom("finetune") }, between).years).toBeCloseTo(0.3, 10);
    expect(ageOf({ createdAt: yearsAgo(0), ...madeFrom("finetune") }, twoYears).years).toBeCloseTo(1.5, 10);
    expect(ageOf({ createdAt: yearsAgo(0.3), ...madeFrom("finetune", "x/stranger") })).toMatchObject({
      source: "told",
      years: 0.3,
    });
  });

  it("of a fine-tune without a date is about its base's, and not quite sure", () => {
    const age = ageOf({ createdAt: null, ...madeFrom("finetune") }, twoYears);
    expect(age).toMatchObject({ years: 2, source: "base" });
    expect(age.deviation).toBeGreaterThan(0.2);
    expect(age.deviation).toBeLessThan(1);
  });

  it("is no less than its own, whatever date its base tells", () => {
    for (const createdAt of [yearsAgo(0.5), yearsAgo(-5), 0, Number.NaN, null]) {
      const odd = knowing({ "x/base": { createdAt } });
      const age = ageOf({ createdAt: yearsAgo(1), ...madeFrom("finetune") }, odd);
      expect(age.years).toBeCloseTo(1, 10);
    }
  });

  it("is that of the base at the same source alone, and of the first base of several", () => {
    const lineage = { relation: "merge" as const, bases: ["x/base", "x/other"] };
    expect(ageOf({ createdAt: yearsAgo(1), lineage }, twoYears).source).toBe("base");
    expect(ageOf({ createdAt: yearsAgo(1), lineage, provider: "ollama" }, twoYears).source).toBe("told");
    expect(ageOf({ createdAt: yearsAgo(1), lineage: { relation: "merge", bases: [] } }, twoYears).source).toBe("told");
  });

  it("is told in words where it is not simply the date", () => {
    const options = { knowledge: twoYears };
    const copy = judged({ ...madeFrom("quantized") }, options);
    const phrases = explainScore(copy, rulesFor(options));
    expect(phrases).toContain("counts as 24 months old, like its base");
    expect(phrases).toContain("made from x/base");
    expect(explainScore(judged({ createdAt: null }), rulesFor())).toContain("its age is not known");
  });
});
