import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import { taskNames } from "../../src/domain/task.ts";
import type { Verdict } from "../../src/domain/verification.ts";
import { noEarlierKnowledge } from "../../src/pipeline/earlier-knowledge.ts";
import type { RunProgress } from "../../src/pipeline/progress.ts";
import { rankOneTask } from "../../src/pipeline/rank.ts";
import { runUpdate } from "../../src/pipeline/update.ts";
import type { StoredKnowledge } from "../../src/store/store.ts";
import type { ProbeTable } from "../../src/verification/probe.ts";
import type { CallFault, ProbeCall, ProbeReply } from "../../src/verification/probe-caller.ts";
import { dayMs, servedRoute, testNow } from "../support/candidates.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { fixedSource } from "../support/sources.ts";
import { setUpUpdate, type UpdateSetup } from "../support/update-setup.ts";
import { question } from "../verification/stage.ts";

let setup: UpdateSetup;
let called: ProbeCall[];
let kept: Verdict[];
let knowledge: StoredKnowledge;
/** What a model, or "model on host", answers: by default rightly. */
let answers: Record<string, "wrong" | CallFault["outcome"]>;
let lacks: string | null;

async function* says(text: string): AsyncGenerator<AnswerEvent> {
  yield { type: "text", text };
  yield { type: "finish", reason: "stop" };
}

// biome-ignore lint/correctness/useYield: it fails before it says anything.
async function* breaks(): AsyncGenerator<AnswerEvent> {
  throw new Error("It failed.");
}

function reply(call: ProbeCall): ProbeReply {
  called.push(call);
  const { model, host } = call.route;
  const does = answers[`${model} on ${host}`] ?? answers[model];
  const words = does === "wrong" ? "no" : (/in \D*(\d*)\?/.exec(JSON.stringify(call.ask))?.[1] ?? "") || "0";
  if (does === undefined || does === "wrong") return { kind: "called", events: says(words), fault: () => null };
  return { kind: "called", events: breaks(), fault: () => ({ outcome: does, code: "500", isDefect: false }) };
}

const graded = Array.from({ length: 20 }, (_, at) => question(`graded-${at + 1}`));
const probes = Object.fromEntries(taskNames.map((name) => [name, { smoke: question("smoke"), graded }]));

beforeEach(() => {
  setup = setUpUpdate();
  [called, kept, answers, lacks, knowledge] = [[], [], {}, null, noEarlierKnowledge];
  Object.assign(setup.dependencies, {
    proving: {
      caller: async () => ({ call: reply, lacks: () => lacks }),
      probes: async () => probes as unknown as ProbeTable,
    },
    memory: {
      keepVerdicts: async (verdicts: Verdict[]) => void kept.push(...verdicts),
      knowledge: async () => knowledge,
    },
  });
});
afterEach(() => setup.remove());

const hosts = ["cheap", "novita"];
const routes = hosts.map((host, at) => servedRoute({ host, outputPrice: 100_000 * (at + 1) }));
const models = ["a", "b", "c", "d", "e"].map((name, at) => ({
  model: `maker/${name}`,
  downloads: 10 ** (7 - at),
  createdAt: testNow - (60 + 40 * at) * dayMs,
  routes,
}));
const hub = fixedSource({ name: "huggingface", models });
const without = (model: string) =>
  fixedSource({ name: "huggingface", models: models.filter((each) => each.model !== model) });
const entry = async () => (await setup.configuration()).tasks.conversational;
const calledModels = () => [...new Set(called.map(({ route }) => route.model))];

/** Model ids, best first. */
async function ranked(): Promise<string[]> {
  Object.assign(setup.dependencies, { catalogues: () => ({ catalogues: [hub], unknown: [] }) });
  const request = { task: "conversational" as const, limit: null, signal: new AbortController().signal };
  return (await rankOneTask(request, setup.dependencies)).ranking.map(({ model }) => model);
}

async function update(source = hub, facts: Parameters<UpdateSetup["update"]>[1] = {}) {
  Object.assign(setup.dependencies, { catalogues: () => ({ catalogues: [source], unknown: [] }) });
  return await setup.update([source], facts);
}

