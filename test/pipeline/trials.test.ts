import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserFacingError } from "../../src/domain/errors.ts";
import { runRollback } from "../../src/pipeline/rollback.ts";
import { createTrialReader } from "../../src/pipeline/watch/trials/standing-trials.ts";
import { endTrial, judgeTrials, trialTest } from "../../src/pipeline/watch/trials/trial.ts";
import { LockHeldError } from "../../src/shared/process-lock.ts";
import { servedRoute } from "../support/candidates.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { fixedSource } from "../support/sources.ts";
import { first, firstRoute, newRoute, setTrialStage, type TrialStage } from "../support/trial-stage.ts";

let stage: TrialStage;

beforeEach(async () => {
  stage = await setTrialStage();
});

afterEach(() => stage.end());

const judge = () => judgeTrials(stage.dependencies);
const place = (...models: string[]) => {
  const [primary = first, ...fallbacks] = models.map((model) => choiceOf(model));
  return stage.setup.place(entryOf(primary, fallbacks));
};

describe("a trial that begins", () => {
  it("names both sides, the incumbent's record and the policy's share, and people are told", async () => {
    await stage.use(firstRoute, { good: 18, bad: 2 });
    const trial = await stage.start();
    expect(trial).toMatchObject({
      task: "conversational",
      challenger: { model: "n/new", host: "novita", interface: "chat", origin: "update" },
      incumbent: firstRoute,
      record: { good: 18, bad: 2 },
      share: 0.1,
      method: "fixed",
      trigger: "telegram:42",
    });
    expect(await stage.trials()).toEqual([trial]);
    expect(await stage.events()).toMatchObject([
      { kind: "trial-begun", task: "conversational", challenger: newRoute, incumbent: firstRoute, share: 0.1 },
    ]);
    expect((await stage.setup.configuration()).tasks.conversational?.primary.model).toBe("a/first");
  });

  it("has a record of the last thirty days alone", async () => {
    await stage.use(firstRoute, { good: 0, bad: 5 });
    stage.setup.clock.advance(31 * 86_400_000);
    await stage.use(firstRoute, { good: 3, bad: 0 });
    expect((await stage.start()).record).toEqual({ good: 3, bad: 0 });
  });

  it("takes the share that somebody names, and does not let it move", async () => {
    stage.setup.writePolicy({ watching: { trialMethod: "thompson" } });
    expect(await stage.start({ share: 0.25 })).toMatchObject({ share: 0.25, method: "fixed" });
  });

  it("goes to the host that somebody names, and else to the one that a ranking would choose", async () => {
    const routes = [servedRoute({ host: "dear", outputPrice: 9_000_000 }), servedRoute({ host: "cheap" })];
    const models = ["a/first", { model: "n/new", routes }];
    stage.setup.useSources([fixedSource({ name: "huggingface", models })]);
    expect((await stage.start()).challenger.host).toBe("cheap");
    await endTrial("conversational", "telegram:42", stage.dependencies);
    const model = { provider: "huggingface", model: "n/new", host: "dear" };
    expect((await stage.start({ model })).challenger.host).toBe("dear");
  });
});

