import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LockHeldError } from "../../../src/shared/process-lock.ts";
import { servedRoute } from "../../support/candidates.ts";
import { checkWith } from "../../support/watch-check.ts";
import { routeOn, setWatchStage, type WatchStage } from "../../support/watch-stage.ts";

let stage: WatchStage;

beforeEach(async () => {
  stage = await setWatchStage();
});

afterEach(() => stage.end());

const halfHour = 30 * 60_000;
const look = () => stage.round("availability");
const calledModels = () => stage.called.map(({ route }) => route.model);
const stateOf = async (model: string) => (await stage.report()).routes.find(({ route }) => route.model === model);

describe("a look at what is configured", () => {
  it("calls a first choice that nobody has used with one token, and of a fallback asks the catalogue alone", async () => {
    expect(await look()).toEqual([]);
    expect(stage.called).toMatchObject([{ route: { model: "a/first" }, options: { max_tokens: 1 } }]);
    expect(await stage.checks()).toMatchObject([
      { kind: "availability", route: { model: "a/first" }, outcome: "up", calls: 1 },
      { kind: "availability", route: { model: "b/second" }, outcome: "up", calls: 0 },
    ]);
  });

  it("does not call what people were answered by since the last look", async () => {
    await stage.use(routeOn("a/first"), { good: 1, bad: 0 });
    await look();
    expect(calledModels()).toEqual([]);
    expect(await stateOf("a/first")).toMatchObject({ state: "up" });
    stage.setup.clock.advance(halfHour);
    await look();
    expect(calledModels()).toEqual(["a/first"]);
  });

  it("calls what people were not answered by", async () => {
    await stage.use(routeOn("a/first"), { good: 0, bad: 1 });
    await look();
    expect(calledModels()).toEqual(["a/first"]);
  });

  it("calls a route once that several tasks share", async () => {
    await stage.choose({ conversational: ["a/first"], "text-generation": ["a/first"], translation: ["b/second"] });
    await look();
    expect(calledModels().sort()).toEqual(["a/first", "b/second"]);
  });

  it("calls nothing that makes files: the catalogue is asked", async () => {
    await stage.choose({ "text-to-image": ["p/painter"] });
    stage.catalogue["p/painter"] = {};
    await stage.choose({ conversational: ["a/first"] });
    await look();
    expect(calledModels()).toEqual(["a/first"]);
  });

  it("calls what has just failed people, however dear that is, and repairs it", async () => {
    stage.setup.writePolicy({ watching: { dailyBudget: 0 } });
    await stage.use(routeOn("a/first"), { good: 0, bad: 1 });
    stage.manners["a/first"] = "broken";
    expect(await look()).toMatchObject([{ kind: "replaced", to: { model: "b/second" } }]);
  });

  it("tells what is only listed from what has answered", async () => {
    await look();
    expect(await stateOf("a/first")).toMatchObject({ state: "up", reason: null });
    expect(await stateOf("b/second")).toMatchObject({ state: "up", reason: "is in its catalogue, and was not called" });
  });

  it("goes by the catalogues alone where it may cost nothing", async () => {
    stage.setup.writePolicy({ watching: { dailyBudget: 0 } });
    expect(await look()).toEqual([]);
    expect(calledModels()).toEqual([]);
    expect(await stateOf("a/first")).toMatchObject({ state: "up" });
  });

  it("goes on by the catalogues where the day's money is used up, and says so once", async () => {
    const spent = { ...checkWith({ at: stage.setup.clock.now() }), costUsdNanos: 1_990_000 };
    await stage.store.keepChecks([spent]);
    expect(await look()).toMatchObject([{ kind: "budget-spent", severity: "info" }]);
    expect(calledModels()).toEqual([]);
    expect(await stateOf("a/first")).toMatchObject({ state: "up" });
    stage.setup.clock.advance(halfHour);
    expect(await look()).toEqual([]);
  });

  it("does nothing where watching is turned off", async () => {
    stage.setup.writePolicy({ watching: { enabled: false } });
    await look();
    expect(stage.called).toEqual([]);
    expect(await stage.checks()).toEqual([]);
  });
});

