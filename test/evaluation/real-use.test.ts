import { describe, expect, it } from "vitest";
import type { RealUse } from "../../src/domain/real-use.ts";
import type { TaskName } from "../../src/domain/task.ts";
import { evaluate, explainScore } from "../../src/evaluation/score.ts";
import { isClearlyAhead } from "../../src/planning/margin.ts";
import { candidateWith, judged, policyWith, rulesFor } from "../support/candidates.ts";
import { used, useOf } from "../support/real-use.ts";

const unused = judged({});

/** By how many points of the score use moves a model. */
function gainOf(use: RealUse, task: TaskName = "conversational"): number {
  return judged({}, { task, knowledge: used(use) }).score - judged({}, { task }).score;
}

function phrasesOf(use: RealUse): string[] {
  const rules = rulesFor({ knowledge: used(use) });
  return explainScore(evaluate(candidateWith(), rules), rules);
}

const { margin } = policyWith();

describe("success in real use", () => {
  it("changes nothing by five answers, whatever they were", () => {
    expect([useOf(5), useOf(3, 2), useOf(0, 5)].map((use) => gainOf(use))).toEqual([0, 0, 0]);
    expect(phrasesOf(useOf(4, 1))).toContain("in real use 4 of 5 recent answers were good, which are too few to count");
  });

  it("is no gain by being used alone: as good as any model after ten thousand answers is as good as after none", () => {
    for (const answers of [30, 300, 10_000]) expect(gainOf(useOf(0.95 * answers, 0.05 * answers))).toBeCloseTo(0, 6);
  });

  it("never puts what is used so far ahead that an equal which nobody has used could not be chosen", () => {
    const perfect = [20, 50, 100, 300, 10_000].map((answers) => gainOf(useOf(answers)));
    expect(Math.max(...perfect)).toBeGreaterThan(2);
    expect(Math.max(...perfect)).toBeLessThan(margin);
    expect(isClearlyAhead(judged({}, { knowledge: used(useOf(10_000)) }), unused, margin)).toBe(false);
  });

  it("costs the more, the more answers have failed and the surer that is", () => {
    const shares = [0.1, 0.2, 0.3, 0.5].map((share) => gainOf(useOf(200 * (1 - share), 200 * share)));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    const counts = [21, 50, 100, 400].map((answers) => gainOf(useOf(0.7 * answers, 0.3 * answers)));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts[0]).toBeGreaterThan(-1);
  });

  it("puts what has failed three times in ten clearly behind its equal", () => {
    const failing = judged({}, { knowledge: used(useOf(140, 60)) });
    expect(isClearlyAhead(unused, failing, margin)).toBe(true);
    expect(failing.complaints).toEqual(["in real use 140 of 200 answers were good (at least 65 %)"]);
  });

  it("costs less where the other models fail people as often, and no more where they do better", () => {
    const others = { ...useOf(0).others, success: { weight: 1.5, mean: 0.8 } };
    const failing = useOf(160, 40);
    expect(gainOf({ ...failing, others })).toBeGreaterThan(0.6 * gainOf(failing));
    const better = { ...others, success: { weight: 3, mean: 0.999 } };
    expect(gainOf({ ...failing, others: better })).toBe(gainOf(failing));
    expect(gainOf({ ...useOf(10_000), others })).toBeLessThan(margin);
  });

  it("rises and falls by no step: one answer more makes less than a point", () => {
    const gains = Array.from({ length: 300 }, (_, answers) => gainOf(useOf(0.6 * answers, 0.4 * answers)));
    const steps = gains.map((gain, at) => Math.abs(gain - (gains[at - 1] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(1);
  });

  it("is worth no more than 25 points either way, and leaves the performance between 0 and 100", () => {
    const useless = judged({}, { knowledge: used(useOf(0, 100_000)) });
    expect(useless.score - unused.score).toBeGreaterThanOrEqual(-25);
    expect(useless.components.performance).toBeGreaterThanOrEqual(0);
  });

  it("counts by the weight of the performance, so that a policy can turn it down", () => {
    const policy = policyWith({ weights: { performance: 0 } });
    const [failing, alike] = [useOf(0, 500), useOf(500)].map((use) => judged({}, { policy, knowledge: used(use) }));
    expect(failing?.score).toBe(alike?.score);
  });

  it("says how many answers were good, and what is sure of it", () => {
    expect(phrasesOf(useOf(412, 18))).toContain("in real use 412 of 430 answers were good (at least 94 %)");
    expect(phrasesOf({ ...useOf(0), firstToken: null }).join()).not.toContain("real use");
    expect(judged({}, { knowledge: used(useOf(412, 18)) }).complaints).toEqual([]);
  });
});

describe("a wait in real use", () => {
  it("costs nothing within the task's need, and is no gain below it", () => {
    const good = [95, 5] as const;
    for (const ms of [100, 1_000, 2_000]) expect(gainOf(useOf(...good, ms))).toBeCloseTo(0, 6);
    expect(gainOf(useOf(...good, 50_000), "text-to-image")).toBeCloseTo(0, 6);
  });

  it("costs the same for each doubling beyond the need, and ten points at the most", () => {
    const costs = [2_000, 4_000, 8_000, 16_000, 32_000, 300_000].map((ms) => -gainOf(useOf(9_500, 500, ms)));
    const [none, one = 0, two = 0] = costs;
    expect(none).toBeCloseTo(0, 6);
    expect(one).toBeGreaterThan(2);
    expect(two).toBeCloseTo(2 * one, 6);
    expect(costs.at(-1)).toBe(costs.at(-2));
    expect(costs.at(-1)).toBeLessThanOrEqual(10);
  });

  it("costs less where the other models take as long", () => {
    const others = { ...useOf(0).others, logWait: { weight: 1, mean: Math.log(8_000) } };
    const slow = useOf(9_500, 500, 8_000);
    expect(gainOf({ ...slow, others })).toBeCloseTo(gainOf(slow) / 2, 1);
  });

  it("is not judged by a few answers, however long they took", () => {
    expect(gainOf(useOf(5, 0, 60_000))).toBe(0);
  });

  it("says how long it is, and what the task wants", () => {
    const slow = "in real use its answers begin after 6.1 s on average (this task wants 2 s)";
    expect(phrasesOf(useOf(95, 5, 6_100))).toContain(slow);
    expect(judged({}, { knowledge: used(useOf(95, 5, 6_100)) }).complaints).toEqual([slow]);
    expect(phrasesOf(useOf(95, 5, 2_100)).join()).not.toContain("begin after");
  });
});