describe("a trial is refused", () => {
  const of = (model: string, host: string | null = null) => ({ model: { provider: "huggingface", model, host } });
  it.each([
    ["of a model that nobody knows", {}, of("no/such"), "huggingface knows no model no/such."],
    ["of what serves the task", {}, of("a/first"), "a/first serves conversational already."],
    ["on a host that does not serve it", {}, of("n/new", "nohost"), "nohost does not serve n/new for conversational."],
    ["of what is too dear", { maximumPrice: 0.1 }, of("n/new"), "it costs $0.4 per million output tokens"],
    ["of a provider that is not declared", {}, { model: { provider: "x", model: "y", host: null } }, "declares no"],
    ["for a task that nothing serves", {}, { task: "translation" as const }, "Nothing serves translation yet"],
    [
      "of a model that cannot serve it",
      {},
      { ...of("n/pipe") },
      "n/pipe cannot be tried for conversational: no host serves it for this task.",
    ],
    ["with a share that is none", {}, { share: Number.NaN }, "from 1 to 50 percent"],
    ["with more than the half", {}, { share: 0.51 }, "from 1 to 50 percent"],
    ["of what the policy ignores", { ignore: ["n/new"] }, {}, "The policy ignores n/new for conversational"],
    ["of what it ignores for the task", { tasks: { conversational: { ignore: ["n/new"] } } }, {}, "ignores n/new"],
    ["where a pin decides", { tasks: { conversational: { pin: { model: "a/first" } } } }, {}, "is pinned to a/first"],
    ["where nobody watches", { watching: { enabled: false } }, {}, "turned watching off"],
  ])("%s", async (_what, policy, request, sentence) => {
    const pipe = { model: "n/pipe", routes: [servedRoute({ interface: "fill-mask" })] };
    stage.setup.useSources([fixedSource({ name: "huggingface", models: ["a/first", "n/new", pipe] })]);
    stage.setup.writePolicy(policy);
    const error = await stage.start(request).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserFacingError);
    expect((error as Error).message).toContain(sentence);
    expect(await stage.trials()).toEqual([]);
    expect(await stage.events()).toEqual([]);
  });

  it("of what waits for a person", async () => {
    const waiting = {
      provider: "huggingface",
      model: "n/new",
      since: "2026-11-21T03:00:00.000Z",
      reason: "it waits for a person: it is strange",
      tasks: ["conversational"],
      downloadsBefore: null,
    };
    await stage.setup.dependencies.quarantine.replace([waiting]);
    await expect(stage.start()).rejects.toThrow("n/new waits for a person");
  });

  it("while another one of the task is under way, also where two are begun at once", async () => {
    const both = await Promise.allSettled([stage.start(), stage.start()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(stage.start()).rejects.toThrow("n/new on novita is on trial for conversational already.");
    expect(await stage.events()).toHaveLength(1);
  });
});

describe("a trial that has shown enough", () => {
  it("puts a challenger in the first place that is clearly no worse, with what stood there behind it", async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    await stage.use(newRoute, { good: 100, bad: 0 });
    const { revision } = await stage.setup.configuration();
    expect(await judge()).toMatchObject([
      {
        kind: "trial-won",
        challenger: newRoute,
        incumbent: firstRoute,
        revision: revision + 1,
        test: { answers: 100 },
      },
    ]);
    const entry = (await stage.setup.configuration()).tasks.conversational;
    expect(await stage.models()).toEqual(["n/new", "a/first", "b/second"]);
    expect(entry).toMatchObject({ primary: { origin: "update" }, trial: null });
    expect(entry?.reason).toBe("Won its trial: 100 of 100 answers were good, and 190 of 200 of a/first on novita.");
    const [made] = await stage.setup.dependencies.history.list();
    expect(made).toMatchObject({ kind: "trial", trigger: "watch", outcome: "applied", revision: revision + 1 });
    expect(await stage.trials()).toEqual([]);
    expect((await stage.events()).map(({ kind }) => kind)).toEqual(["trial-begun", "trial-won"]);
  });

  it("can be taken back like any revision", async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    await stage.use(newRoute, { good: 100, bad: 0 });
    await judge();
    await runRollback({ to: null, task: "conversational", trigger: "telegram:42" }, stage.dependencies);
    expect(await stage.models()).toEqual(["a/first", "b/second"]);
  });

  it("sends a challenger away that is clearly worse, and changes nothing", async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    await stage.use(newRoute, { good: 20, bad: 15 });
    expect(await judge()).toMatchObject([{ kind: "trial-lost", challenger: newRoute, test: { answers: 35 } }]);
    expect(await stage.models()).toEqual(["a/first", "b/second"]);
    expect(await stage.trials()).toEqual([]);
    expect(await judge()).toEqual([]);
  });

  it("counts what the incumbent has answered meanwhile", async () => {
    const trial = await stage.start();
    await stage.use(firstRoute, { good: 60, bad: 40 });
    await stage.use(newRoute, { good: 9, bad: 1 });
    expect(await trialTest(trial, stage.dependencies)).toMatchObject({
      challenger: { good: 9, bad: 1 },
      incumbent: { good: 60, bad: 40 },
      answers: 10,
      mostAnswers: 200,
      challengerSuccess: { rate: 0.9 },
    });
  });
});

describe("a trial that has not", () => {
  it("goes on, however long nobody uses it", async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    for (const days of [1, 30, 300]) {
      stage.setup.clock.advance(days * 86_400_000);
      expect(await judge()).toEqual([]);
    }
    expect(await stage.trials()).toHaveLength(1);
    expect(await stage.models()).toEqual(["a/first", "b/second"]);
  });

  it("goes on after nineteen good answers", async () => {
    await stage.use(firstRoute, { good: 100, bad: 100 });
    await stage.start();
    await stage.use(newRoute, { good: 19, bad: 0 });
    expect(await judge()).toEqual([]);
  });

  it("goes on where a restart has cut the watch off", async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    await stage.use(newRoute, { good: 50, bad: 0 });
    await stage.store.close();
    stage.store = await stage.reopen();
    stage.dependencies.watchLog = stage.store;
    await stage.use(newRoute, { good: 50, bad: 0 });
    expect(await judge()).toMatchObject([{ kind: "trial-won", test: { answers: 100 } }]);
  });
});

