import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import { explainScore } from "../../src/evaluation/score.ts";
import { candidateWith, judged, policyWith, resultOf, rulesFor, servedRoute, testNow } from "../support/candidates.ts";

/** What a server of one's own tells of a model. */
function local(facts: Partial<Candidate> = {}, route: Parameters<typeof servedRoute>[0] = {}): Candidate {
  return candidateWith({
    provider: "ollama",
    model: "llama3.2:3b",
    pipelineTag: null,
    createdAt: null,
    downloads: null,
    likes: null,
    licence: null,
    isGated: null,
    isDisabled: null,
    isLocal: true,
    isTrusted: true,
    routes: [servedRoute({ host: null, inputPrice: 0, outputPrice: 0, isFree: true, ...route })],
    ...facts,
  });
}

describe("a model of a source that somebody runs or has declared", () => {
  it("needs no licence, consent, downloads or age, known or unknown", () => {
    const strict = { policy: policyWith({ minimumDownloads: 1_000, allowedLicences: ["mit"] }) };
    expect(judged(local(), strict).reasons).toEqual([]);
    const known = local({ licence: "cc-by-nc-4.0", isGated: true, downloads: 3, createdAt: testNow });
    expect(judged(known, strict).reasons).toEqual([]);
  });

  it("obeys the other rules", () => {
    expect(judged(local(), { policy: policyWith({ ignore: ["llama3.2:3b"] }) }).reasons).toHaveLength(1);
    expect(judged(local({}, { status: "error" })).reasons).toEqual(['its host reports "error"']);
    expect(judged(local({}, { interface: "feature-extraction" })).reasons).toEqual(["no host serves it for this task"]);
  });

  it.each([
    ["an open licence, tools and a long context", local({ licence: "apache-2.0" }), 65],
    ["a licence with restrictions", local({ licence: "llama3.2" }), 61],
    ["no licence that is known", local(), 65],
    ["no tools", local({ licence: "apache-2.0" }, { supportsTools: false }), 61.5],
    ["a licence with restrictions and no tools", local({ licence: "gemma" }, { supportsTools: false }), 57],
    ["nothing known but that it is there", local({}, { supportsTools: null, contextLength: null }), 57],
    ["ten times the weights", local({ model: "gemma3:27b", licence: "apache-2.0" }), 67],
    ["a name that tells no size", local({ model: "mine:latest", licence: "apache-2.0" }), 67],
  ])("with %s has about as many points as an update asks for", (_with, candidate, score) => {
    expect(Math.abs(judged(candidate).score - score)).toBeLessThan(1);
  });

  it("is the better the larger it is, and is not believed to be good for being there", () => {
    const [tiny, small, large] = ["qwen2.5:0.5b", "llama3.2:3b", "gemma3:27b"].map(
      (model) => judged(local({ model })).ability,
    );
    expect(small?.value).toBeGreaterThan(tiny?.value ?? 100);
    expect(large?.value).toBeGreaterThan(small?.value ?? 100);
    expect(large?.low).toBeLessThan(50);
  });

  it("does not qualify for a task to which it is known not to be suited", () => {
    const small = local({}, { supportsTools: false, contextLength: 4_096 });
    expect(judged(small, { task: "code-generation" }).score).toBeLessThan(60);
  });

  it("stands behind what is known to be good", () => {
    const benchmarks = [resultOf("TIGER-Lab/MMLU-Pro", 82), resultOf("Idavidrein/gpqa", 80)];
    const served = judged({ downloads: 500_000, likes: 1_500, benchmarks });
    expect(served.score).toBeGreaterThan(judged(local({ licence: "apache-2.0" })).score + 3);
  });

  it("shows what is unknown as unknown, says what it counts, and is not sure", () => {
    const evaluation = judged(local());
    expect(evaluation.components).toMatchObject({ popularity: null, recency: null });
    expect(evaluation.confidence).toBeLessThan(0.35);
    expect(explainScore(evaluation, rulesFor())).toContain("what is unknown counts as 60");
    expect(explainScore(judged({}), rulesFor()).join()).not.toContain("unknown counts");
  });

  it("is scored by what is known of it where something is", () => {
    const known = judged(local({ benchmarks: [resultOf("TIGER-Lab/MMLU-Pro", 95)] }));
    expect(known.score).toBeGreaterThan(judged(local()).score + 5);
  });
});

describe("a model on a machine of one's own", () => {
  it("is free, whatever its server says of prices", () => {
    const unpriced = local({}, { isFree: null, inputPrice: null, outputPrice: null });
    const strict = { policy: policyWith({ freeOnly: true, maximumPrice: 0 }) };
    expect(judged(unpriced, strict).reasons).toEqual([]);
    expect(judged({ ...unpriced, isLocal: false }, strict).reasons).toEqual(["it is not known to be free"]);
  });
});

describe("a preference of the policy", () => {
  const preference = (prefer: string[], facts: Partial<Candidate>) =>
    judged(facts, { policy: policyWith({ prefer, minimumScore: 50 }) }).preference;
  const free = { routes: [servedRoute({ host: "dear" }), servedRoute({ host: "free", isFree: true, outputPrice: 0 })] };

  it.each([
    ["local", local(), 0],
    ["local", {}, 1],
    ["free", local({}, { isFree: null }), 0],
    ["free", free, 0],
    ["free", {}, 1],
    ["ollama", local(), 0],
    ["ollama", {}, 1],
  ])("for %s is met by what is so, and by nothing else", (prefer, facts, met) => {
    expect(preference([prefer], facts)).toBe(met);
  });

  it("is the earliest of several that are met", () => {
    expect(preference(["free", "ollama"], local())).toBe(0);
    expect(preference(["huggingface", "local"], local())).toBe(1);
    expect(preference(["local", "free"], {})).toBe(2);
    expect(preference([], {})).toBe(0);
  });

  it("does not count below the minimum score", () => {
    const policy = policyWith({ prefer: ["local"], minimumScore: 90 });
    expect(judged(local(), { policy }).preference).toBe(1);
  });

  it("stands among what speaks for a model", () => {
    const policy = policyWith({ prefer: ["local"] });
    const phrases = (facts: Partial<Candidate>) => explainScore(judged(facts, { policy }), rulesFor({ policy }));
    expect(phrases(local())).toContain("preferred by the policy: local");
    expect(phrases({}).join()).not.toContain("preferred");
  });
});

describe("a chat model", () => {
  const seen = (supportsVision: boolean | null, facts = {}) =>
    judged({ routes: [servedRoute({ supportsVision, ...facts })] }, { task: "image-text-to-text" });

  it("that is known to take no pictures does not serve a task that shows some", () => {
    expect(seen(false).reasons).toEqual(["no host serves it for this task"]);
    expect(seen(null).reasons).toEqual([]);
    expect(seen(true).reasons).toEqual([]);
    expect(seen(false, { interface: "image-text-to-text" }).reasons).toEqual([]);
    expect(judged({ routes: [servedRoute({ supportsVision: false })] }).reasons).toEqual([]);
  });

  it("serves it by those of its hosts that take pictures", () => {
    const routes = [servedRoute({ host: "blind", supportsVision: false }), servedRoute({ host: "seeing" })];
    const { usableRoutes } = judged({ routes }, { task: "image-text-to-text" });
    expect(usableRoutes.map(({ host }) => host)).toEqual(["seeing"]);
  });
});
