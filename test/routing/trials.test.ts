import { describe, expect, it } from "vitest";
import type { Trial } from "../../src/domain/watch.ts";
import { createChallengers } from "../../src/routing/challengers.ts";
import { createLiveTrials, type StandingTrials } from "../../src/routing/live-trials.ts";
import { trialOf } from "../support/trial.ts";
import { choose, configure, fails, routeTo, type Stage, setStage, settle } from "./stage.ts";
import { createSteppedClock } from "./stepped-clock.ts";

const standing = (trial: Trial): StandingTrials => new Map([[trial.task, trial]]);
const configuration = configure([routeTo("a/first"), routeTo("b/second")]);
const chats = Array.from({ length: 5_000 }, (_each, at) => `telegram:${700_000_000 + at}`);

/** A program that has just been started, with these trials; answers for each chat whether it gets the challenger. */
function start(trials: () => StandingTrials) {
  const challengers = createChallengers(trials);
  return (names: readonly string[]) =>
    names.map(
      (conversation) => challengers({ target: { task: "conversational" }, conversation, configuration }) !== null,
    );
}

const shareOf = (sides: readonly boolean[]) => sides.filter(Boolean).length / sides.length;

describe("a trial", () => {
  it.each([0.01, 0.1, 0.5])("gets its share of conversations, by %s", (share) => {
    const got = shareOf(start(() => standing(trialOf({ share })))(chats));
    expect(Math.abs(got - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / chats.length));
  });

  it("leaves every conversation where it is, after a restart as well", () => {
    const trial = trialOf();
    const sidesOf = start(() => standing(trial));
    const sides = sidesOf(chats);
    expect(sidesOf(chats)).toEqual(sides);
    expect(start(() => standing(trialOf()))(chats)).toEqual(sides);
  });

  it("draws other conversations than the one before it, and than another task's", () => {
    const first = start(() => standing(trialOf({ share: 0.5 })))(chats);
    const next = start(() => standing(trialOf({ share: 0.5, since: trialOf().since + 1 })))(chats);
    const both = first.filter((side, at) => side === next[at]).length / chats.length;
    expect(both).toBeGreaterThan(0.47);
    expect(both).toBeLessThan(0.53);
  });

  it("whose share moves keeps those that it has seen, and takes new ones by the share of the moment", () => {
    let trial = trialOf({ method: "thompson", share: 0.5 });
    const sidesOf = start(() => standing(trial));
    const seen = sidesOf(chats);
    trial = { ...trial, share: 0.05 };
    expect(sidesOf(chats)).toEqual(seen);
    const fresh = shareOf(sidesOf(chats.map((chat) => `${chat}:new`)));
    expect(fresh).toBeGreaterThan(0.04);
    expect(fresh).toBeLessThan(0.06);
  });

  it("forgets the oldest of more than ten thousand conversations, so that its memory has an end", () => {
    let trial = trialOf({ method: "thompson", share: 0.5 });
    const sidesOf = start(() => standing(trial));
    sidesOf(chats);
    sidesOf(Array.from({ length: 10_000 }, (_each, at) => `other:${at}`));
    trial = { ...trial, share: 0 };
    expect(shareOf(sidesOf(chats))).toBe(0);
  });
});

