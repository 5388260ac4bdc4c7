import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LockHeldError } from "../../../src/shared/process-lock.ts";
import { opinionWith } from "../../support/opinion.ts";
import { usageWith } from "../../support/usage-record.ts";
import { routeOn, setWatchStage, type WatchStage } from "../../support/watch-stage.ts";

let stage: WatchStage;

beforeEach(async () => {
  stage = await setWatchStage();
  await stage.choose({ conversational: ["a/first", "b/second"], translation: ["c/third"] });
  await stage.round("judgement");
});

afterEach(() => stage.end());

const minute = 60_000;
const day = 86_400_000;
const judge = async () => {
  stage.setup.clock.advance(minute);
  return await stage.round("judgement");
};
const probations = async () => (await stage.report()).probations.filter(({ task }) => task === "conversational");
const [first, fresh] = [routeOn("a/first"), routeOn("n/new")];

/** An update puts n/new in the place of a/first, which has answered people well. */
async function switchOver(record = { good: 190, bad: 10 }): Promise<void> {
  await stage.use(first, record);
  await stage.choose({ conversational: ["n/new", "a/first"] });
  await judge();
}

describe("a new choice of an update", () => {
  it("is on probation, measured by the record of what it has replaced", async () => {
    await switchOver();
    expect(await probations()).toMatchObject([
      {
        task: "conversational",
        route: fresh,
        incumbent: first,
        record: { good: 190, bad: 10 },
        test: { answers: 0, mostAnswers: 200, incumbentSuccess: { rate: 0.95 }, challengerSuccess: null },
      },
    ]);
  });

  it("that does clearly worse in use is rolled back by itself, alone, and people are told in numbers", async () => {
    await switchOver();
    await stage.choose({ translation: ["b/second"] });
    await stage.use(fresh, { good: 2, bad: 8 });
    const events = await judge();
    expect(events).toMatchObject([
      {
        kind: "rolled-back",
        severity: "warning",
        task: "conversational",
        from: fresh,
        to: first,
        test: { answers: 10, challenger: { good: 2, bad: 8 }, incumbentSuccess: { rate: 0.95 } },
      },
    ]);
    const { tasks } = await stage.setup.configuration();
    expect([tasks.conversational?.primary.model, tasks.translation?.primary.model]).toEqual(["a/first", "b/second"]);
    expect(await probations()).toEqual([]);
    const [entry] = await stage.setup.dependencies.history.list();
    expect(entry).toMatchObject({ kind: "rollback", trigger: "watch", restoredTask: "conversational" });
    expect(await stage.setup.dependencies.holds.list()).toMatchObject([{ model: "n/new" }]);
    expect(await judge()).toEqual([]);
  });

  it("does not fall with a hiccup: two failures in a row are not enough, five are", async () => {
    await switchOver();
    await stage.use(fresh, { good: 0, bad: 2 });
    expect(await judge()).toEqual([]);
    await stage.use(fresh, { good: 0, bad: 3 });
    expect(await judge()).toMatchObject([{ kind: "rolled-back" }]);
  });

  it("that is clearly fine ends its probation, which people are told when it suits them", async () => {
    await switchOver();
    await stage.use(fresh, { good: 120, bad: 3 });
    expect(await judge()).toMatchObject([{ kind: "probation-passed", severity: "info", route: fresh }]);
    expect(await probations()).toEqual([]);
    expect((await stage.models())[0]).toBe("n/new");
  });

  it("is never promoted by silence: after two weeks with little use people are told that it is open, once", async () => {
    await switchOver();
    await stage.use(fresh, { good: 15, bad: 0 });
    for (let days = 1; days <= 30; days += 1) {
      stage.setup.clock.advance(day);
      await stage.round("availability");
      const events = await judge();
      const expected = days === 14 ? [{ kind: "probation-undecided", days: 14, test: { answers: 15 } }] : [];
      expect(events).toMatchObject(expected);
    }
    expect(await probations()).toHaveLength(1);
  });

  it("that people hardly use is asked questions, and rolled back where it fails them", async () => {
    stage.setup.writePolicy({ watching: { dailyBudget: 1 } });
    await switchOver();
    stage.manners["n/new"] = "wrong";
    const events = [];
    for (let look = 0; look < 12; look += 1) {
      stage.setup.clock.advance(30 * minute);
      await stage.round("availability");
      events.push(...(await judge()));
    }
    expect(events).toMatchObject([{ kind: "rolled-back", test: { answers: 0 } }]);
    const questions = (await stage.checks()).filter(({ kind }) => kind === "probation");
    expect(questions.length).toBeLessThanOrEqual(6);
    expect(questions[0]).toMatchObject({ task: "conversational", outcome: "down", asked: 1, right: 0 });
  });

  it("that is asked a question is not called besides to see whether it is there", async () => {
    stage.setup.writePolicy({ watching: { dailyBudget: 1 } });
    await switchOver();
    stage.setup.clock.advance(30 * minute);
    stage.called.length = 0;
    await stage.round("availability");
    expect(stage.called.filter(({ route }) => route.model === "n/new")).toHaveLength(1);
    expect((await stage.report()).routes[0]).toMatchObject({ route: fresh, state: "up" });
  });

  it("that people use enough is asked nothing besides", async () => {
    await switchOver();
    await stage.use(fresh, { good: 10, bad: 0 });
    await stage.round("availability");
    expect((await stage.checks()).filter(({ kind }) => kind === "probation")).toEqual([]);
  });

  it("counts one angry person once a day, however often they press the thumb", async () => {
    await switchOver();
    await stage.use(fresh, { good: 30, bad: 0 });
    for (let answer = 0; answer < 15; answer += 1) {
      const [at, request] = [stage.setup.clock.now(), `disliked-${answer}`];
      stage.store.record(usageWith({ at, request, route: fresh }));
      await stage.store.flush();
      await stage.store.keepOpinion(opinionWith({ request, at, rating: -1, model: "n/new", host: "novita" }));
    }
    expect(await judge()).toEqual([]);
    expect(await probations()).toMatchObject([{ test: { challenger: { good: 30, bad: 1 } } }]);
  });

  it("is rolled back where different people dislike its answers, or want others", async () => {
    await switchOver();
    for (let answer = 0; answer < 12; answer += 1) {
      const [at, request, person] = [stage.setup.clock.now(), `disliked-${answer}`, `telegram:${answer}`];
      stage.store.record(usageWith({ at, request, route: fresh }));
      await stage.store.flush();
      const rating = answer % 2 === 0 ? -1 : 0;
      await stage.store.keepOpinion(opinionWith({ request, person, at, rating, model: "n/new", host: "novita" }));
    }
    expect(await judge()).toMatchObject([{ kind: "rolled-back", test: { challenger: { good: 0, bad: 12 } } }]);
  });

  it("does not suffer by what is the caller's doing, or the account's", async () => {
    await switchOver();
    for (const outcome of ["cancelled", "bad-request", "no-credit", "refused"] as const) {
      for (let call = 0; call < 10; call += 1) {
        const at = stage.setup.clock.now();
        stage.store.record(usageWith({ at, request: `${outcome}-${call}`, route: fresh, outcome }));
      }
    }
    await stage.store.flush();
    expect(await judge()).toEqual([]);
    expect(await probations()).toMatchObject([{ test: { answers: 0 } }]);
  });
});

