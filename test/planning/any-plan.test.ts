import fc from "fast-check";
import { expect, it } from "vitest";
import { configurationSchema, type TaskConfiguration } from "../../src/domain/configuration.ts";
import { mayBeChosen, type TaskRanking } from "../../src/domain/evaluation.ts";
import { hashPlan, planSchema } from "../../src/domain/plan.ts";
import { type Choice, choiceOrigins, isSameModel, isSameRoute } from "../../src/domain/route.ts";
import { changesOf } from "../../src/planning/make-plan.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { type Contender, choiceOf, entryOf, planFor, rankingWith, verdictOf } from "../support/plans.ts";

const models = ["maker/a", "maker/b", "Qwen/Qwen3-c", "maker/d", "microsoft/Phi-e", "maker/f"] as const;
const hosts = ["novita", "groq", "together", "nscale"] as const;
const score = fc.double({ min: 0, max: 100, noNaN: true }).map((each) => Math.round(each * 100) / 100);
const usedHosts = fc.shuffledSubarray([...hosts], { minLength: 1 });

const facts = fc.record({
  score,
  hosts: usedHosts,
  standing: fc.constantFrom("free", "free", "free", "gated", "held"),
  interface: fc.constantFrom("chat", "chat", "chat", "text-generation"),
  uncertainty: fc.constantFrom(0, 0, 2.5, 8),
  outcome: fc.constantFrom("passed", "unproven", null),
});
type Facts = { standing: string; outcome: "passed" | "unproven" | null } & Omit<Contender, "model">;
function toContender(model: string, { standing, outcome, ...facts }: Facts): Contender {
  const rest = { ...facts, verdict: outcome && verdictOf(model, outcome) };
  if (standing === "gated") return { ...rest, model, reasons: ["it is gated"] };
  return standing === "held" ? { ...rest, model, reasons: ["it was rolled back"], isHeld: true } : { ...rest, model };
}
const rankings: fc.Arbitrary<TaskRanking> = fc
  .record({
    listed: fc.shuffledSubarray([...models]),
    facts: fc.array(facts, { minLength: models.length, maxLength: models.length }),
    status: fc.constantFrom<TaskRanking["status"]>("complete", "complete", "complete", "partial", "empty"),
  })
  .map(({ listed, facts, status }) =>
    rankingWith(
      listed.flatMap((model, at) => (facts[at] ? toContender(model, facts[at]) : [])),
      { status },
    ),
  );

const choices: fc.Arbitrary<Choice> = fc
  .record({
    model: fc.constantFrom(...models, "maker/gone"),
    host: fc.option(fc.constantFrom(...hosts), { nil: null }),
    origin: fc.constantFrom(...choiceOrigins),
    interface: fc.constantFrom("chat", "text-generation"),
  })
  .map(({ model, ...rest }) => choiceOf(model, rest));
const entries = fc.option(
  fc.record({ primary: choices, fallbacks: fc.array(choices, { maxLength: 3 }) }).map(({ primary, fallbacks }) => {
    const others = fallbacks.filter((each) => !isSameRoute(each, primary));
    return { ...entryOf(primary, others), note: "ours" };
  }),
  { nil: null },
);
const policies = fc.record({
  margin: fc.constantFrom(0, 0.05, 3, 10),
  minimumScore: fc.constantFrom(0, 60, 90),
  fallbacks: fc.integer({ min: 0, max: 4 }),
  steadiness: fc.record({ misses: fc.constantFrom(1, 2) }),
  verification: fc.record({
    enabled: fc.boolean(),
    unverified: fc.constantFrom("never", "if-nothing-else", "always"),
  }),
  pin: fc.option(
    fc.record({
      model: fc.constantFrom(...models, "maker/gone"),
      host: fc.option(fc.constantFrom(...hosts), { nil: null }),
    }),
    { nil: null, freq: 4 },
  ),
});

const task = "text-generation";
const choicesOf = (entry: TaskConfiguration | undefined | null) => (entry ? [entry.primary, ...entry.fallbacks] : []);

it("always leaves a valid plan and a valid configuration", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, { pin, ...rest }) => {
      const plan = planFor({ entry, ranking, policy: { ...rest, tasks: { [task]: { pin } } }, task });
      expect(configurationSchema.parse(plan.configuration)).toEqual(plan.configuration);
      const stored = planSchema.parse(JSON.parse(JSON.stringify(plan)));
      expect(stored).toEqual(plan);
      expect(hashPlan(stored)).toBe(plan.hash);
      const next = plan.configuration.tasks[task];
      for (const fallback of next?.fallbacks ?? [])
        expect(isSameRoute(fallback, next?.primary ?? fallback)).toBe(false);
      if (entry) expect(next).toMatchObject({ note: "ours" });
    }),
    { numRuns: 2_000 },
  );
});

it("names nothing new that may not be chosen, is below the minimum or is not served there, but for pins", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, { pin, ...rest }) => {
      const plan = planFor({ entry, ranking, policy: { ...rest, tasks: { [task]: { pin } } }, task });
      const next = plan.configuration.tasks[task];
      const added = choicesOf(next).filter((choice) => choice.origin !== "pin" && !choicesOf(entry).includes(choice));
      for (const choice of added) {
        const found = ranking.find(choice);
        expect(found?.usableRoutes.some((route) => route.host === choice.host)).toBe(true);
        // Other hosts of what stands, or is pinned, need not qualify anew.
        const leaders = [entry?.primary, next?.primary].filter((leader) => leader !== undefined && leader !== choice);
        if (leaders.some((leader) => leader && isSameModel(leader, choice))) continue;
        expect(found && mayBeChosen(found) && found.score >= rest.minimumScore).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("never changes anything after a listing that broke off or was empty, but for what the policy pins", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, { pin: _pin, ...policy }) => {
      fc.pre(ranking.status !== "complete");
      const plan = planFor({ entry, ranking, policy, task });
      expect(changesOf(plan)).toEqual([]);
      expect(plan.configuration.tasks[task]).toBe(entry ?? undefined);
    }),
    { numRuns: 1_000 },
  );
});

it("has nothing left to do when the same facts are seen again", () => {
  fc.assert(
    fc.property(entries, rankings, policies, (entry, ranking, { pin, ...rest }) => {
      const policy = { ...rest, tasks: { [task]: { pin } } };
      const first = planFor({ entry, ranking, policy, task }).configuration.tasks[task] ?? null;
      const second = planFor({ entry: first, ranking, policy, task, now: testNow + dayMs });
      expect(changesOf(second)).toEqual([]);
      expect(second.configuration.tasks[task]).toBe(first ?? undefined);
    }),
    { numRuns: 3_000 },
  );
});

it("names no model twice on the same host", () => {
  fc.assert(
    fc.property(rankings, policies, (ranking, { pin: _pin, ...policy }) => {
      const next = planFor({ ranking, policy, task }).configuration.tasks[task];
      const routes = choicesOf(next).map((each) => `${each.model} on ${each.host}`);
      expect(new Set(routes).size).toBe(routes.length);
    }),
    { numRuns: 1_000 },
  );
});
