import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countAnswers } from "../../src/domain/answer-count.ts";
import { callRoles, type UsageRecord } from "../../src/domain/usage.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import type { Opinion } from "../../src/store/store.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { opinionWith } from "../support/opinion.ts";
import { randomUse } from "../support/random-use.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { usageWith } from "../support/usage-record.ts";

let stage: StoreStage;
let store: OpenStore;

beforeEach(async () => {
  stage = setUpStores();
  store = await stage.open();
});
afterEach(() => stage.end());

const { route } = usageWith();
const query = { task: "conversational", route, since: 0, limit: 100 } as const;

function byTime(a: UsageRecord, b: UsageRecord): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

function useOf({
  task,
  route: { model, host },
}: {
  task: string | null;
  route: { model: string; host: string | null };
}) {
  return `${task} ${model} ${host}`;
}

/** The plain way: every attempt with all that was said of it, and of each day what it adds to the count of those before. */
function plainDays(calls: readonly UsageRecord[], opinions: readonly Opinion[]) {
  const observations = calls.map(({ at, outcome, request, route: { model } }) => ({
    at,
    outcome,
    opinions: opinions.filter((each) => outcome === "answered" && each.request === request && each.model === model),
  }));
  const days = [...new Set(calls.map(({ at }) => at - (at % dayMs)))];
  return days.map((day) => {
    const before = countAnswers(observations.filter(({ at }) => at < day));
    const until = countAnswers(observations.filter(({ at }) => at < day + dayMs));
    const answered = calls.filter(({ at, outcome }) => outcome === "answered" && at - (at % dayMs) === day);
    const times = answered.map(({ firstTokenMs }) => firstTokenMs).filter((time) => time !== null);
    const firstTokenMs = Math.round(times.reduce((sum, time) => sum + time, 0) / times.length);
    return expect.objectContaining({ day, good: until.good - before.good, bad: until.bad - before.bad, firstTokenMs });
  });
}

describe("the attempts of a route", () => {
  it("are those of its task, model and host, whatever their role, the oldest first", async () => {
    for (const [place, role] of callRoles.entries()) store.record(usageWith({ at: testNow - place, role }));
    store.record(usageWith({ task: "translation" }));
    store.record(usageWith({ task: null }));
    store.record(usageWith({ route: { ...route, host: "groq" } }));
    store.record(usageWith({ route: { ...route, host: null } }));
    store.record(usageWith({ route: { ...route, model: "other/model" } }));
    store.record(usageWith({ at: testNow + 1, outcome: "timeout", route: { ...route, version: "v2" } }));
    const times = [-4, -3, -2, -1, 0].map((difference) => testNow + difference);
    expect(await store.observations(query)).toEqual([
      ...times.map((at) => ({ at, outcome: "answered", opinions: [] })),
      { at: testNow + 1, outcome: "timeout", opinions: [] },
    ]);
    expect(await store.observations({ ...query, route: { ...route, host: null } })).toHaveLength(1);
  });

  it("are those between two moments, and of these the newest", async () => {
    for (let at = testNow; at < testNow + 10; at += 1) store.record(usageWith({ at }));
    const between = { ...query, since: testNow + 2, until: testNow + 8 };
    const timesOf = async (limit: number) =>
      (await store.observations({ ...between, limit })).map(({ at }) => at - testNow);
    expect(await timesOf(100)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(await timesOf(2)).toEqual([6, 7]);
  });

  it("bring what people thought of the answers of this model, and of no other attempt at the request", async () => {
    const of = { request: "asked" };
    store.record(usageWith({ ...of, outcome: "busy" }));
    store.record(usageWith({ ...of, at: testNow + 1, attempt: 2 }));
    store.record(usageWith({ ...of, at: testNow + 2, attempt: 3, route: { ...route, model: "other/model" } }));
    await store.keepOpinion(opinionWith({ ...of, person: "telegram:1", at: testNow + 9, rating: -1 }));
    await store.keepOpinion(opinionWith({ ...of, person: "telegram:2", at: testNow + 8, rating: 0 }));
    const opinions = [
      { person: "telegram:2", at: testNow + 8, rating: 0 },
      { person: "telegram:1", at: testNow + 9, rating: -1 },
    ];
    expect(await store.observations(query)).toEqual([
      { at: testNow, outcome: "busy", opinions: [] },
      { at: testNow + 1, outcome: "answered", opinions },
    ]);
    const another = { ...query, route: { ...route, model: "other/model" } };
    expect(await store.observations(another)).toMatchObject([{ opinions: [] }]);
  });
});

describe("the use day by day", () => {
  it("is told of every route and task apart, with the time until the first token of what was answered", async () => {
    const first = { at: testNow, firstTokenMs: 200 };
    for (const at of [testNow, testNow - dayMs]) store.record(usageWith({ ...first, at }));
    store.record(usageWith({ ...first, firstTokenMs: 401 }));
    store.record(usageWith({ ...first, firstTokenMs: null }));
    store.record(usageWith({ ...first, firstTokenMs: 9_000, outcome: "timeout" }));
    store.record(usageWith({ ...first, firstTokenMs: null, task: "translation", route: { ...route, host: null } }));
    store.record(usageWith({ task: null }));
    const day = testNow - (testNow % dayMs);
    const { provider, model, host } = route;
    const use = { task: "conversational", provider, model, host, bad: 0 };
    const found = await store.useByDay(testNow - dayMs);
    expect(found.toSorted((a, b) => a.task.localeCompare(b.task))).toEqual([
      { ...use, day: day - dayMs, good: 1, firstTokenMs: 200 },
      { ...use, day, good: 3, bad: 1, firstTokenMs: 301 },
      { ...use, day, task: "translation", host: null, good: 1, firstTokenMs: null },
    ]);
    expect(await store.useByDay(testNow + 1)).toEqual([]);
  });

  it("counts one person's displeasure once a day, also where it is about answers of several days", async () => {
    for (const request of ["a", "b", "c"]) {
      const at = request === "a" ? testNow - dayMs : testNow;
      store.record(usageWith({ at, request }));
      await store.keepOpinion(opinionWith({ request, rating: -1, at: testNow }));
    }
    const found = await store.useByDay(0);
    expect(found.map(({ good, bad }) => [good, bad])).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });

  it("is for any use what the plain count of every single answer gives", async () => {
    const since = testNow - 4 * dayMs;
    const { calls, opinions } = randomUse({ seed: 7, from: since - dayMs, until: testNow, requests: 1_000 });
    for (const call of calls) store.record(call);
    for (const opinion of opinions) await store.keepOpinion(opinion);
    const wanted = calls.filter(({ at }) => at >= since).toSorted(byTime);
    const routes = Map.groupBy(wanted, useOf);
    expect(routes.size).toBe(8);
    const found = Map.groupBy(await store.useByDay(since), ({ host, ...day }) =>
      useOf({ ...day, route: { ...day, host } }),
    );
    for (const [name, ofRoute] of routes) {
      expect(found.get(name)).toEqual(plainDays(ofRoute, opinions));
    }
  });
});
