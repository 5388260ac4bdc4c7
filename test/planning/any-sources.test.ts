import fc from "fast-check";
import { expect, it } from "vitest";
import type { SourceStatus, TaskRanking } from "../../src/domain/evaluation.ts";
import { unreadSource } from "../../src/domain/evaluation.ts";
import { type Choice, isSameRoute } from "../../src/domain/route.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { type Contender, choiceOf, entryOf, planFor, rankingWith } from "../support/plans.ts";

const providers = ["huggingface", "ollama", "my-vllm"] as const;
const models = ["maker/a", "maker/b", "Qwen/c"] as const;
const prefer = ["ollama", "my-vllm"];
const identities = providers.flatMap((provider) => models.map((model) => ({ provider, model })));
const hostsOf = (provider: string) => (provider === "huggingface" ? ["novita", "groq"] : [null]);

const contenders: fc.Arbitrary<Contender[]> = fc
  .record({
    listed: fc.shuffledSubarray(identities),
    scores: fc.array(fc.integer({ min: 50, max: 99 }), { minLength: identities.length, maxLength: identities.length }),
  })
  .map(({ listed, scores }) =>
    listed.map(({ provider, model }, at): Contender => {
      const score = scores[at] ?? 0;
      const place = prefer.indexOf(provider);
      const preference = score < 60 || place < 0 ? prefer.length : place;
      return { provider, model, score, preference, hosts: hostsOf(provider) };
    }),
  );
const status = fc.constantFrom<SourceStatus["status"]>("complete", "complete", "partial", "empty");
/** As evaluation makes it: without what sources say whose word does not count. */
const rankings: fc.Arbitrary<TaskRanking> = fc
  .record({ contenders, statuses: fc.tuple(status, status, status) })
  .map(({ contenders: listed, statuses }) => {
    const sources = providers.map(
      (source, at): SourceStatus => ({ source, status: statuses[at] ?? "empty", errors: [] }),
    );
    const isHeard = sources.some((each) => each.status === "complete");
    const ranking = rankingWith(listed, { sources, status: isHeard ? "complete" : "partial" });
    const best = ranking.best.filter(({ candidate }) => !unreadSource(ranking, candidate.provider));
    return isHeard ? { ...ranking, best } : ranking;
  });
const choices: fc.Arbitrary<Choice> = fc
  .record({ identity: fc.constantFrom(...identities), host: fc.constantFrom("novita", "groq") })
  .map(({ identity, host }) =>
    choiceOf(identity.model, { ...identity, host: identity.provider === "huggingface" ? host : null }),
  );
const entries = fc.option(
  fc
    .record({ primary: choices, fallbacks: fc.uniqueArray(choices, { maxLength: 3, comparator: isSameRoute }) })
    .map(({ primary, fallbacks }) =>
      entryOf(
        primary,
        fallbacks.filter((each) => !isSameRoute(each, primary)),
      ),
    ),
  { nil: null },
);
const policies = fc.record({
  margin: fc.constantFrom(0, 3, 10),
  fallbacks: fc.integer({ min: 0, max: 4 }),
  prefer: fc.constant(prefer),
});

it("has nothing left to do when the same facts of several sources are seen again", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, policy) => {
      const first = planFor({ entry, ranking, policy }).configuration.tasks.conversational ?? null;
      const second = planFor({ entry: first, ranking, policy, now: testNow + dayMs });
      expect(second.configuration.tasks.conversational).toBe(first ?? undefined);
    }),
    { numRuns: 3_000 },
  );
});

it("changes nothing where the model's own source could not be read, and takes no fallback from such a place", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, policy) => {
      const next = planFor({ entry, ranking, policy }).configuration.tasks.conversational;
      if (entry && unreadSource(ranking, entry.primary.provider)) {
        expect(next).toBe(entry);
      } else if (entry && next !== entry) {
        const isUnread = (choice: Choice) => unreadSource(ranking, choice.provider) !== undefined;
        expect(next?.fallbacks.filter(isUnread)).toEqual(entry.fallbacks.slice(0, policy.fallbacks).filter(isUnread));
      }
    }),
    { numRuns: 3_000 },
  );
});

it("takes nothing new from a source that could not be read", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, policy) => {
      const next = planFor({ entry, ranking, policy }).configuration.tasks.conversational;
      const before = entry ? [entry.primary, ...entry.fallbacks] : [];
      const added = next ? [next.primary, ...next.fallbacks].filter((each) => !before.includes(each)) : [];
      expect(added.filter((each) => unreadSource(ranking, each.provider))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

it("puts something elsewhere behind a primary wherever there is something that qualifies", () => {
  fc.assert(
    fc.property(rankings, policies, (ranking, policy) => {
      fc.pre(ranking.status === "complete" && policy.fallbacks > 0);
      const next = planFor({ ranking, policy }).configuration.tasks.conversational;
      if (!next) return;
      const place = ({ provider, host }: Pick<Choice, "provider" | "host">) => `${provider} ${host}`;
      const isElsewhere = (provider: string, hosts: readonly (string | null)[]) =>
        hosts.some((host) => place({ provider, host }) !== place(next.primary));
      const others = ranking.best.filter(
        ({ score, candidate, usableRoutes }) =>
          score >= 60 &&
          isElsewhere(
            candidate.provider,
            usableRoutes.map(({ host }) => host),
          ),
      );
      const places = next.fallbacks.map(place);
      expect(others.length === 0 || places.some((each) => each !== place(next.primary))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
