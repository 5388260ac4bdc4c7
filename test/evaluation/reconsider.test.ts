import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import { mayBeChosen, mayStay, modelKey, type TaskRanking } from "../../src/domain/evaluation.ts";
import type { ModelIdentity, Route } from "../../src/domain/route.ts";
import type { Verdict } from "../../src/domain/verification.ts";
import { createRankingCollector } from "../../src/evaluation/ranking.ts";
import { withVerdicts } from "../../src/evaluation/reconsider.ts";
import { explainScore } from "../../src/evaluation/score.ts";
import { candidateWith, type JudgeOptions, policyWith, rulesFor, servedRoute } from "../support/candidates.ts";
import { knowing } from "../support/knowledge.ts";
import { verdictWith } from "../support/verdict.ts";

const identity = (model: string): ModelIdentity => ({ provider: "huggingface", model });

interface Judging extends JudgeOptions {
  verdicts?: Verdict[];
}

/** Ranks candidates, lets the verdicts speak, and answers the ranking before and after. */
function reconsider(candidates: Candidate[], { verdicts = [], ...options }: Judging) {
  const rules = rulesFor(options);
  const watched = candidates.map(({ model }) => identity(model));
  const collector = createRankingCollector({ rules, watched, keep: 10 });
  for (const candidate of candidates) collector.add(candidate);
  const before = collector.finish({ status: "complete", errors: [], sources: [], discovered: candidates.length });
  const byModel = new Map(verdicts.map((verdict) => [modelKey(verdict.route), verdict]));
  return { rules, before, after: withVerdicts(before, rules, byModel) };
}

function verdictOf(model: string, facts: Partial<Verdict> = {}, route: Partial<Route> = {}): Verdict {
  const asked = { provider: "huggingface", model, version: null, host: "novita", interface: "chat", ...route };
  return verdictWith({ route: asked, ...facts });
}

const named = (model: string, facts: Partial<Candidate> = {}) => candidateWith({ model, ...facts });
const modelsOf = ({ best }: TaskRanking) => best.map(({ candidate }) => candidate.model);
const pair = [named("good", { likes: 400 }), named("next", { likes: 100 })];

