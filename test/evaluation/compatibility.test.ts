import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import { explainScore } from "../../src/evaluation/score.ts";
import { candidateWith, type JudgeOptions, judged, policyWith, rulesFor, servedRoute } from "../support/candidates.ts";

function compatibilityOf(facts: Partial<Candidate>, options?: JudgeOptions): number {
  return judged(facts, options).components.compatibility ?? Number.NaN;
}

const onHosts = (...hosts: string[]) => ({ routes: hosts.map((host) => servedRoute({ host })) });

describe("compatibility", () => {
  it("counts permissive and copyleft licences fully, use-restricted ones less, and others least", () => {
    const [permissive, copyleft, restricted, nonCommercial, other] = [
      "mit",
      "agpl-3.0",
      "llama3.3",
      "cc-by-nc-4.0",
      "other",
    ].map((licence) => compatibilityOf({ licence }));
    expect(permissive).toBe(copyleft);
    expect(restricted).toBeLessThan(permissive ?? 0);
    expect(nonCommercial).toBeLessThan(restricted ?? 0);
    expect(other).toBeLessThan(nonCommercial ?? 0);
  });

  it("leaves a licence that is unknown out, instead of counting it as the worst", () => {
    const hosts = onHosts("novita", "together", "groq");
    expect(compatibilityOf({ licence: null, ...hosts })).toBeCloseTo(100, 10);
    expect(compatibilityOf({ licence: null })).toBeGreaterThan(compatibilityOf({ licence: "other" }));
    expect(judged({ licence: null }).confidence).toBeLessThan(judged({}).confidence);
  });

  it("rises with each host up to the third", () => {
    const [one, two, three, four] = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]].map((hosts) =>
      compatibilityOf(onHosts(...hosts)),
    );
    expect(two).toBeGreaterThan(one ?? 0);
    expect(three).toBeGreaterThan(two ?? 0);
    expect(four).toBe(three);
  });

  it("counts a host once, whatever the number of ways to it", () => {
    const twice = { routes: [servedRoute(), servedRoute({ interface: "text-generation" })] };
    expect(compatibilityOf(twice, { task: "text-generation" })).toBe(compatibilityOf({}, { task: "text-generation" }));
  });

  it("counts only live hosts that serve the model itself", () => {
    const routes = [servedRoute({ status: "error" }), servedRoute({ isAdapter: true })];
    expect(compatibilityOf({ routes })).toBeLessThan(compatibilityOf({}));
    const freeOnly = policyWith({ freeOnly: true });
    const behindAdapter = { routes: [servedRoute({ isAdapter: true }), servedRoute()] };
    expect(compatibilityOf(behindAdapter, { policy: freeOnly })).toBe(compatibilityOf({}, { policy: freeOnly }));
  });

  it("wants the task's context, and no more than that", () => {
    const withContext = (contextLength: number | null) => compatibilityOf({ routes: [servedRoute({ contextLength })] });
    expect(withContext(4_096)).toBeLessThan(withContext(16_384));
    expect(withContext(16_384)).toBeLessThan(withContext(32_768));
    expect(withContext(1_000_000)).toBe(withContext(32_768));
    expect(withContext(null)).toBeGreaterThan(withContext(4_096));
  });

  it("wants tools where the task uses them, and leaves them out where nothing is known of them", () => {
    const withTools = (supportsTools: boolean | null) => compatibilityOf({ routes: [servedRoute({ supportsTools })] });
    expect(withTools(true)).toBeGreaterThan(withTools(false));
    expect(withTools(null)).toBeGreaterThan(withTools(false));
    const translate = (supportsTools: boolean) =>
      compatibilityOf({ routes: [servedRoute({ supportsTools })] }, { task: "translation" });
    expect(translate(true)).toBe(translate(false));
  });

  it.each(["Qwen/Qwen3-Coder-480B-A35B-Instruct", "bigcode/starcoder2-15b", "mistralai/Devstral-Small-2507"])(
    "knows %s as made for code",
    (model) => {
      const task = "code-generation";
      expect(compatibilityOf({ model }, { task })).toBeGreaterThan(compatibilityOf({}, { task }));
    },
  );

  it("knows a model made for code by its tag too, and none by a part of a word", () => {
    const task = "code-generation";
    expect(compatibilityOf({ tags: ["code"] }, { task })).toBeGreaterThan(compatibilityOf({}, { task }));
    expect(compatibilityOf({ model: "cross-encoder/decoder-large" }, { task })).toBe(compatibilityOf({}, { task }));
  });

  it("shows the facts that it went by, and no host that does not serve the task", () => {
    const rules = rulesFor();
    expect(explainScore(judged({}), rules)).toEqual(
      expect.arrayContaining(["licence apache-2.0", "1 live host", "131,072 tokens of context", "calls tools"]),
    );
    const elsewhere = candidateWith({ routes: [servedRoute({ interface: "feature-extraction" })] });
    expect(explainScore(judged({ routes: elsewhere.routes }), rules)).toContain("0 live hosts");
  });
});
