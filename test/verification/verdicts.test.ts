import { beforeEach, describe, expect, it } from "vitest";
import { taskNames } from "../../src/domain/task.ts";
import { NotJudgedError } from "../../src/verification/checkers/check.ts";
import type { ProbeTable } from "../../src/verification/probe.ts";
import { fails, finish, plays, says, text } from "../routing/stage.ts";
import { contender, inTurn, knows, type ProofStage, question, setProofStage } from "./stage.ts";

let stage: ProofStage;

beforeEach(() => {
  stage = setProofStage();
});

const [alpha, beta, gamma, delta] = ["a/alpha", "b/beta", "c/gamma", "d/delta"].map((model) => contender(model));
const all = [alpha, beta, gamma, delta].filter((each) => each !== undefined);

async function verdictOf(...script: Parameters<typeof inTurn>) {
  stage.scripts["a/alpha"] = inTurn(...script);
  const verdict = (await stage.prove([contender("a/alpha")])).of("a/alpha");
  return [verdict?.outcome, verdict?.reason, stage.calls.length];
}

describe("a model that is called", () => {
  it("passes by one right answer, with what it took and cost", async () => {
    const usage = { inputTokens: 20, outputTokens: 5, reasoningTokens: null, tokensPerSecond: 40, costUsdNanos: null };
    stage.scripts["a/alpha"] = plays(text("0"), finish, { type: "usage", usage });
    const { proofs, summary, of } = await stage.prove([contender("a/alpha")]);
    const measured = { calls: 1, firstTokenMs: 0, tokensPerSecond: 40, costUsdNanos: 4_000 };
    expect(of("a/alpha")).toMatchObject({ outcome: "passed", reason: "answered rightly", graded: null, ...measured });
    expect(summary).toMatchObject({ models: 1, calls: 1, costUsdNanos: 4_000, skipped: [] });
    expect(proofs[0]?.routes).toHaveLength(1);
  });

  it("is asked for the shortest answer that is the same each time, in room enough", async () => {
    await stage.prove([contender("a/alpha")]);
    expect(stage.calls[0]?.input).toMatchObject({ options: { temperature: 0, max_tokens: 100 } });
  });

  it.each([
    ["is forgiven one wrong answer", [says("7"), knows], ["passed", "answered rightly the second time", 2]],
    ["fails by two", [says("7")], ["failed", "answered wrongly: it named no number", 2]],
    ["is forgiven one hiccup", [fails("broken"), knows], ["passed", "answered rightly the second time", 2]],
    ["fails by two broken answers", [fails("broken")], ["failed", "gave an answer that is none", 2]],
    ["fails at once where its host has dropped it", [fails("gone")], ["failed", "was no longer served there", 1]],
    ["is not judged by a host that is busy", [fails("busy")], ["unproven", "it was too busy to be asked", 2]],
    ["is forgiven being busy once", [fails("busy"), knows], ["passed", "answered rightly the second time", 2]],
    ["is not judged by an empty account", [fails("no-credit")], ["unproven", "the account has no credit left", 1]],
    ["is not judged by a wrong key", [fails("refused", { code: 401 })], ["unproven", "the key was not accepted", 1]],
    [
      "is not judged by what may be our own fault",
      [fails("bad-request")],
      ["unproven", "it did not take the question", 1],
    ],
    ["fails by saying nothing", [plays(finish)], ["failed", "gave an answer that is none", 2]],
    ["fails by an answer that breaks off", [plays(text("0"))], ["failed", "gave an answer that is none", 2]],
  ] as const)("%s", async (_title, scripts, expected) => {
    expect(await verdictOf(...scripts)).toEqual(expected);
  });

  it("has some seconds after a hiccup, and none after a wrong answer", async () => {
    await verdictOf(fails("broken"), knows);
    expect(stage.clock.waits).toEqual([5_000]);
    stage = setProofStage();
    await verdictOf(says("7"), knows);
    expect(stage.clock.waits).toEqual([]);
  });

  it("is not held to a defect of the program's own, which is logged", async () => {
    expect(await verdictOf(plays(new TypeError("oops")))).toEqual([
      "unproven",
      "the call failed by a fault of Modelvane's own",
      1,
    ]);
  });

  it("is not held to an answer that could not be judged, which is paid for all the same", async () => {
    const unjudged = { ...question("smoke"), check: () => Promise.reject(new NotJudgedError("No sandbox.")) };
    const set = { smoke: unjudged, graded: [] };
    const probes = Object.fromEntries(taskNames.map((name) => [name, set])) as unknown as ProbeTable;
    const usage = { inputTokens: 20, outputTokens: 5, reasoningTokens: null, tokensPerSecond: 40, costUsdNanos: null };
    stage.scripts["a/alpha"] = plays(text("0"), finish, { type: "usage", usage });
    expect((await stage.prove([contender("a/alpha")], { probes })).of("a/alpha")).toMatchObject({
      outcome: "unproven",
      reason: "the call failed by a fault of Modelvane's own",
      costUsdNanos: 4_000,
    });
  });

  it("fails by never saying anything", async () => {
    expect(await verdictOf(plays("hang"))).toEqual(["failed", "did not answer in time", 2]);
  });

  it("fails by an answer without an end, of which little is read", async () => {
    let sent = 0;
    stage.scripts["a/alpha"] = async function* () {
      for (;;) {
        sent += 1;
        yield text("0 ".repeat(50));
      }
    };
    expect((await stage.prove([contender("a/alpha")])).of("a/alpha")).toMatchObject({
      outcome: "failed",
      reason: "answered wrongly: it went on without an end",
    });
    expect(sent).toBeLessThan(30);
  });

  it("may think as long as it keeps to its room, and fails by thinking on and on", async () => {
    const thinks = (characters: number) =>
      plays({ type: "reasoning", text: "m".repeat(characters) }, text("0"), finish);
    expect((await verdictOf(thinks(500)))[0]).toBe("passed");
    expect((await verdictOf(thinks(2_000)))[0]).toBe("failed");
  });
});

