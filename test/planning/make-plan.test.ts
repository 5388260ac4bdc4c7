import { describe, expect, it } from "vitest";
import { configurationSchema } from "../../src/domain/configuration.ts";
import type { TaskRanking } from "../../src/domain/evaluation.ts";
import { intentsOf } from "../../src/domain/intents.ts";
import { type ChoiceFacts, hashPlan, planSchema, type TaskDecision } from "../../src/domain/plan.ts";
import type { Choice } from "../../src/domain/route.ts";
import { type TaskName, taskNames } from "../../src/domain/task.ts";
import { changesOf, makePlan, planLifetimeMs } from "../../src/planning/make-plan.ts";
import { policyWith, testNow } from "../support/candidates.ts";
import { choiceOf, configurationOf, entryOf, planFor, rankingWith } from "../support/plans.ts";

const best = rankingWith([{ model: "maker/best", score: 90 }]);
const standing = entryOf(choiceOf("maker/standing"));

describe("a plan", () => {
  it("without a configuration to start from adds each task, with the intents and a valid file", () => {
    const rankings = new Map([
      ["conversational", best],
      ["translation", best],
    ] as const);
    const plan = makePlan({ base: null, rankings, policy: policyWith(), now: testNow, errors: ["a fault"] });
    expect(plan).toMatchObject({ baseHash: null, discovered: 2, qualified: 2, errors: ["a fault"] });
    expect(plan.decisions.map((each) => each.action)).toEqual(["add", "add"]);
    expect(configurationSchema.parse(plan.configuration)).toEqual(plan.configuration);
    expect(plan.configuration).toMatchObject({ schemaVersion: "1.0.0", intents: intentsOf(taskNames) });
  });

  it("expires after a day", () => {
    const plan = planFor({ ranking: best });
    expect(planLifetimeMs).toBe(24 * 60 * 60 * 1000);
    expect(plan).toMatchObject({ createdAt: "2026-11-21T03:00:00.000Z", expiresAt: "2026-11-22T03:00:00.000Z" });
  });

  it("leaves alone what it did not look at: other tasks, unknown keys, and people's order of intents", () => {
    const other = entryOf(choiceOf("maker/other"));
    const configuration = {
      ...configurationOf(standing),
      tasks: { conversational: standing, translation: other, "a-task-of-yesterday": other },
      intents: { conversation: ["text-generation", "conversational"], mine: ["translation"] },
      note: "ours",
    };
    const rankings = new Map([["conversational", best]] as const);
    const base = { configuration, hash: "base" };
    const plan = makePlan({ base, rankings, policy: policyWith(), now: testNow, errors: [] });
    expect(plan.configuration.tasks.translation).toBe(other);
    expect(plan.configuration.tasks["a-task-of-yesterday"]).toBe(other);
    expect(plan.configuration).toMatchObject({ note: "ours", revision: 7 });
    expect(plan.configuration.intents).toMatchObject({
      ...configuration.intents,
      code_generation: ["code-generation"],
    });
    expect(configuration.tasks.conversational).toBe(standing);
  });

  it("has no changes where everything stays", () => {
    const plan = planFor({ entry: standing, ranking: rankingWith([{ model: "maker/standing", score: 80 }]) });
    expect(changesOf(plan)).toEqual([]);
    expect(plan.configuration.tasks).toEqual({ conversational: standing });
  });

  it("decides each task by itself, so that one with a broken listing leaves the others alone", () => {
    const rankings = new Map([
      ["conversational", rankingWith([], { status: "partial", errors: ["the hub hung up"] })],
      ["translation", best],
    ] as const);
    const base = { configuration: configurationOf(standing), hash: "base" };
    const plan = makePlan({ base, rankings, policy: policyWith(), now: testNow, errors: [] });
    expect(plan.decisions.map((each) => each.action)).toEqual(["hold", "add"]);
    expect(plan.configuration.tasks.conversational).toBe(standing);
  });
});

describe("the facts of a plan", () => {
  const factsOf = (choice: Choice): ChoiceFacts => ({
    score: choice.score ?? 0,
    confidence: 0.5,
    components: { popularity: 50, performance: null, recency: null, compatibility: 70 },
    inputPrice: 100_000,
    outputPrice: 400_000,
    isFree: false,
    firstTokenMs: null,
    tokensPerSecond: null,
    contextLength: 131_072,
    licence: "apache-2.0",
    parameters: null,
    createdAt: null,
    evidence: [choice.model],
  });
  const rankings = new Map<TaskName, TaskRanking>([
    ["conversational", best],
    ["translation", rankingWith([{ model: "maker/standing", score: 80 }])],
    ["summarization", rankingWith([], { status: "partial" })],
    ["fill-mask", best],
    ["text-to-image", best],
  ]);
  const tasks = Object.fromEntries(
    (["conversational", "translation", "summarization", "text-to-image"] as const).map((task) => [task, standing]),
  );
  const plan = makePlan({
    base: { configuration: { ...configurationOf(null), tasks }, hash: "base" },
    rankings,
    policy: policyWith({ fallbacks: 0, steadiness: { misses: 1 }, tasks: { "text-to-image": { enabled: false } } }),
    now: testNow,
    errors: [],
    describe: (task, choice) => (task === "summarization" ? null : factsOf(choice)),
  });
  const decisionOf = (task: TaskName) => plan.decisions.find((each) => each.task === task);

  it("tell of both choices where one replaces, joins or leaves another, and null where nothing is known", () => {
    const { from, to } = decisionOf("conversational")?.facts ?? {};
    expect([from?.evidence, to?.evidence]).toEqual([["maker/standing"], ["maker/best"]]);
    expect(decisionOf("fill-mask")?.facts).toMatchObject({ from: null, to: { evidence: ["maker/best"] } });
    expect(decisionOf("text-to-image")?.facts).toMatchObject({ from: { evidence: ["maker/standing"] }, to: null });
    expect(decisionOf("summarization")).toMatchObject({ action: "hold", facts: { from: null, to: null } });
  });

  it("are left out of what is merely kept, so that the plan stays small", () => {
    expect(decisionOf("translation")).toMatchObject({ action: "keep" });
    expect(decisionOf("translation")).not.toHaveProperty("facts");
  });

  it("are covered by its hash, which fits a plan that is read again", () => {
    const read = planSchema.parse(JSON.parse(JSON.stringify(plan)));
    expect(hashPlan(read)).toBe(plan.hash);
    const [first, ...others] = plan.decisions;
    const { facts: _facts, ...bare } = first ?? {};
    expect(hashPlan({ ...plan, decisions: [bare as TaskDecision, ...others] })).not.toBe(plan.hash);
  });
});

describe("a plan's hash", () => {
  it("is the same for the same facts", () => {
    expect(planFor({ entry: standing, ranking: best }).hash).toBe(planFor({ entry: standing, ranking: best }).hash);
  });

  it("differs with the content, the configuration that it was made from, and the time", () => {
    const base = { configuration: configurationOf(standing), hash: "another" };
    const rankings = new Map([["conversational", best]] as const);
    const policy = policyWith({ fallbacks: 0 });
    const hashes = [
      planFor({ entry: standing, ranking: best }).hash,
      planFor({ entry: standing, ranking: rankingWith([{ model: "maker/best", score: 91 }]) }).hash,
      planFor({ entry: standing, ranking: rankingWith([{ model: "maker/best", score: 90, hosts: ["groq"] }]) }).hash,
      planFor({ entry: standing, ranking: best, now: testNow + 1 }).hash,
      makePlan({ base, rankings, policy, now: testNow, errors: [] }).hash,
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