describe("a first choice that does not answer any more", () => {
  it("gives its place to its fallback within one look, and people are told why", async () => {
    stage.manners["a/first"] = "timeout";
    const events = await look();
    expect(await stage.models()).toEqual(["b/second", "a/first"]);
    expect(events).toMatchObject([
      {
        kind: "replaced",
        task: "conversational",
        severity: "warning",
        from: { model: "a/first" },
        to: { model: "b/second" },
        reason: "did not answer in time",
      },
    ]);
    const [entry] = await stage.setup.dependencies.history.list();
    expect(entry).toMatchObject({ kind: "repair", trigger: "watch", success: true, updated: 1 });
    expect((await stage.setup.configuration()).tasks.conversational?.reason).toBe(
      "a/first on novita did not answer in time, so what stood behind it took its place.",
    );
  });

  it("is asked three times, some seconds apart, before it is believed", async () => {
    stage.manners["a/first"] = "busy";
    await look();
    expect(calledModels().filter((model) => model === "a/first")).toHaveLength(3);
    expect(stage.setup.clock.waits).toEqual(expect.arrayContaining([10_000, 30_000]));
  });

  it("keeps its place where it answers the second time", async () => {
    stage.manners["a/first"] = ["busy"];
    expect(await look()).toEqual([]);
    expect(calledModels()).toEqual(["a/first", "a/first"]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("leaves the configuration at once where its host says that it is gone, and is believed at once", async () => {
    stage.manners["a/first"] = "gone";
    await look();
    expect(calledModels().filter((model) => model === "a/first")).toHaveLength(1);
    expect(await stage.models()).toEqual(["b/second"]);
  });

  it("stays as long as it answers, whatever the catalogue says", async () => {
    delete stage.catalogue["a/first"];
    expect(await look()).toEqual([]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("that is dear to call goes by its catalogue", async () => {
    await stage.choose({ "text-to-image": ["p/painter", "q/painter"] });
    stage.catalogue["q/painter"] = { routes: [servedRoute({ host: "novita" })] };
    await look();
    expect((await stage.setup.configuration()).tasks["text-to-image"]?.primary.model).toBe("q/painter");
  });

  it("gives way to the first of its fallbacks that answers now, and rightly", async () => {
    await stage.choose({ conversational: ["a/first", "b/second", "c/third"] });
    stage.manners["a/first"] = "broken";
    stage.manners["b/second"] = "wrong";
    await look();
    expect(await stage.models()).toEqual(["c/third", "b/second", "a/first"]);
  });

  it("is not held where it is certainly gone there: another host may well be chosen", async () => {
    stage.manners["a/first"] = "gone";
    await look();
    expect(await stage.setup.dependencies.holds.list()).toEqual([]);
  });

  it("gives way to a fallback that answers shortly, where the task's own question may cost too much", async () => {
    const { probes } = stage.dependencies.proving ?? {};
    const table = await probes?.();
    const dear = { ...table?.conversational, smoke: { ...table?.conversational.smoke, maximumTokens: 1_000_000 } };
    Object.assign(stage.dependencies, {
      proving: { ...stage.dependencies.proving, probes: async () => ({ ...table, conversational: dear }) },
    });
    stage.manners["a/first"] = "broken";
    expect(await look()).toMatchObject([{ kind: "replaced", to: { model: "b/second" } }]);
  });

  it("is not brought back by the next night: it is held for a day", async () => {
    stage.manners["a/first"] = "broken";
    await look();
    const [hold] = await stage.setup.dependencies.holds.list();
    expect(hold).toMatchObject({ task: "conversational", model: "a/first" });
  });

  it("is replaced for all its tasks in one revision", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"], translation: ["a/first", "c/third"] });
    stage.manners["a/first"] = "broken";
    expect(await look()).toMatchObject([
      { kind: "replaced", task: "conversational", revision: 3, to: { model: "b/second" } },
      { kind: "replaced", task: "translation", revision: 3, to: { model: "c/third" } },
    ]);
  });

  it("is replaced for its task alone", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"], translation: ["c/third", "b/second"] });
    stage.manners["a/first"] = "broken";
    await look();
    const { tasks } = await stage.setup.configuration();
    expect([tasks.conversational?.primary.model, tasks.translation?.primary.model]).toEqual(["b/second", "c/third"]);
  });

  it("keeps its place where a person has pinned it, who is told", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"] }, { origin: "pin" });
    stage.manners["a/first"] = "broken";
    stage.catalogue["b/second"] = {};
    await stage.choose({ translation: ["b/second"] });
    expect(await look()).toMatchObject([{ kind: "no-substitute", reason: expect.stringContaining("it is pinned") }]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("keeps its place where the policy pins the task, although no update has followed it yet", async () => {
    stage.setup.writePolicy({ tasks: { conversational: { pin: { model: "a/first" } } } });
    stage.manners["a/first"] = "broken";
    expect(await look()).toMatchObject([{ kind: "no-substitute", reason: expect.stringContaining("it is pinned") }]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("does not give its place to what the policy ignores by now", async () => {
    await stage.choose({ conversational: ["a/first", "b/second", "c/third"] });
    stage.setup.writePolicy({ tasks: { conversational: { ignore: ["b/second"] } } });
    stage.manners["a/first"] = "broken";
    await look();
    expect((await stage.models())[0]).toBe("c/third");
  });

  it("keeps its place while changes are paused, and people are told once", async () => {
    stage.isPaused = true;
    stage.manners["a/first"] = "broken";
    expect(await look()).toMatchObject([{ kind: "no-substitute", reason: expect.stringContaining("paused") }]);
    stage.setup.clock.advance(halfHour);
    expect(await look()).toEqual([]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("is told once where nothing behind it answers, and again when that happens anew", async () => {
    await stage.choose({ translation: ["c/third"] });
    Object.assign(stage.manners, { "a/first": "broken", "b/second": "broken" });
    expect(await look()).toMatchObject([{ kind: "no-substitute", severity: "critical", task: "conversational" }]);
    stage.setup.clock.advance(halfHour);
    expect(await look()).toEqual([]);
    stage.manners = {};
    stage.setup.clock.advance(halfHour);
    expect(await look()).toEqual([]);
    Object.assign(stage.manners, { "a/first": "broken", "b/second": "broken" });
    stage.setup.clock.advance(halfHour);
    expect(await look()).toMatchObject([{ kind: "no-substitute" }]);
  });

  it("is not told again on the next day because there was no money to ask it for some hours", async () => {
    await stage.choose({ translation: ["c/third"] });
    Object.assign(stage.manners, { "a/first": "broken", "b/second": "broken" });
    expect(await look()).toMatchObject([{ kind: "no-substitute" }]);
    stage.setup.clock.advance(halfHour);
    await stage.store.keepChecks([{ ...checkWith({ at: stage.setup.clock.now() }), costUsdNanos: 1_999_999 }]);
    expect((await look()).filter(({ kind }) => kind !== "budget-spent")).toEqual([]);
    stage.setup.clock.advance(86_400_000);
    expect(await look()).toEqual([]);
  });

  it("is found within a minute where people get no answer", async () => {
    await look();
    stage.setup.clock.advance(6 * 60_000);
    stage.manners["a/first"] = "broken";
    await stage.use(routeOn("a/first"), { good: 0, bad: 3 });
    expect(await stage.round("judgement")).toMatchObject([{ kind: "replaced" }]);
    expect((await stage.models())[0]).toBe("b/second");
  });

  it("is told after a loss of power right after the change, once", async () => {
    stage.manners["a/first"] = "broken";
    await look();
    for (const { key, version } of await stage.store.notes("event")) {
      await stage.store.writeNote({ kind: "event", key, body: null, expected: version, at: 0 });
    }
    stage.setup.clock.advance(halfHour);
    expect(await look()).toMatchObject([{ kind: "replaced", from: { model: "a/first" } }]);
    expect(await look()).toEqual([]);
  });
});

describe("what was told", () => {
  it("is not told again when it is no longer kept, however short a time that is", async () => {
    stage.manners["a/first"] = "broken";
    await look();
    stage.setup.clock.advance(26 * 2 * halfHour);
    await stage.store.purge(stage.setup.clock.now() - 86_400_000);
    expect(await stage.store.notes("event")).toEqual([]);
    expect(await look()).toEqual([]);
  });
});

describe("a host that flickers", () => {
  it("changes the configuration once: what took its place stays", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"] });
    for (let round = 0; round < 20; round += 1) {
      if (round % 2 === 0) stage.manners["a/first"] = "busy";
      else delete stage.manners["a/first"];
      await look();
      stage.setup.clock.advance(halfHour);
    }
    const repairs = (await stage.setup.dependencies.history.list()).filter(({ kind }) => kind === "repair");
    expect(repairs).toHaveLength(1);
    expect((await stage.models())[0]).toBe("b/second");
  });

  it("and another one that does, too, change it three times a day at the most", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"] });
    for (let round = 0; round < 40; round += 1) {
      stage.manners = round % 2 === 0 ? { "a/first": "busy" } : { "b/second": "busy" };
      await look();
      stage.setup.clock.advance(halfHour);
    }
    const repairs = (await stage.setup.dependencies.history.list()).filter(({ kind }) => kind === "repair");
    expect(repairs).toHaveLength(3);
  });
});

describe("an outage of everything", () => {
  it("changes nothing and is told once, and that it is over", async () => {
    Object.assign(stage.manners, { "a/first": "busy", "b/second": "busy" });
    expect(await look()).toMatchObject([{ kind: "outage", severity: "critical" }]);
    for (let round = 0; round < 3; round += 1) {
      stage.setup.clock.advance(halfHour);
      expect(await look()).toEqual([]);
    }
    expect(await stage.models()).toEqual(["a/first", "b/second"]);
    stage.manners = {};
    stage.setup.clock.advance(halfHour);
    expect(await look()).toMatchObject([{ kind: "outage-over", severity: "info" }]);
    expect(await look()).toEqual([]);
  });

  it("is one although there are choices that only a catalogue speaks of, which cannot be read either", async () => {
    await stage.choose({ "text-to-image": ["p/painter"] });
    Object.assign(stage.manners, { "a/first": "busy", "b/second": "busy" });
    Object.assign(stage.dependencies, { catalogues: () => ({ catalogues: [], unknown: [] }) });
    expect(await look()).toMatchObject([{ kind: "outage", severity: "critical" }]);
    stage.setup.clock.advance(halfHour);
    expect(await look()).toEqual([]);
  });

  it("is not over because nothing is asked any more, and is not told again on the next day", async () => {
    Object.assign(stage.manners, { "a/first": "no-credit", "b/second": "no-credit" });
    expect(await look()).toMatchObject([{ kind: "outage" }]);
    stage.setup.clock.advance(halfHour);
    await stage.store.keepChecks([{ ...checkWith({ at: stage.setup.clock.now() }), costUsdNanos: 1_999_999 }]);
    expect((await look()).filter(({ kind }) => kind !== "budget-spent")).toEqual([]);
    stage.setup.clock.advance(86_400_000);
    expect(await look()).toEqual([]);
    stage.manners = {};
    stage.setup.clock.advance(halfHour);
    expect(await look()).toMatchObject([{ kind: "outage-over" }]);
  });

  it("is known as one although people were answered some minutes ago", async () => {
    await stage.choose({ conversational: ["a/first", "b/second"], translation: ["c/third", "b/second"] });
    await stage.use(routeOn("a/first"), { good: 2, bad: 0 });
    Object.assign(stage.manners, { "a/first": "busy", "b/second": "busy", "c/third": "busy" });
    expect(await look()).toMatchObject([{ kind: "outage" }]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("is none where something behind answers: then it is the first choice that fails", async () => {
    stage.manners["a/first"] = "busy";
    expect(await look()).toMatchObject([{ kind: "replaced" }]);
  });

  it("without credit is told as what it is", async () => {
    Object.assign(stage.manners, { "a/first": "no-credit", "b/second": "no-credit" });
    expect(await look()).toMatchObject([{ kind: "outage", reason: "the account has no credit left" }]);
    expect(await stateOf("a/first")).toMatchObject({ state: "unknown" });
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("without a key nothing is held against anybody", async () => {
    stage.lacks = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    expect(await look()).toEqual([]);
    expect(await stateOf("a/first")).toMatchObject({ state: "unknown", reason: stage.lacks });
  });
});

describe("a look that meets trouble", () => {
  it("ends although a model never answers", async () => {
    // A second passes in a millisecond.
    Object.assign(stage.setup.clock, {
      after(milliseconds: number, act: () => void) {
        const timer = setTimeout(act, milliseconds / 1_000);
        return () => clearTimeout(timer);
      },
    });
    stage.manners["a/first"] = "never";
    expect(await look()).toMatchObject([{ kind: "replaced", reason: "did not answer in time" }]);
  });

  it("takes a rest after faults for one of them, and does not wait for its end", async () => {
    stage.manners["a/first"] = { rests: "broken" };
    expect(await look()).toMatchObject([{ kind: "replaced" }]);
  });

  it("goes on where the catalogue cannot be asked", async () => {
    Object.assign(stage.dependencies, { catalogues: () => ({ catalogues: [], unknown: [] }) });
    expect(await look()).toEqual([]);
    expect(await stateOf("a/first")).toMatchObject({ state: "up" });
    expect(await stateOf("b/second")).toMatchObject({ state: "unknown" });
  });

  it("waits for an update that is under way before it changes anything", async () => {
    stage.manners["a/first"] = "broken";
    const { lockRuns } = stage.dependencies;
    const seen: unknown[] = [];
    Object.assign(stage.dependencies, {
      async lockRuns(purpose: string) {
        seen.push((await stage.models())[0]);
        if (seen.length < 4) throw new LockHeldError("An update is running.", null);
        return await lockRuns(purpose);
      },
    });
    await look();
    expect(seen).toEqual(["a/first", "a/first", "a/first", "a/first"]);
    expect((await stage.models())[0]).toBe("b/second");
  });

  it("is not done twice: one of two processes leaves it to the other", async () => {
    stage.manners["a/first"] = "broken";
    const { signal } = new AbortController();
    const outcomes = await Promise.allSettled([look(), stage.another().round("availability", signal)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await stage.setup.dependencies.history.list()).filter(({ kind }) => kind === "repair")).toHaveLength(1);
  });
});