describe("what several models show", () => {
  it("fails one that refuses what others answer", async () => {
    stage.scripts["a/alpha"] = fails("bad-request");
    const { of } = await stage.prove(all.slice(0, 2));
    expect(of("a/alpha")).toMatchObject({ outcome: "failed", reason: "did not take a question that others take" });
  });

  it("fails one that the key may not use, where it may use another", async () => {
    stage.scripts["a/alpha"] = fails("refused", { code: 403 });
    expect((await stage.prove(all.slice(0, 1))).of("a/alpha")?.outcome).toBe("unproven");
    stage = setProofStage();
    stage.scripts["a/alpha"] = fails("refused", { code: 403 });
    expect((await stage.prove(all.slice(0, 2))).of("a/alpha")?.outcome).toBe("failed");
  });

  it("blames no model where nothing of a provider answers in time", async () => {
    for (const { model } of all) stage.scripts[model] = plays("hang");
    const { of } = await stage.prove(all.slice(0, 3));
    expect(of("b/beta")).toMatchObject({
      outcome: "unproven",
      reason: "nothing of its provider could be reached",
    });
  });

  it("asks no more models of an account without credit", async () => {
    for (const { model } of all) stage.scripts[model] = fails("no-credit");
    const { summary, of } = await stage.prove(all, { tasks: ["conversational", "translation", "summarization"] });
    expect(of("c/gamma")?.reason).toBe("the account has no credit left");
    expect(summary.calls).toBeLessThanOrEqual(9);
  });

  it("asks the next where none of the first will do, and not more than as many again", async () => {
    for (const { model } of all.slice(0, 2)) stage.scripts[model] = says("7");
    const { of } = await stage.prove(all, { job: { candidates: 2 } });
    expect([of("b/beta"), of("c/gamma"), of("d/delta")].map((each) => each?.outcome)).toEqual([
      "failed",
      "passed",
      "passed",
    ]);
  });

  it("asks nobody else where one of the first will do", async () => {
    stage.scripts["a/alpha"] = says("7");
    expect((await stage.prove(all, { job: { candidates: 2 } })).proofs[0]?.models.size).toBe(2);
  });

  it("does not judge by a few answers of the longer set", async () => {
    // The first question rightly, two wrongly, and then nobody answers any more.
    stage.scripts["a/alpha"] = inTurn(knows, says("7"), says("7"), fails("busy"));
    const { of } = await stage.prove(all.slice(0, 1), { budget: 1 });
    expect(of("a/alpha")?.reason).not.toMatch(/of [123] questions/);
  });

  it("asks what stands alone where nothing would change, and the best only where that fails", async () => {
    const job = { incumbent: delta ?? null, isContested: false };
    const quiet = await stage.prove(all, { job });
    expect([quiet.summary.calls, quiet.of("d/delta")?.outcome]).toEqual([1, "passed"]);
    stage.scripts["d/delta"] = says("7");
    const { of } = await stage.prove(all, { job });
    expect(["a/alpha", "b/beta", "c/gamma", "d/delta"].map((model) => of(model)?.outcome)).toEqual([
      "passed",
      "passed",
      "passed",
      "failed",
    ]);
  });

  it("asks nobody where nothing would change and what stands has answered in the last days", async () => {
    const job = { incumbent: delta ?? null, isContested: false };
    const { summary, proofs } = await stage.prove(all, { job, hasPassedLately: () => true });
    expect([summary.calls, proofs[0]?.models.size]).toEqual([0, 0]);
    const contested = await stage.prove(all, { job: { incumbent: delta ?? null }, hasPassedLately: () => true });
    expect(contested.summary.calls).toBe(4);
  });

  it("asks what stands whatever its rank, and the route that no listing names", async () => {
    const missing = contender("gone/model");
    stage.scripts["gone/model"] = fails("gone");
    const { proofs, of } = await stage.prove([contender("a/alpha")], { job: { incumbent: delta ?? null, missing } });
    expect(of("d/delta")?.outcome).toBe("passed");
    expect(proofs[0]?.missing).toMatchObject({ outcome: "failed", route: { model: "gone/model" } });
  });
});