describe("an outage of everything", () => {
  it("is not held against a new choice that nobody uses", async () => {
    stage.setup.writePolicy({ watching: { dailyBudget: 1 } });
    await switchOver();
    for (const model of ["a/first", "b/second", "c/third", "n/new"]) stage.manners[model] = "busy";
    for (let look = 0; look < 12; look += 1) {
      stage.setup.clock.advance(30 * minute);
      await stage.round("availability");
      expect(await judge()).toEqual([]);
    }
    stage.manners = {};
    stage.setup.clock.advance(60 * minute);
    await stage.round("availability");
    expect(await judge()).toEqual([]);
    expect((await stage.models())[0]).toBe("n/new");
  });

  it("is not held against it where people met it: what stands behind failed them, too", async () => {
    await switchOver();
    for (let request = 0; request < 12; request += 1) {
      await stage.use(fresh, { good: 0, bad: 1 });
      await stage.use(first, { good: 0, bad: 1 });
      stage.setup.clock.advance(10 * minute);
    }
    expect(await judge()).toEqual([]);
    expect(await probations()).toMatchObject([{ test: { challenger: { good: 0, bad: 0 } } }]);
  });

  it("is none where what stands behind answered them", async () => {
    await switchOver();
    for (let request = 0; request < 12; request += 1) {
      await stage.use(fresh, { good: 0, bad: 1 });
      await stage.use(first, { good: 1, bad: 1 });
      stage.setup.clock.advance(10 * minute);
    }
    expect(await judge()).toMatchObject([{ kind: "rolled-back" }]);
  });
});

