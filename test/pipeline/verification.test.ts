import { describe, expect, it } from "vitest";
import { noEarlierKnowledge } from "../../src/pipeline/earlier-knowledge.ts";
import type { RunProgress } from "../../src/pipeline/progress.ts";
import { rankOneTask } from "../../src/pipeline/rank.ts";
import { runUpdate } from "../../src/pipeline/update.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { hub, useVerificationStage, without } from "./verification-stage.ts";

const stage = useVerificationStage();
const { entry, calledModels, ranked, update } = stage;

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
    stage.answers[best] = does;
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
    stage.called = [];
    const { primary } = (await entry()) ?? {};
    const quiet = await update();
    expect([quiet.outcome, calledModels()]).toEqual(["unchanged", [primary?.model]]);
    stage.called = [];
    const passedAt = () => testNow - 2 * dayMs;
    stage.knowledge = { ...noEarlierKnowledge, passedAt };
    const silent = await update();
    expect(stage.called).toEqual([]);
    expect(silent.verification?.skipped).toEqual([
      "what serves has answered in the last three days, and nothing better is listed",
    ]);
    stage.knowledge = { ...noEarlierKnowledge, passedAt: () => testNow - 4 * dayMs };
    await update();
    expect(calledModels()).toEqual([primary?.model]);
  });

  it("chooses another host of the best where the first will not do", async () => {
    const [best = ""] = await ranked();
    stage.answers[`${best} on cheap`] = "gone";
    await update();
    expect((await entry())?.primary).toMatchObject({ model: best, host: "novita" });
  });

  it("moves what stands to another host where its own has failed, and says so", async () => {
    const [best = ""] = await ranked();
    await stage.setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    stage.answers[`${best} on cheap`] = "wrong";
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
    stage.knowledge = { ...noEarlierKnowledge, finding: (_task, { model }) => found[model] };
    const request = { task: "conversational" as const, limit: null, signal: new AbortController().signal };
    const { ranking } = await rankOneTask(request, stage.setup.dependencies);
    expect(ranking[0]).toMatchObject({ model: second, eligible: true });
    expect(ranking[0]?.evidence[0]).toBe("when it was called, it answered rightly");
    const reasons = ["when it was called, it did not answer in time"];
    expect(ranking.at(-1)).toMatchObject({ model: best, eligible: false, reasons });
  });

  it("replaces what stands where it answers wrongly, though it is still listed", async () => {
    const [best = "", second] = await ranked();
    await stage.setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    stage.answers[best] = "wrong";
    const { tasks } = await update();
    expect(tasks[0]).toMatchObject({ action: "replace", to: { model: second } });
    expect(tasks[0]?.reason).toContain("answered wrongly");
  });

  it("keeps what stands on its host, where that answers, though another is cheaper", async () => {
    const [best = ""] = await ranked();
    await stage.setup.place(entryOf(choiceOf(best, { host: "novita" })));
    await update();
    expect((await entry())?.primary.host).toBe("novita");
    expect(stage.called.filter(({ route }) => route.model === best).map(({ route }) => route.host)).toEqual(["novita"]);
  });

  it("moves what stands where its host no longer answers", async () => {
    const [best = ""] = await ranked();
    await stage.setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    stage.answers[`${best} on cheap`] = "broken";
    await update();
    expect((await entry())?.primary).toMatchObject({ model: best, host: "novita" });
  });

  it("keeps what no listing names any more as long as it answers, and replaces it when it does not", async () => {
    const [best = "", second] = await ranked();
    await stage.setup.place(entryOf(choiceOf(best, { host: "cheap" })));
    const standing = await update(without(best));
    expect((await entry())?.primary.model).toBe(best);
    expect(standing.tasks[0]?.reason).toContain("it still answers");
    stage.answers[best] = "gone";
    await update(without(best));
    expect((await entry())?.primary.model).toBe(second);
  });

  it("asks the next where all of the best fail, and chooses one of those", async () => {
    const order = await ranked();
    for (const model of order.slice(0, 3)) stage.answers[model] = "wrong";
    await update();
    expect((await entry())?.primary.model).toBe(order[3]);
  });

  it("keeps what was proved, route by route", async () => {
    const [best = ""] = await ranked();
    stage.answers[`${best} on cheap`] = "gone";
    await update();
    expect(stage.kept.map(({ route, outcome }) => `${route.model} ${route.host} ${outcome}`)).toContain(
      `${best} cheap failed`,
    );
    expect(stage.kept).toHaveLength(4);
  });

  it("tells that it calls, and how often", async () => {
    const seen: RunProgress[] = [];
    const request = { dryRun: true, tasks: ["conversational" as const], trigger: "test" };
    Object.assign(stage.setup.dependencies, { catalogues: () => ({ catalogues: [hub], unknown: [] }) });
    const signal = new AbortController().signal;
    await runUpdate({ ...request, signal, onProgress: (each) => void seen.push(each) }, stage.setup.dependencies);
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(["discovering", "verifying", "planning"]);
    expect(seen.at(-1)?.calls).toBe(3);
  });
});