describe("a trial ends without a decision", () => {
  beforeEach(async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    await stage.use(newRoute, { good: 100, bad: 0 });
  });

  it.each([
    ["something else serves the task", () => place("b/second", "a/first"), "b/second on novita serves the task by now"],
    ["the task was pinned", () => pin(), "the task was pinned"],
    ["the challenger is ignored", () => policy({ ignore: ["n/new"] }), "the policy ignores n/new now"],
    ["nothing serves the task any more", () => stage.setup.place(entryOf(first), "translation"), "nothing serves"],
  ])("where %s", async (_what, change, why) => {
    await change();
    const before = await stage.models();
    expect(await judge()).toMatchObject([{ kind: "trial-ended", why: expect.stringContaining(why) }]);
    expect(await stage.models()).toEqual(before);
    expect(await stage.trials()).toEqual([]);
  });

  const policy = async (words: unknown) => stage.setup.writePolicy(words);
  const pin = () => policy({ tasks: { conversational: { pin: { model: "a/first" } } } });

  it("where a person says so", async () => {
    expect(await endTrial("conversational", "telegram:42", stage.dependencies)).toMatchObject({ share: 0.1 });
    expect(await endTrial("conversational", "telegram:42", stage.dependencies)).toBeNull();
    expect((await stage.events()).at(-1)).toMatchObject({
      kind: "trial-ended",
      why: "it was ended by Telegram user 42",
      test: { answers: 100 },
    });
  });
});

describe("a trial that is won", () => {
  beforeEach(async () => {
    await stage.use(firstRoute, { good: 190, bad: 10 });
    await stage.start();
    await stage.use(newRoute, { good: 100, bad: 0 });
  });

  async function expectWaiting() {
    expect(await judge()).toEqual([]);
    expect(await stage.trials()).toHaveLength(1);
    expect(await stage.models()).toEqual(["a/first", "b/second"]);
  }
  const expectWon = async () => expect(await judge()).toMatchObject([{ kind: "trial-won" }]);

  it("waits while an update is under way", async () => {
    const { lockRuns } = stage.dependencies;
    stage.dependencies.lockRuns = () => Promise.reject(new LockHeldError("An update is under way.", null));
    await expectWaiting();
    stage.dependencies.lockRuns = lockRuns;
    await expectWon();
  });

  it("waits while changes are paused", async () => {
    stage.isPaused = true;
    await expectWaiting();
    stage.isPaused = false;
    await expectWon();
  });

  it("waits while the policy cannot be read", async () => {
    stage.setup.writePolicy({ watching: { worseBy: "much" } });
    await expectWaiting();
    expect(stage.warnings).toEqual([expect.stringContaining("A trial is judged again at the next look: ")]);
    stage.setup.writePolicy({});
    await expectWon();
  });

  it.each([
    ["look at the same time", true],
    ["have lost the lock between them", false],
  ])("is won once, where several watchers %s", async (_what, isLocked) => {
    const { revision } = await stage.setup.configuration();
    if (!isLocked) stage.dependencies.lockRuns = async () => ({ release: async () => undefined });
    const told = await Promise.all([judge(), judge(), judge()]);
    expect(told.flat()).toMatchObject([{ kind: "trial-won" }]);
    expect((await stage.setup.configuration()).revision).toBe(revision + 1);
    expect((await stage.events()).map(({ kind }) => kind)).toEqual(["trial-begun", "trial-won"]);
  });

  it("is told of after a crash between the change and the end of the trial", async () => {
    const { watchLog } = stage.dependencies;
    const { revision } = await stage.setup.configuration();
    const failing = Object.assign(Object.create(watchLog) as typeof watchLog, {
      writeNote: () => Promise.reject(new UserFacingError("The disk is full.")),
    });
    expect(await judgeTrials({ ...stage.dependencies, watchLog: failing })).toEqual([]);
    expect(await stage.models()).toEqual(["n/new", "a/first", "b/second"]);
    expect(await judge()).toMatchObject([{ kind: "trial-won", revision: revision + 1 }]);
    expect(await stage.trials()).toEqual([]);
  });
});

describe("the trials that requests follow", () => {
  it("have a share that follows what is known of both, by Thompson sampling, once a minute", async () => {
    stage.setup.writePolicy({ watching: { trialMethod: "thompson" } });
    await stage.use(firstRoute, { good: 190, bad: 10 });
    expect(await stage.start()).toMatchObject({ method: "thompson", share: 0.5 });
    const read = createTrialReader({ watchLog: stage.store, clock: stage.setup.clock });
    const share = async () => (await read()).get("conversational")?.share ?? 0;
    expect(await share()).toBe(0.5);
    await stage.use(newRoute, { good: 20, bad: 3 });
    expect(await share()).toBe(0.5);
    stage.setup.clock.advance(60_000);
    const later = await share();
    expect(later).toBeGreaterThan(0.05);
    expect(later).toBeLessThan(0.3);
  });

  it("are those that stand", async () => {
    const read = createTrialReader({ watchLog: stage.store, clock: stage.setup.clock });
    expect((await read()).size).toBe(0);
    await stage.start();
    expect((await read()).get("conversational")).toMatchObject({ share: 0.1, challenger: { model: "n/new" } });
  });
});