describe("a dead route", () => {
  it("is not asked again for another task, and fails there too", async () => {
    stage.scripts["a/alpha"] = fails("gone");
    const tasks = ["conversational", "translation"] as const;
    const first = await stage.prove([contender("a/alpha")], { tasks: [tasks[0]] });
    expect(first.of("a/alpha")?.outcome).toBe("failed");
    const again = await stage.prove([contender("a/alpha")], { tasks });
    // Health remembers it from the run before.
    expect(again.of("a/alpha")).toMatchObject({ outcome: "failed", reason: "was no longer served there", calls: 0 });
    expect(stage.calls).toHaveLength(1);
  });
});

describe("a resting route", () => {
  it("is not judged by faults that may pass", async () => {
    stage.scripts["a/alpha"] = fails("refused", { code: 401 });
    await stage.prove([contender("a/alpha")]);
    const again = await stage.prove([contender("a/alpha")]);
    expect([stage.calls.length, again.of("a/alpha")?.outcome]).toEqual([1, "unproven"]);
    expect(again.summary.skipped).toEqual(["it is left alone for now, after earlier faults"]);
  });
});

describe("without a key", () => {
  it("nothing is called, and the reason is told once", async () => {
    stage.lacks.huggingface = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    const { summary, of } = await stage.prove(all, { tasks: ["conversational", "translation"] });
    expect(stage.calls).toEqual([]);
    expect(of("a/alpha")).toMatchObject({ outcome: "unproven", reason: stage.lacks.huggingface, calls: 0 });
    expect(summary).toMatchObject({ models: 0, calls: 0, skipped: [stage.lacks.huggingface] });
  });
});
