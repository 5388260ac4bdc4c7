import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyStoredPlan } from "../../src/pipeline/apply-plan.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { fixedSource, ill } from "../support/sources.ts";
import { setUpUpdate, type UpdateSetup } from "../support/update-setup.ts";

let setup: UpdateSetup;

beforeEach(() => {
  setup = setUpUpdate();
  setup.writePolicy({ verification: { enabled: false } });
});

afterEach(() => setup.remove());

const hub = (...models: string[]) => fixedSource({ name: "huggingface", models });
const broken = fixedSource({ name: "huggingface", models: ["maker/other"], error: ill("The Hub") });
const primary = async () => (await setup.configuration()).tasks.conversational?.primary.model;
const noted = async () =>
  (await setup.dependencies.steadiness.read()).missed.map(({ model, listings }) => [model, listings]);
const place = (model: string) => setup.place(entryOf(choiceOf(model)));

describe("a model that is not listed any more", () => {
  beforeEach(() => place("maker/standing"));

  it("is replaced by the second update that does not find it", async () => {
    const held = await setup.update([hub("maker/other")]);
    expect(held).toMatchObject({ outcome: "unchanged", tasks: [{ action: "hold" }] });
    expect(await setup.update([hub("maker/other")])).toMatchObject({
      outcome: "applied",
      tasks: [{ action: "replace" }],
    });
    expect(await primary()).toBe("maker/other");
  });

  it("begins anew where it was there in between", async () => {
    await setup.update([hub("maker/other")]);
    await setup.update([hub("maker/other", "maker/standing")]);
    expect(await noted()).toEqual([]);
    await setup.update([hub("maker/other")]);
    expect(await primary()).toBe("maker/standing");
  });

  it("is not counted by a dry run, nor by a listing that broke off", async () => {
    await setup.update([hub("maker/other")], { dryRun: true });
    expect(await noted()).toEqual([]);
    await setup.update([broken]);
    expect(await noted()).toEqual([]);
    await setup.update([hub("maker/other")]);
    await setup.update([broken]);
    expect(await noted()).toEqual([["maker/standing", 1]]);
    const { tasks } = await setup.update([hub("maker/other")], { dryRun: true });
    expect(tasks[0]).toMatchObject({ action: "replace" });
    expect(await primary()).toBe("maker/standing");
  });
});

describe("better models", () => {
  const better = (place: number) => ({
    model: `maker/model-${place}`,
    likes: 10 ** place,
    downloads: 10 ** (place + 1),
    createdAt: testNow - 40 * dayMs,
  });
  const listing = (best: number) =>
    fixedSource({ name: "huggingface", models: Array.from({ length: best + 1 }, (_each, at) => better(at)) });

  it("come to a task so often in a month as the policy says", async () => {
    setup.writePolicy({
      verification: { enabled: false },
      guards: { enabled: false },
      margin: 0,
      minimumScore: 0,
      steadiness: { changesPerMonth: 2 },
      weights: { popularity: 100, performance: 0, recency: 0, compatibility: 0 },
    });
    await setup.update([listing(0)]);
    for (const best of [1, 2]) expect(await setup.update([listing(best)])).toMatchObject({ outcome: "applied" });
    const third = await setup.update([listing(3)]);
    expect(third.tasks[0]).toMatchObject({ action: "keep", to: { model: "maker/model-2" } });
    expect(third.tasks[0]?.reason).toContain("this task has had a better model 2 times in the last 30 days");
    setup.clock.advance(30 * dayMs);
    await setup.update([listing(3)]);
    expect(await primary()).toBe("maker/model-3");
  });

  it("count when a plan is applied by hand, and not when it is made", async () => {
    const policy = { verification: { enabled: false }, guards: { enabled: false }, minimumScore: 0, margin: 0 };
    setup.writePolicy(policy);
    await setup.update([listing(0)]);
    setup.writePolicy({ ...policy, autoApply: false });
    const { planHash } = await setup.update([listing(3)]);
    expect((await setup.dependencies.steadiness.read()).improvements).toEqual([]);
    await applyStoredPlan(String(planHash), "command line", setup.dependencies);
    expect((await setup.dependencies.steadiness.read()).improvements).toMatchObject([{ task: "conversational" }]);
  });
});
