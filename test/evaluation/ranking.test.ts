import fc from "fast-check";
import { expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { TaskRanking } from "../../src/domain/evaluation.ts";
import type { ModelIdentity } from "../../src/domain/route.ts";
import { createRankingCollector } from "../../src/evaluation/ranking.ts";
import { candidateWith, judged, policyWith, rulesFor } from "../support/candidates.ts";

interface RankOptions {
  keep?: number;
  watched?: ModelIdentity[];
  policy?: Record<string, unknown>;
}

function rank(candidates: Candidate[], { keep = 50, watched = [], policy = {} }: RankOptions = {}): TaskRanking {
  const collector = createRankingCollector({ rules: rulesFor({ policy: policyWith(policy) }), watched, keep });
  for (const candidate of candidates) collector.add(candidate);
  return collector.finish({ status: "complete", errors: [], sources: [], discovered: candidates.length });
}

const named = (model: string, likes: number) => candidateWith({ model, likes });
const modelsOf = (ranking: TaskRanking) => ranking.best.map((each) => each.candidate.model);

it("puts the highest score first and equal ones in the order of their names, whatever the order of the listing", () => {
  const candidates = [named("b", 10), named("a", 10), named("c", 400), named("d", 1)];
  fc.assert(
    fc.property(fc.shuffledSubarray(candidates, { minLength: 4 }), (listed) => {
      expect(modelsOf(rank(listed))).toEqual(["c", "a", "b", "d"]);
    }),
  );
});

it("orders the same model of two providers in the same way each time", () => {
  const pair = [candidateWith({ provider: "ollama" }), candidateWith({ provider: "huggingface" })];
  const providers = (listed: Candidate[]) => rank(listed).best.map((each) => each.candidate.provider);
  expect(providers(pair)).toEqual(providers([...pair].reverse()));
});

it("keeps the very best of many, and counts all that qualify", () => {
  const likes = Array.from({ length: 1_000 }, (_, index) => (index * 617) % 1_000);
  const ranking = rank(
    likes.map((each) => candidateWith({ model: `model-${each}`, likes: null, downloads: each })),
    { keep: 5, policy: { minimumScore: 0 } },
  );
  expect(modelsOf(ranking)).toEqual(["model-999", "model-998", "model-997", "model-996", "model-995"]);
  expect(ranking.qualified).toBe(1_000);
});

it("does not count a model below the minimum score as qualified, nor one that may not be chosen at all", () => {
  const weak = named("weak", 0);
  const score = judged(weak).score;
  const candidates = [weak, candidateWith({ model: "gated", isGated: true })];
  expect(rank(candidates, { policy: { minimumScore: score } }).qualified).toBe(1);
  const ranking = rank(candidates, { policy: { minimumScore: score + 0.01 } });
  expect(ranking.qualified).toBe(0);
  expect(modelsOf(ranking)).toEqual(["weak"]);
});

it("gives a model the same score whoever else is listed", () => {
  const candidates = Array.from({ length: 12 }, (_, index) => named(`model-${index}`, index ** 3));
  const alone = new Map(candidates.map((each) => [each.model, judged(each).score]));
  fc.assert(
    fc.property(fc.shuffledSubarray(candidates, { minLength: 1 }), (listed) => {
      for (const each of rank(listed).best) expect(each.score).toBe(alone.get(each.candidate.model));
    }),
  );
});

it("remembers a watched model whatever its rank and whether or not it may be chosen", () => {
  const watched = { provider: "huggingface", model: "watched" };
  const crowd = Array.from({ length: 40 }, (_, index) => named(`model-${index}`, 5_000));
  const ranking = rank([...crowd, candidateWith({ model: "watched", likes: 0, isGated: true })], {
    keep: 2,
    watched: [watched],
  });
  expect(ranking.find(watched)?.reasons).toHaveLength(1);
  expect(ranking.find({ ...watched, provider: "ollama" })).toBeUndefined();
  expect(modelsOf(ranking)).not.toContain("watched");
});

it("puts first what the policy prefers, and leaves room for the best of every source", () => {
  const crowd = Array.from({ length: 30 }, (_, index) => named(`model-${index}`, 9_000));
  const own = candidateWith({ provider: "server", model: "small", likes: 0, isLocal: true });
  const policy = { prefer: ["local"], minimumScore: 40 };
  const ranking = rank([...crowd, own], { keep: 2, policy });
  expect(modelsOf(ranking)).toEqual(["small", "model-0", "model-1"]);
  expect(modelsOf(rank([...crowd, own], { keep: 2 })).at(-1)).toBe("small");
  expect(modelsOf(rank([...crowd, own], { keep: 2, policy: { ...policy, minimumScore: 85 } })).at(-1)).toBe("small");
});

it("leaves out the sources whose word does not count, but where that of none does", () => {
  const collect = (status: TaskRanking["status"]) => {
    const collector = createRankingCollector({ rules: rulesFor(), watched: [], keep: 5 });
    collector.add(candidateWith({ model: "x/one" }));
    collector.add(candidateWith({ provider: "server", model: "small" }));
    const sources = [{ source: "huggingface", status: "partial" as const, errors: [] }];
    return collector.finish({ status, errors: [], sources, discovered: 2 });
  };
  expect(modelsOf(collect("complete"))).toEqual(["small"]);
  expect(collect("complete").qualified).toBe(1);
  expect(modelsOf(collect("partial"))).toEqual(["small", "x/one"]);
});