describe("an update", () => {
  it("calls the three best once each, and notes when the chosen one was verified", async () => {
    const best = (await ranked()).slice(0, 3);
    const result = await update();
    expect(result.outcome).toBe("applied");
    expect(calledModels().sort()).toEqual(best.sort());
    expect(result.verification).toMatchObject({ models: 3, calls: 3, skipped: [] });
    expect((await entry())?.primary.verifiedAt).toBe(new Date(testNow).toISOString());
    expect(result.tasks[0]?.facts?.to?.verdict).toMatchObject({ outcome: "passed", reason: "answered rightly" });
  });

  it.each(["wrong", "gone"] as const)("does not choose the best where its answer is %s, and says why", async (does) => {
    const [best = "", second] = await ranked();
    answers[best] = does;
    const result = await update();
    const made = await entry();
    expect(made?.primary.model).toBe(second);
    const refusal = expect.stringMatching(
      /^when it was called, it (?:answered wrongly: .+|was no longer served there)$/,
    );
    expect(result.tasks[0]?.passedOver).toEqual([{ model: best, reason: refusal }]);
    expect(made?.fallbacks.map(({ model }) => model)).not.toContain(best);
  });

  it("calls only what stands where nothing would change, and nobody in the three days after it answered", async () => {
    await update();
    called = [];
    const { primary } = (await entry()) ?? {};
    const quiet = await update();
    expect([quiet.outcome, calledModels()]).toEqual(["unchanged", [primary?.model]]);
    called = [];
    const passedAt = () => testNow - 2 * dayMs;
    knowledge = { ...noEarlierKnowledge, passedAt };
    const silent = await update();
    expect(called).toEqual([]);
    expect(silent.verification?.skipped).toEqual([
      "what serves has answered in the last three days, and nothing better is listed",
    ]);
    knowledge = { ...noEarlierKnowledge, passedAt: () => testNow - 4 * dayMs };
    await update();
    expect(calledModels()).toEqual([primary?.model]);
  });

  it("chooses another host of the best where the first will not do", async () => {
    const [best = ""] = await ranked();
    answers[`${best} on cheap`] = "gone";
    await update();
    expect((await entry())?.primary).toMatchObject({ model: best, host: "novita" });
  });

  it("moves what stands to another host where its own has failed, and says so", async () => {
    const [best = ""] = await ranked();
    await setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    answers[`${best} on cheap`] = "wrong";
    const { tasks } = await update();
    expect((await entry())?.primary).toMatchObject({ model: best, host: "novita" });
    expect(tasks[0]?.reason).toMatch(
      /^maker\/\w has failed its check on cheap: it answered wrongly: .+; novita passes\./,
    );
  });

  it("shows in the ranking what has failed as one that may not be chosen, and what has passed as such", async () => {
    const [best = "", second = ""] = await ranked();
    const found: Record<string, { outcome: "passed" | "failed"; reason: string }> = {
      [best]: { outcome: "failed", reason: "did not answer in time" },
      [second]: { outcome: "passed", reason: "answered rightly" },
    };
    knowledge = { ...noEarlierKnowledge, finding: (_task, { model }) => found[model] };
    const request = { task: "conversational" as const, limit: null, signal: new AbortController().signal };
    const { ranking } = await rankOneTask(request, setup.dependencies);
    expect(ranking[0]).toMatchObject({ model: second, eligible: true });
    expect(ranking[0]?.evidence[0]).toBe("when it was called, it answered rightly");
    const reasons = ["when it was called, it did not answer in time"];
    expect(ranking.at(-1)).toMatchObject({ model: best, eligible: false, reasons });
  });

  it("replaces what stands where it answers wrongly, though it is still listed", async () => {
    const [best = "", second] = await ranked();
    await setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    answers[best] = "wrong";
    const { tasks } = await update();
    expect(tasks[0]).toMatchObject({ action: "replace", to: { model: second } });
    expect(tasks[0]?.reason).toContain("answered wrongly");
  });

  it("keeps what stands on its host, where that answers, though another is cheaper", async () => {
    const [best = ""] = await ranked();
    await setup.place(entryOf(choiceOf(best, { host: "novita" })));
    await update();
    expect((await entry())?.primary.host).toBe("novita");
    expect(called.filter(({ route }) => route.model === best).map(({ route }) => route.host)).toEqual(["novita"]);
  });

  it("moves what stands where its host no longer answers", async () => {
    const [best = ""] = await ranked();
    await setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    answers[`${best} on cheap`] = "broken";
    await update();
    expect((await entry())?.primary).toMatchObject({ model: best, host: "novita" });
  });

  it("keeps what no listing names any more as long as it answers, and replaces it when it does not", async () => {
    const [best = "", second] = await ranked();
    await setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    const kept = await update(without(best));
    expect((await entry())?.primary.model).toBe(best);
    expect(kept.tasks[0]?.reason).toContain("it still answers");
    answers[best] = "gone";
    await update(without(best));
    expect((await entry())?.primary.model).toBe(second);
  });

  it("asks the next where all of the best fail, and chooses one of those", async () => {
    const order = await ranked();
    for (const model of order.slice(0, 3)) answers[model] = "wrong";
    await update();
    expect((await entry())?.primary.model).toBe(order[3]);
  });

  it("keeps what was proved, route by route", async () => {
    const [best = ""] = await ranked();
    answers[`${best} on cheap`] = "gone";
    await update();
    expect(kept.map(({ route, outcome }) => `${route.model} ${route.host} ${outcome}`)).toContain(
      `${best} cheap failed`,
    );
    expect(kept).toHaveLength(4);
  });

  it("tells that it calls, and how often", async () => {
    const seen: RunProgress[] = [];
    const request = { dryRun: true, tasks: ["conversational" as const], trigger: "test" };
    Object.assign(setup.dependencies, { catalogues: () => ({ catalogues: [hub], unknown: [] }) });
    const signal = new AbortController().signal;
    await runUpdate({ ...request, signal, onProgress: (each) => void seen.push(each) }, setup.dependencies);
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(["discovering", "verifying", "planning"]);
    expect(seen.at(-1)?.calls).toBe(3);
  });
});

