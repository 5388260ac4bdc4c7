import { existsSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CallOutcome, UsageRecord } from "../../src/domain/usage.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;
let store: OpenStore;

beforeAll(async () => {
  stage = setUpStores();
  store = await stage.open();
});
beforeEach(() => store.purge(testNow + 1));
afterAll(() => stage.end());

function record(count: number, facts: Partial<UsageRecord> = {}): void {
  for (let done = 0; done < count; done += 1) store.record(usageWith(facts));
}

const other = { provider: "ollama", model: "llama3.2:3b", version: null, host: null, interface: "chat" };

async function statsOf(facts: Partial<UsageRecord>[]) {
  for (const each of facts) store.record(usageWith(each));
  return (await store.stats({ task: null, days: 30 })).models;
}

describe("the statistics", () => {
  it("are empty, and make no file, where nothing was ever noted", async () => {
    expect(existsSync(stage.path)).toBe(false);
    expect(await store.stats({ task: null, days: 7 })).toEqual({ days: 7, keptSince: null, total: 0, models: [] });
    expect(await store.routeFacts()).toEqual([]);
    expect(existsSync(stage.path)).toBe(false);
  });

  it("count every outcome of a route, and none that did not occur", async () => {
    record(3);
    record(2, { outcome: "no-credit" });
    record(1, { outcome: "bad-request" });
    const { total, models } = await store.stats({ task: null, days: 30 });
    expect(total).toBe(6);
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({
      task: "conversational",
      provider: "huggingface",
      model: "maker/model",
      host: "novita",
      calls: 6,
      outcomes: {
        answered: 3,
        gone: 0,
        "no-credit": 2,
        busy: 0,
        refused: 0,
        broken: 0,
        timeout: 0,
        cancelled: 0,
        "bad-request": 1,
      },
    });
  });

  it("judge a model by the calls that it is to blame for alone", async () => {
    record(90);
    record(10, { outcome: "broken" });
    record(50, { outcome: "cancelled" });
    record(50, { outcome: "bad-request" });
    const [model] = (await store.stats({ task: null, days: 30 })).models;
    expect(model?.success.rate).toBe(0.9);
    // Wilson's interval of 90 in 100 with z = 1.96, as published tables have it: 0.826 to 0.945.
    expect(model?.success.lower).toBeCloseTo(0.8256, 4);
  });

  it("know no success of a model that was never to blame, and a bound of 0 where it always failed", async () => {
    const outcomes: CallOutcome[] = ["cancelled"];
    const [cancelled] = await statsOf(outcomes.map((outcome) => ({ outcome })));
    expect(cancelled?.success).toEqual({ rate: null, lower: null });
    const failed = (await statsOf([{ outcome: "busy", route: other }])).find(({ host }) => host === null);
    expect(failed?.success).toEqual({ rate: 0, lower: 0 });
  });

  it("take latency from answered calls, by nearest rank", async () => {
    for (let duration = 1; duration <= 100; duration += 1) store.record(usageWith({ durationMs: duration * 10 }));
    record(40, { outcome: "timeout", durationMs: 60_000 });
    const [model] = (await store.stats({ task: null, days: 30 })).models;
    expect(model?.latencyMs).toEqual({ p50: 500, p95: 950 });
  });

  it("have the one duration for both where a single call was answered, and none where none was", async () => {
    const [answered, failed] = await statsOf([{ durationMs: 7 }, { route: other, outcome: "gone" }]);
    expect(answered?.latencyMs).toEqual({ p50: 7, p95: 7 });
    expect(failed?.latencyMs).toEqual({ p50: null, p95: null });
  });

  it("add up the costs that are known, and keep an unknown cost apart from a cost of nothing", async () => {
    const unknown = { inputCost: null, outputCost: null };
    const models = await statsOf([
      { inputCost: 1_000, outputCost: 2_000 },
      { inputCost: null, outputCost: 4_000 },
      unknown,
      { route: other, ...unknown },
      { route: { ...other, model: "free" }, inputCost: 0, outputCost: 0 },
    ]);
    const costs = Object.fromEntries(models.map(({ model, costUsdNanos }) => [model, costUsdNanos]));
    expect(costs).toEqual({ "maker/model": 7_000, "llama3.2:3b": null, free: 0 });
  });

  it("stand by task, then most calls first, and calls for no task last", async () => {
    record(1, { route: other });
    record(3);
    record(5, { task: null });
    record(2, { task: "translation" });
    const { models } = await store.stats({ task: null, days: 30 });
    expect(models.map(({ task, calls }) => [task, calls])).toEqual([
      ["conversational", 3],
      ["conversational", 1],
      ["translation", 2],
      [null, 5],
    ]);
  });

  it("have a popularity score of calls times the rate of success times 100, and none where no success is known", async () => {
    record(90);
    record(9, { outcome: "broken" });
    record(4, { task: "translation" });
    record(3, { route: other, outcome: "cancelled" });
    const { models } = await store.stats({ task: null, days: 30 });
    expect(models.map(({ popularityScore }) => popularityScore)).toEqual([9_000, null, 400]);
  });

  it("can be of one task", async () => {
    record(2);
    record(3, { task: "translation" });
    const report = await store.stats({ task: "translation", days: 30 });
    expect(report.total).toBe(3);
    expect(report.models.map(({ task }) => task)).toEqual(["translation"]);
  });

  it("reach back so many days and no further", async () => {
    record(1, { at: testNow - 7 * dayMs });
    record(1, { at: testNow - 7 * dayMs - 1, durationMs: 5 });
    const [model] = (await store.stats({ task: null, days: 7 })).models;
    expect(model).toMatchObject({ calls: 1, latencyMs: { p50: 1_000 } });
    expect((await store.stats({ task: null, days: 8 })).total).toBe(2);
  });

  it("take an attempt that is noted twice once", async () => {
    const usage = usageWith();
    store.record(usage);
    await store.flush();
    store.record(usage);
    expect((await store.stats({ task: null, days: 30 })).total).toBe(1);
  });

  it("are not spoilt by numbers that are none", async () => {
    const [model] = await statsOf([
      { firstTokenMs: Number.NaN, durationMs: 12.6, inputCost: Number.POSITIVE_INFINITY },
    ]);
    expect(model).toMatchObject({ calls: 1, latencyMs: { p50: 13 }, costUsdNanos: 80_000 });
  });

  it("forget what has been purged", async () => {
    record(3, { at: testNow - 40 * dayMs });
    record(2);
    await store.flush();
    expect(await store.purge(testNow - 30 * dayMs)).toBe(3);
    expect((await store.stats({ task: null, days: 365 })).total).toBe(2);
  });
});