describe("a way back that is closed", () => {
  it("is told once, tried again after an hour, and taken then", async () => {
    await switchOver();
    stage.manners["a/first"] = "gone";
    await stage.use(fresh, { good: 2, bad: 8 });
    expect(await judge()).toMatchObject([
      { kind: "rollback-failed", severity: "critical", why: "it was no longer served there" },
    ]);
    expect((await stage.models())[0]).toBe("n/new");
    stage.called.length = 0;
    expect(await judge()).toEqual([]);
    expect(stage.called).toEqual([]);
    delete stage.manners["a/first"];
    stage.setup.clock.advance(60 * minute);
    expect(await judge()).toMatchObject([{ kind: "rolled-back" }]);
    expect((await stage.models())[0]).toBe("a/first");
  });

  it("does not cost without end while it stays closed", async () => {
    await switchOver();
    stage.manners["a/first"] = "wrong";
    await stage.use(fresh, { good: 2, bad: 8 });
    const costs = [];
    for (let hour = 0; hour < 48; hour += 1) {
      await judge();
      costs.push((await stage.report()).today.costUsdNanos);
      stage.setup.clock.advance(60 * minute);
    }
    expect(Math.max(...costs)).toBeGreaterThan(0);
    expect(Math.max(...costs)).toBeLessThanOrEqual(10_000_000);
    expect((await stage.report()).events.filter(({ kind }) => kind === "rollback-failed")).toHaveLength(1);
  });

  it("is not taken while changes are paused", async () => {
    await switchOver();
    stage.isPaused = true;
    await stage.use(fresh, { good: 2, bad: 8 });
    expect(await judge()).toMatchObject([{ kind: "rollback-failed", why: "changes are paused" }]);
    expect((await stage.models())[0]).toBe("n/new");
  });
});

describe("a way back that a person has closed meanwhile", () => {
  async function expectClosed(why: string) {
    await stage.use(fresh, { good: 2, bad: 8 });
    expect(await judge()).toMatchObject([{ kind: "rollback-failed", why }]);
    expect((await stage.models())[0]).toBe("n/new");
  }

  it("is not taken to what the policy ignores by now", async () => {
    await switchOver();
    stage.setup.writePolicy({ ignore: ["a/first"] });
    await expectClosed("the policy ignores a/first now");
  });

  it("is not taken to what waits for a person by now", async () => {
    await switchOver();
    const facts = { reason: "it is strange", tasks: ["conversational"], downloadsBefore: null };
    const since = "2026-11-21T03:00:00.000Z";
    await stage.setup.dependencies.quarantine.replace([{ provider: "huggingface", model: "a/first", since, ...facts }]);
    await expectClosed("a/first waits for a person");
  });

  it("is not taken where the policy pins the task, although no update has followed it yet", async () => {
    await switchOver();
    stage.setup.writePolicy({ tasks: { conversational: { pin: { model: "n/new" } } } });
    await stage.use(fresh, { good: 2, bad: 8 });
    expect(await judge()).toEqual([]);
    expect(await probations()).toEqual([]);
    expect((await stage.models())[0]).toBe("n/new");
  });

  it("is not taken where changes are paused while an update is waited for", async () => {
    await switchOver();
    const { lockRuns } = stage.dependencies;
    Object.assign(stage.dependencies, {
      async lockRuns(purpose: string) {
        if (stage.isPaused) return await lockRuns(purpose);
        stage.isPaused = true;
        throw new LockHeldError("An update is running.", null);
      },
    });
    await expectClosed("changes are paused");
  });
});