describe("a dry run", () => {
  it("calls as well, and keeps nothing", async () => {
    const result = await update(hub, { dryRun: true });
    expect(result.verification?.calls).toBe(3);
    expect(kept).toEqual([]);
  });
});

describe("where nothing can be called", () => {
  it("a key that is not set is said, nothing is called, and the best is chosen unverified", async () => {
    lacks = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    const [best] = await ranked();
    const result = await update();
    expect(called).toEqual([]);
    expect(result.verification).toEqual({
      models: 0,
      calls: 0,
      costUsdNanos: null,
      durationMs: 0,
      skipped: ["no HF_TOKEN is set, so Hugging Face cannot be asked"],
    });
    expect((await entry())?.primary).toMatchObject({ model: best, verifiedAt: null });
    expect((await entry())?.reason).toContain("It is not verified: no HF_TOKEN is set");
    expect(kept).toEqual([]);
  });

  it("the policy may want no calls", async () => {
    setup.writePolicy({ verification: { enabled: false } });
    const result = await update();
    expect([result.outcome, result.verification, called]).toEqual(["applied", undefined, []]);
  });

  it("a fault of what calls is a reason, and no failure of the run", async () => {
    Object.assign(setup.dependencies.proving ?? {}, { probes: () => Promise.reject(new Error("No questions.")) });
    const result = await update();
    expect(result).toMatchObject({
      outcome: "applied",
      verification: { skipped: ["models cannot be called just now"] },
    });
  });

  it("tasks whose listings are not complete call nothing, since nothing would change", async () => {
    await update(fixedSource({ name: "huggingface", models, error: new Error("It broke off.") }));
    expect(called).toEqual([]);
  });
});

describe("what earlier runs have learned", () => {
  const gradedAt = (at: number) => {
    const grade = { at, graded: { asked: 20, right: 19 }, isDamaged: false };
    knowledge = { ...noEarlierKnowledge, gradeOfRoute: () => grade };
    setup.writePolicy({ verification: { budget: 1 } });
  };

  it("is not asked anew within a week, but for one question", async () => {
    gradedAt(testNow - 2 * dayMs);
    expect((await update()).verification?.calls).toBe(3);
  });

  it("is asked anew after a week", async () => {
    gradedAt(testNow - 8 * dayMs);
    // Three models on two hosts each, 21 questions each.
    expect((await update()).verification?.calls).toBe(126);
  });

  it("may be unreadable: the run goes on as if it were the first, with a warning", async () => {
    const warnings: string[] = [];
    Object.assign(setup.dependencies, {
      logger: { info: () => {}, warn: (message: string) => void warnings.push(message) },
      memory: {
        knowledge: () => Promise.reject(new Error("The disk is full.")),
        keepVerdicts: () => Promise.reject(new Error("The disk is full.")),
      },
    });
    expect((await update()).outcome).toBe("applied");
    expect(warnings).toEqual([expect.stringContaining("could not be read"), "The disk is full."]);
  });
});