describe("a ranking after calls", () => {
  it("is the same where nothing was called", () => {
    const { before, after } = reconsider(pair, {});
    expect(after).toBe(before);
  });

  it("has no place for what failed, which may neither be chosen nor stay, and says why", () => {
    const verdicts = [verdictOf("good", { outcome: "failed", reason: "answered 2 of 20 questions rightly" })];
    const { before, after } = reconsider(pair, { verdicts });
    expect(modelsOf(before)).toEqual(["good", "next"]);
    expect(modelsOf(after)).toEqual(["next"]);
    expect(after.qualified).toBe(before.qualified - 1);
    const failed = after.find(identity("good"));
    expect(failed?.reasons).toEqual(["when it was called, it answered 2 of 20 questions rightly"]);
    expect(failed && [mayBeChosen(failed), mayStay(failed)]).toEqual([false, false]);
  });

  it("leaves what could not be asked where it was, with its verdict", () => {
    const { before, after } = reconsider(pair, { verdicts: [verdictOf("good", { outcome: "unproven" })] });
    expect(modelsOf(after)).toEqual(modelsOf(before));
    expect(after.best[0]).toMatchObject({
      score: before.best[0]?.score,
      verdict: { outcome: "unproven" },
      reasons: [],
    });
    expect(after.best[1]?.verdict).toBeNull();
  });

  it("counts right and wrong answers as evidence of the ability, and makes the order again", () => {
    const verdicts = [
      verdictOf("good", { graded: { asked: 30, right: 8 } }),
      verdictOf("next", { graded: { asked: 30, right: 30 } }),
    ];
    const { before, after } = reconsider(pair, { verdicts });
    expect(modelsOf(after)).toEqual(["next", "good"]);
    for (const model of ["good", "next"]) {
      const [then, now] = [before.find(identity(model)), after.find(identity(model))];
      expect(now?.ability.deviation).toBeLessThan(then?.ability.deviation ?? 0);
      expect(now?.components.performance).toBe(now?.ability.value);
    }
    expect(after.best[0]?.score).toBeGreaterThan(before.find(identity("next"))?.score ?? 100);
  });

  it("explains a score by the answers of this run", () => {
    const verdicts = [verdictOf("good", { graded: { asked: 20, right: 19 } })];
    const { after, rules } = reconsider(pair, { verdicts });
    const [first] = after.best;
    const phrases = first ? explainScore(first, rules) : [];
    expect(phrases).toContain("19 of 20 of our own questions right");
    const [value, low, high] = [first?.ability.value, first?.ability.low, first?.ability.high].map((each) =>
      Math.round(each ?? 0),
    );
    expect(phrases).toContain(`ability ${value} of 100, most likely ${low} to ${high}`);
  });

  it("takes the answers of this run rather than earlier ones, and earlier ones where there are none", () => {
    const knowledge = knowing({}, { asked: 20, right: 2 });
    const [fresh, earlier] = [{ graded: { asked: 20, right: 20 } }, { graded: null }].map((facts) =>
      reconsider(pair, { knowledge, verdicts: [verdictOf("good", facts)] }).after.find(identity("good")),
    );
    const before = reconsider(pair, { knowledge }).before.find(identity("good"));
    expect(fresh?.ability.rating).toBeGreaterThan(before?.ability.rating ?? 0);
    expect(earlier?.ability).toEqual(before?.ability);
  });

  it("does not hold the answers of a damaged copy against the model", () => {
    const graded = { asked: 30, right: 3 };
    const verdicts = [verdictOf("good", { outcome: "failed", reason: "is damaged", graded, isDamaged: true })];
    const { before, after } = reconsider(pair, { verdicts });
    expect(after.find(identity("good"))?.ability).toEqual(before.find(identity("good"))?.ability);
  });

  it("puts the route that was proven first, whatever it costs, and no route that there is not", () => {
    const routes = ["cheap", "proven"].map((host, at) => servedRoute({ host, outputPrice: at * 100_000 }));
    const hostsAfter = (verdict: Verdict) => {
      const { after } = reconsider([named("good", { routes })], { verdicts: [verdict] });
      const [first] = after.best;
      return [first?.route?.host, first?.usableRoutes.map(({ host }) => host)];
    };
    expect(hostsAfter(verdictOf("good", {}, { host: "proven" }))).toEqual(["proven", ["proven", "cheap"]]);
    expect(hostsAfter(verdictOf("good", {}, { host: "elsewhere" }))).toEqual(["cheap", ["cheap", "proven"]]);
    const unproven = verdictOf("good", { outcome: "unproven" }, { host: "proven" });
    expect(hostsAfter(unproven)).toEqual(["cheap", ["cheap", "proven"]]);
  });

  it("keeps what was found out before: that a model is held, and each reason once", () => {
    const held = [{ ...identity("good"), reason: "it was rolled back" }];
    const verdicts = [verdictOf("good", { graded: { asked: 20, right: 20 } })];
    const { after } = reconsider(pair, { held, verdicts });
    expect(modelsOf(after)).toEqual(["next"]);
    const found = after.find(identity("good"));
    expect(found).toMatchObject({ isHeld: true, reasons: ["it was rolled back"], verdict: { outcome: "passed" } });
    expect(found && mayStay(found)).toBe(true);
  });

  it("counts as qualified what reaches the minimum score by its answers, and no longer what falls below it", () => {
    const alone = [named("good")];
    const score = reconsider(alone, {}).before.best[0]?.score ?? 0;
    const qualified = (minimumScore: number, right: number) => {
      const verdicts = [verdictOf("good", { graded: { asked: 40, right } })];
      const { before, after } = reconsider(alone, { policy: policyWith({ minimumScore }), verdicts });
      return [before.qualified, after.qualified];
    };
    expect(qualified(score + 1, 40)).toEqual([0, 1]);
    expect(qualified(score - 1, 4)).toEqual([1, 0]);
  });

  it("has no verdict for a model that was not called, nor one for a model that is not listed", () => {
    const { after } = reconsider(pair, { verdicts: [verdictOf("stranger", { outcome: "failed" })] });
    expect(modelsOf(after)).toEqual(["good", "next"]);
    expect(after.best.every(({ verdict }) => verdict === null)).toBe(true);
    expect(after.find(identity("stranger"))).toBeUndefined();
  });
});
