import { expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { Configuration } from "../../src/domain/configuration.ts";
import type { TaskRanking } from "../../src/domain/evaluation.ts";
import { nothingNoted, type SteadinessRecord } from "../../src/domain/steadiness.ts";
import { type TaskName, taskOf } from "../../src/domain/task.ts";
import { createEligibilityRules } from "../../src/evaluation/eligibility.ts";
import { createRankingCollector } from "../../src/evaluation/ranking.ts";
import { emptyConfiguration, makePlan } from "../../src/planning/make-plan.ts";
import { missedAfter } from "../../src/planning/misses.ts";
import { candidateWith, dayMs, policyWith, servedRoute, testNow } from "../support/candidates.ts";

const tasks: TaskName[] = ["conversational", "code-generation", "summarization"];
const nights = 365;

/** Numbers between 0 and 1 that are the same each time (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const hosts = ["novita", "together", "groq", "nscale"];

/** Thirty models that are what they are all the year: some of them are hard to tell apart. */
const models = Array.from({ length: 30 }, (_each, at) => ({
  model: `maker-${at % 7}/model-${at}-${8 + (at % 5) * 30}B`,
  parameters: (8 + (at % 5) * 30) * 1e9,
  createdAt: testNow - (40 + at * 17) * dayMs,
  usual: 20_000 * (1 + (at % 11)),
  hosts: hosts.filter((_host, place) => (at + place) % 3 !== 0),
}));

/** What one night's listing shows of them: some are missing, hosts flicker, counts drift. */
function listingOf(random: () => number): Candidate[] {
  const present = models.filter(() => random() > 0.03);
  return present.map(({ model, parameters, createdAt, usual, hosts: own }) =>
    candidateWith({
      model,
      parameters,
      createdAt,
      downloads: Math.round(usual * Math.exp((random() - 0.5) * 0.8)),
      likes: Math.round((usual / 100) * (0.95 + random() * 0.1)),
      tags: ["conversational"],
      routes: own.map((host) =>
        servedRoute({
          host,
          status: random() > 0.05 ? "live" : "error",
          outputPrice: Math.round(400_000 * (0.8 + random() * 0.4)),
          tokensPerSecond: Math.round(40 + random() * 60),
        }),
      ),
    }),
  );
}

function rankingOf(task: TaskName, listing: readonly Candidate[], { configuration, now }: Night): TaskRanking {
  const rules = createEligibilityRules({ name: task, task: taskOf(task), policy, held: [], now });
  const entry = configuration.tasks[task];
  const watched = entry ? [entry.primary, ...entry.fallbacks] : [];
  const collector = createRankingCollector({ rules, watched, keep: 50 });
  for (const each of listing) collector.add(each);
  const sources = [{ source: "huggingface", status: "complete" as const, errors: [] }];
  return collector.finish({ status: "complete", errors: [], sources, discovered: listing.length });
}

const policy = policyWith({ verification: { enabled: false }, minimumScore: 0 });

interface Night {
  configuration: Configuration;
  now: number;
}

/** How often each task gets another model in a year in which none gets better. */
function changesInAYear(seed: number, steadiness: Partial<typeof policy.steadiness> = {}): Map<TaskName, number> {
  const random = createRandom(seed);
  const steady = { ...policy, steadiness: { ...policy.steadiness, ...steadiness } };
  const changes = new Map(tasks.map((task) => [task, 0]));
  let configuration = emptyConfiguration(testNow);
  let record: SteadinessRecord = nothingNoted;
  for (let night = 0; night < nights; night += 1) {
    const now = testNow + night * dayMs;
    const listing = listingOf(random);
    const rankings = new Map(tasks.map((task) => [task, rankingOf(task, listing, { configuration, now })]));
    const base = { configuration, hash: "base" };
    const plan = makePlan({ base, rankings, policy: steady, record, now, errors: [] });
    const missed = missedAfter({ configuration, rankings, policy: steady, record });
    const better = plan.decisions.filter(({ gain }) => gain !== undefined);
    const at = new Date(now).toISOString();
    record = { missed, improvements: [...record.improvements, ...better.map(({ task }) => ({ task, at }))] };
    for (const { task, action } of plan.decisions) {
      if (action === "replace") changes.set(task as TaskName, (changes.get(task as TaskName) ?? 0) + 1);
    }
    ({ configuration } = plan);
  }
  return changes;
}

it.each([1, 2, 3])(
  "gives a task another model at most every other month in a year in which none gets better (seed %d)",
  (seed) => {
    for (const [task, changes] of changesInAYear(seed)) {
      expect(changes, task).toBeLessThanOrEqual(6);
    }
  },
);

it("would change far more often without patience", () => {
  const total = (changes: ReadonlyMap<TaskName, number>) => [...changes.values()].reduce((sum, each) => sum + each, 0);
  expect(total(changesInAYear(1, { misses: 1 }))).toBeGreaterThan(3 * total(changesInAYear(1)));
});