describe("a request of a task that is on trial", () => {
  /** Everybody takes part. */
  const onTrial = (facts: Partial<Trial> = {}) => standing(trialOf({ share: 1, ...facts }));
  function setTrial(facts: Partial<Trial> = {}): Stage {
    const stage = setStage();
    stage.trials = onTrial(facts);
    return stage;
  }

  it("is answered by the challenger, which the records say", async () => {
    const stage = setTrial();
    expect((await stage.answer({ chat: "telegram:1" })).attempts).toEqual(["n/new trial answered"]);
    expect(stage.records).toMatchObject([{ role: "trial", route: { model: "n/new" } }]);
  });

  it("goes to the first choice and its fallbacks where the challenger fails", async () => {
    const stage = setTrial();
    stage.scripts["n/new"] = fails("busy");
    stage.scripts["a/first"] = fails("busy");
    const { attempts, text } = await stage.answer();
    expect(attempts).toEqual(["n/new trial busy", "a/first primary busy", "b/second fallback answered"]);
    expect(text).toBe("Hello from b/second");
  });

  it("loses no attempt to a challenger that fails", async () => {
    const stage = setTrial();
    stage.policy.routing.attempts = 1;
    stage.scripts["n/new"] = fails("busy");
    expect((await stage.answer()).attempts).toEqual(["n/new trial busy", "a/first primary answered"]);
  });

  it("takes part in none while watching is turned off, since nobody would judge it", async () => {
    const stage = setTrial();
    stage.policy.watching.enabled = false;
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("passes a challenger over that has just failed, like any route", async () => {
    const stage = setTrial();
    stage.scripts["n/new"] = fails("gone");
    await stage.answer();
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("goes to the person's own choice first", async () => {
    const stage = setTrial();
    expect((await stage.answer({ ownChoice: routeTo("o/own") })).attempts).toEqual(["o/own own-choice answered"]);
  });

  it("asks a challenger once that stands among the fallbacks as well", async () => {
    const stage = setTrial({ challenger: choose(routeTo("b/second")) });
    for (const model of ["a/first", "b/second"]) stage.scripts[model] = fails("busy");
    const { attempts } = await stage.answer();
    expect(attempts).toEqual(["b/second trial busy", "a/first primary busy", "c/third fallback answered"]);
  });

  it("asks the challenger last where it has answered already and another answer is wanted", async () => {
    const stage = setTrial();
    const avoid = [{ provider: "huggingface", model: "n/new" }];
    expect((await stage.answer({ avoid })).attempts).toEqual(["a/first primary answered"]);
  });

  it.each([
    ["what it was begun against is no longer the first choice", configure([routeTo("x/other"), routeTo("a/first")])],
    ["the task has another host", configure([routeTo("a/first", { host: "together" })])],
  ])("goes to the first choice where %s", async (_what, other) => {
    const stage = setTrial();
    stage.configuration = other;
    const [attempt] = (await stage.answer()).attempts;
    expect(attempt).toMatch(/ primary answered$/);
  });

  it("goes to what a person has pinned", async () => {
    const stage = setTrial();
    const pinned = configure([routeTo("a/first")]);
    const entry = pinned.tasks.conversational;
    if (entry) entry.primary.origin = "pin";
    stage.configuration = pinned;
    expect((await stage.answer()).attempts).toEqual(["a/first primary answered"]);
  });

  it("holds by the person where there is no chat, and by itself where there is neither", async () => {
    const stage = setTrial({ share: 0.5 });
    const models = async (request: object) => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => stage.answer(request)));
      return new Set(answers.flatMap(({ attempts }) => attempts));
    };
    expect((await models({ person: "api:ann" })).size).toBe(1);
    expect((await models({ chat: "telegram:-9", person: "telegram:1" })).size).toBe(1);
    expect((await models({})).size).toBe(2);
  });

  it("for a concrete model takes part in no trial", async () => {
    const stage = setTrial();
    const target = { provider: null, model: "a/first" };
    expect((await stage.answer({ target })).attempts).toEqual(["a/first primary answered"]);
  });
});

describe("the live trials", () => {
  function follow() {
    const clock = createSteppedClock();
    const warnings: string[] = [];
    const source = { trials: standing(trialOf()) as StandingTrials | Error, reads: 0 };
    const live = createLiveTrials({
      async read() {
        source.reads += 1;
        if (source.trials instanceof Error) throw source.trials;
        return source.trials;
      },
      clock,
      logger: { warn: (message) => void warnings.push(message) },
    });
    return { live, clock, source, warnings };
  }

  it("are none until they are read, and read again every five seconds at most", async () => {
    const { live, clock, source } = follow();
    expect(live.current().size).toBe(0);
    await settle();
    expect(live.current().size).toBe(1);
    clock.advance(4_999);
    live.current();
    expect(source.reads).toBe(1);
    clock.advance(1);
    for (let times = 0; times < 5; times += 1) live.current();
    await settle();
    expect(source.reads).toBe(2);
  });

  it("are known anew at once to whoever knows that they have changed", async () => {
    const { live, source } = follow();
    await live.refresh();
    source.trials = new Map();
    await live.refresh();
    expect(live.current().size).toBe(0);
  });

  it("are none where they cannot be read, which is told once", async () => {
    const { live, source, warnings } = follow();
    await live.refresh();
    source.trials = new Error("The database is locked.");
    await live.refresh();
    await live.refresh();
    expect(live.current().size).toBe(0);
    expect(warnings).toEqual(["Trials could not be read, so nobody takes part in one: The database is locked."]);
  });
});
