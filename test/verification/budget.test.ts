import { beforeEach, describe, expect, it } from "vitest";
import { fails, finish, hang, plays, text } from "../routing/stage.ts";
import { contender, inTurn, knows, type ProofStage, setProofStage } from "./stage.ts";

let stage: ProofStage;

beforeEach(() => {
  stage = setProofStage();
});

const many = ["a/alpha", "b/beta", "c/gamma"].map((model) => contender(model));
const tasks = ["conversational", "translation", "summarization"] as const;
const usage = { inputTokens: 100, outputTokens: 100, reasoningTokens: null, tokensPerSecond: null, costUsdNanos: null };

const few = { ...usage, inputTokens: 20, outputTokens: 5 };

describe("the budget of a run", () => {
  it("without money asks one question of each model, and nothing that is dear", async () => {
    expect((await stage.prove(many)).summary.calls).toBe(3);
    const dear = await stage.prove(many, { tasks: ["text-to-video"] });
    expect(dear.summary).toMatchObject({
      calls: 0,
      skipped: ["a call may cost more than $0.05, the most that one may without a budget"],
    });
  });

  it("with money asks the longer set, and counts what was right", async () => {
    const { of, summary } = await stage.prove(many, { budget: 1 });
    expect(of("a/alpha")).toMatchObject({
      outcome: "passed",
      reason: "answered 20 of 20 questions rightly",
      graded: { asked: 20, right: 20 },
      calls: 21,
    });
    expect(summary.calls).toBe(63);
  });

  it("ends with its calls, and what was not asked is not judged", async () => {
    const { of, summary, proofs } = await stage.prove(many, { tasks, callsAtMost: 4 });
    expect([summary.calls, stage.calls.length]).toEqual([4, 4]);
    expect(summary.skipped).toEqual(["the calls of this run are used up"]);
    const outcomes = proofs.flatMap(({ routes }) => routes.map(({ outcome }) => outcome));
    expect(outcomes.filter((each) => each === "passed")).toHaveLength(4);
    expect(outcomes.filter((each) => each === "unproven")).toHaveLength(5);
    expect(of("a/alpha")?.outcome).toBe("passed");
  });

  it("ends with its money, by what calls may cost, and keeps to it", async () => {
    for (const { model } of many) stage.scripts[model] = plays(text("0"), finish, { type: "usage", usage });
    // A call costs $0.00005, and may cost $0.000053.
    const { summary } = await stage.prove(many, { tasks, budget: 0.0003 });
    expect(summary.costUsdNanos).toBeLessThanOrEqual(300_000);
    expect(summary.calls).toBeGreaterThanOrEqual(4);
    expect(summary.calls).toBeLessThanOrEqual(6);
    expect(summary.skipped).toEqual(["the money for calls is used up"]);
  });

  it("asks each task's first question although all at once might cost too much, as most cost less", async () => {
    for (const { model } of many) stage.scripts[model] = plays(text("0"), finish, { type: "usage", usage: few });
    // A call may cost $0.000053, and costs $0.000004: nine of them take $0.000036, and all at once might take $0.00048.
    const { proofs, summary } = await stage.prove(many, { tasks, budget: 0.0001 });
    const outcomes = proofs.flatMap(({ routes }) => routes.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(Array(9).fill("passed"));
    expect(summary.costUsdNanos).toBeLessThanOrEqual(100_000);
  });

  it("lets nobody wait for money when the run has ended", async () => {
    const stopping = new AbortController();
    for (const { model } of many) stage.scripts[model] = plays("hang");
    const proved = stage.prove(many, { budget: 0.00006, signal: stopping.signal });
    await new Promise(setImmediate);
    stopping.abort(new Error("Stopped."));
    await expect(proved).rejects.toThrow("Stopped.");
    expect(stage.calls).toHaveLength(1);
  });

  it.each([
    ["does not come to its end", plays(text("1"), "hang")],
    ["breaks off", plays(text("1"))],
  ])("counts an answer that %s for what it may have cost", async (_title, script) => {
    for (const { model } of many) stage.scripts[model] = script;
    const { summary } = await stage.prove(many, { budget: 0.00006 });
    expect(summary).toMatchObject({ calls: 1, costUsdNanos: null });
    expect(summary.skipped).toEqual(["the money for calls is used up"]);
  });

  it("counts nothing for a host that refuses", async () => {
    for (const { model } of many) stage.scripts[model] = fails("broken", { code: 503 });
    expect((await stage.prove(many, { budget: 0.0003 })).summary).toMatchObject({ calls: 6, costUsdNanos: 0 });
  });

  it("is not taken up by a few calls that are dear, unless it is large", async () => {
    const video = { tasks: ["text-to-video", "conversational"] as const };
    const { summary } = await stage.prove(many, { ...video, budget: 1 });
    expect(summary.skipped).toEqual(["a call may cost more than a tenth of the budget"]);
    expect(summary.calls).toBe(63);
    stage = setProofStage();
    expect((await stage.prove(many, { tasks: ["text-to-video"], budget: 20 })).summary.calls).toBeGreaterThan(0);
  });

  it("takes a price that nobody tells for a high one", async () => {
    const unknown = contender("a/alpha", ["novita"], { inputPrice: null, outputPrice: null });
    const { summary, of } = await stage.prove([unknown], { budget: 0.001 });
    expect(summary.calls).toBeLessThan(3);
    expect(of("a/alpha")).toMatchObject({ outcome: "passed", costUsdNanos: null });
    expect(summary.costUsdNanos).toBeNull();
  });

  it("counts nothing for what is free, or runs on one's own machine", async () => {
    const free = contender("a/alpha", ["novita"], { isFree: true });
    const own = { ...contender("own:8b"), provider: "ollama", isLocal: true };
    const { summary } = await stage.prove([free, own], { budget: 0 });
    expect(summary).toMatchObject({ calls: 42, costUsdNanos: 0 });
  });

  it("ends with its time: what is under way is ended, and what was not answered is not judged", async () => {
    stage.scripts["b/beta"] = inTurn(knows, plays("hang"));
    stage.scripts["c/gamma"] = plays("hang");
    const { of } = await stage.prove(many, { budget: 1, seconds: 10 });
    expect(of("b/beta")).toMatchObject({ outcome: "passed", reason: "answered rightly" });
    expect(of("c/gamma")).toMatchObject({ outcome: "unproven", reason: "the time for calls is used up" });
    expect(stage.calls.filter(({ signal }) => !signal.aborted && signal.reason)).toEqual([]);
  });

  it("does not ask on where a model does not answer any more", async () => {
    stage.scripts["a/alpha"] = inTurn(knows, fails("broken"));
    const { of } = await stage.prove(many, { budget: 1 });
    expect(of("a/alpha")).toMatchObject({ outcome: "failed", calls: 4 });
    expect(of("a/alpha")?.reason).toBe("gave no answer to 3 of 3 questions");
  });

  it("does not hold it against a model that so many questions make its host busy", async () => {
    stage.scripts["a/alpha"] = inTurn(knows, fails("busy"));
    const { of } = await stage.prove(many, { budget: 1 });
    expect(of("a/alpha")).toMatchObject({ outcome: "passed", reason: "answered rightly", graded: null, calls: 4 });
  });

  it("does not ask anew what was asked some days ago", async () => {
    const remembered = () => ({ graded: { asked: 20, right: 18 }, isDamaged: false });
    const { of, summary } = await stage.prove(many, { budget: 1, remembered });
    expect(summary.calls).toBe(3);
    expect(of("a/alpha")).toMatchObject({ outcome: "passed", reason: "answered rightly", graded: null });
  });
});

describe("whoever wants no more", () => {
  it("ends all calls at once", async () => {
    const stopping = new AbortController();
    let under = 0;
    for (const { model } of many) {
      stage.scripts[model] = async function* ({ signal }) {
        under += 1;
        if (under === 3) queueMicrotask(() => stopping.abort(new Error("Stopped.")));
        await hang(signal);
        yield finish;
      };
    }
    await expect(stage.prove(many, { signal: stopping.signal })).rejects.toThrow("Stopped.");
    await new Promise(setImmediate);
    expect(stage.calls.every(({ signal }) => signal.aborted)).toBe(true);
    expect(stage.calls).toHaveLength(3);
  });

  it("is heard before anything is called", async () => {
    await expect(stage.prove(many, { signal: AbortSignal.abort(new Error("Stopped.")) })).rejects.toThrow("Stopped.");
    expect(stage.calls).toEqual([]);
  });
});

describe("many calls", () => {
  it("of nine tasks with three candidates are all under way at once", async () => {
    const nine = [
      "conversational",
      "text-generation",
      "code-generation",
      "question-answering",
      "summarization",
      "translation",
      "text2text-generation",
      "fill-mask",
      "zero-shot-classification",
    ] as const;
    const all = Promise.withResolvers<void>();
    for (const { model } of many) {
      stage.scripts[model] = async function* () {
        if (stage.calls.length === 27) all.resolve();
        await all.promise;
        yield text("0");
        yield finish;
      };
    }
    const { proofs } = await stage.prove(many, { tasks: nine });
    expect(proofs.flatMap(({ routes }) => routes.map(({ outcome }) => outcome))).toEqual(Array(27).fill("passed"));
    expect(stage.calls).toHaveLength(27);
  });

  it("to one's own machine go one after another", async () => {
    let [under, most] = [0, 0];
    const own = ["one:8b", "two:8b", "three:8b"].map((model) => ({
      ...contender(model),
      provider: "ollama",
      isLocal: true,
    }));
    for (const { model } of own) {
      stage.scripts[model] = async function* () {
        under += 1;
        most = Math.max(most, under);
        await new Promise(setImmediate);
        under -= 1;
        yield text("0");
        yield finish;
      };
    }
    expect((await stage.prove(own)).summary.calls).toBe(3);
    expect(most).toBe(1);
  });
});