describe("no probation", () => {
  it.each([
    ["of what a person has pinned", "pin", "pin"],
    ["of what a rollback has brought back", "rollback", "update"],
    ["of what the watch has put there itself", "repair", "update"],
  ] as const)("begins %s", async (_what, kind, origin) => {
    await stage.use(first, { good: 190, bad: 10 });
    await stage.choose({ conversational: ["n/new", "a/first"] }, { kind, origin });
    await judge();
    expect(await probations()).toEqual([]);
  });

  it("begins of what the watch sees for the first time", async () => {
    const other = await setWatchStage();
    await other.choose({ conversational: ["n/new", "a/first"] });
    await other.round("judgement");
    expect((await other.report()).probations).toEqual([]);
    await other.end();
  });

  it("goes on where a person ends it, or chooses otherwise", async () => {
    await switchOver();
    expect(await stage.watch.keepChoice("conversational", "telegram:1")).toBe(true);
    expect(await stage.watch.keepChoice("conversational", "telegram:1")).toBe(false);
    await stage.use(fresh, { good: 2, bad: 8 });
    expect(await judge()).toEqual([]);
    expect((await stage.models())[0]).toBe("n/new");
  });

  it("survives another choice", async () => {
    await switchOver();
    await stage.choose({ conversational: ["c/third"] }, { kind: "pin", origin: "pin" });
    expect(await judge()).toEqual([]);
    expect(await probations()).toEqual([]);
  });
});

describe("a probation and the troubles of time", () => {
  it("goes on after a restart in the middle of it", async () => {
    await switchOver();
    await stage.use(fresh, { good: 1, bad: 4 });
    const restarted = stage.another();
    await stage.use(fresh, { good: 1, bad: 4 });
    stage.setup.clock.advance(minute);
    expect(await restarted.round("judgement", new AbortController().signal)).toMatchObject([{ kind: "rolled-back" }]);
  });

  it("is told although the power failed between the rollback and the note of it", async () => {
    await switchOver();
    const [noted] = await stage.store.notes("probation");
    await stage.use(fresh, { good: 2, bad: 8 });
    await judge();
    const [event] = await stage.store.notes("event");
    await stage.store.writeNote({ kind: "event", key: event?.key ?? "", body: null, expected: 1, at: 0 });
    await stage.store.writeNote({ kind: "probation", key: "conversational", body: noted?.body, expected: null, at: 0 });
    const told = await stage.another().round("judgement", new AbortController().signal);
    expect(told).toMatchObject([{ kind: "rolled-back" }]);
    expect((await stage.report()).events).toMatchObject([{ kind: "rolled-back", from: fresh, to: first }]);
    expect((await stage.setup.dependencies.history.list()).filter(({ kind }) => kind === "rollback")).toHaveLength(1);
  });

  it("is told as passed although the power failed right before the note of it was removed, once", async () => {
    await switchOver();
    await stage.use(fresh, { good: 120, bad: 3 });
    const { writeNote } = stage.store;
    Object.assign(stage.store, {
      async writeNote(note: Parameters<typeof writeNote>[0]) {
        if (note.kind === "probation" && note.body === null) throw new Error("The power failed.");
        return await writeNote(note);
      },
    });
    await expect(judge()).rejects.toThrow("The power failed.");
    expect((await stage.report()).events).toMatchObject([{ kind: "probation-passed" }]);
    Object.assign(stage.store, { writeNote });
    expect(await judge()).toEqual([]);
    expect(await probations()).toEqual([]);
    expect((await stage.report()).events).toHaveLength(1);
  });

  it("does not care for a clock that is set back by a day", async () => {
    await switchOver();
    stage.setup.clock.advance(-day);
    await stage.use(fresh, { good: 30, bad: 1 });
    expect(await judge()).toEqual([]);
    expect(await probations()).toHaveLength(1);
    stage.setup.clock.advance(day);
    await stage.use(fresh, { good: 2, bad: 20 });
    expect(await judge()).toMatchObject([{ kind: "rolled-back" }]);
  });

  it("is rolled back once by two who judge at the same time", async () => {
    await switchOver();
    await stage.use(fresh, { good: 2, bad: 8 });
    let last = Promise.resolve();
    Object.assign(stage.dependencies, {
      lockWatch: async () => ({ release: async () => undefined }),
      // Whoever comes second waits, as long as it takes.
      async lockRuns() {
        const { promise, resolve } = Promise.withResolvers<void>();
        const before = last;
        last = promise;
        await before;
        return { release: async () => resolve() };
      },
    });
    const { signal } = new AbortController();
    const told = await Promise.all([stage.another(), stage.another()].map((each) => each.round("judgement", signal)));
    expect((await stage.setup.dependencies.history.list()).filter(({ kind }) => kind === "rollback")).toHaveLength(1);
    expect((await stage.report()).events.filter(({ kind }) => kind === "rolled-back")).toHaveLength(1);
    expect(told.flat().length).toBeLessThanOrEqual(1);
  });
});
