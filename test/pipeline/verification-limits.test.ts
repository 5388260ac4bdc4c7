import { describe, expect, it } from "vitest";
import { noEarlierKnowledge } from "../../src/pipeline/earlier-knowledge.ts";
import type { StoredKnowledge } from "../../src/store/store.ts";
import { dayMs, servedRoute, testNow } from "../support/candidates.ts";
import { fixedSource } from "../support/sources.ts";
import { hub, models, useVerificationStage } from "./verification-stage.ts";

const stage = useVerificationStage();
const { entry, ranked, update } = stage;

describe("a dry run", () => {
  it("calls as well, and keeps nothing", async () => {
    const result = await update(hub, { dryRun: true });
    expect(result.verification?.calls).toBe(3);
    expect(stage.kept).toEqual([]);
  });
});

describe("what has failed the last time", () => {
  const failed = (...some: (string | undefined)[]): StoredKnowledge => ({
    ...noEarlierKnowledge,
    finding: (_task, { model }) => (some.includes(model) ? { outcome: "failed", reason: "was silent" } : undefined),
  });

  it("does not keep those behind it from being asked", async () => {
    const order = await ranked();
    stage.setup.writePolicy({ verification: { candidates: 1 } });
    stage.answers = Object.fromEntries(order.slice(0, 2).map((model) => [model, "gone" as const]));
    stage.knowledge = failed(...order.slice(0, 2));
    await update();
    expect(stage.calledModels()).toEqual([order[0], order[2]]);
    expect((await entry())?.primary.model).toBe(order[2]);
    expect(JSON.stringify(await entry())).not.toContain(order[1]);
  });

  it("is chosen when it passes", async () => {
    const [best] = await ranked();
    stage.knowledge = failed(best);
    await update();
    expect((await entry())?.primary.model).toBe(best);
  });

  it("is not chosen where it cannot be asked", async () => {
    const [best, second] = await ranked();
    stage.knowledge = failed(best);
    stage.lacks = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    const result = await update();
    expect((await entry())?.primary.model).toBe(second);
    expect(result.tasks[0]?.passedOver).toEqual([{ model: best, reason: "when it was called, it was silent" }]);
  });
});

describe("where nothing can be called", () => {
  it("a key that is not set is said, nothing is called, and the best is chosen unverified", async () => {
    stage.lacks = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    const [best] = await ranked();
    const result = await update();
    expect(stage.called).toEqual([]);
    expect(result.verification).toEqual({
      models: 0,
      calls: 0,
      costUsdNanos: null,
      durationMs: 0,
      skipped: ["no HF_TOKEN is set, so Hugging Face cannot be asked"],
    });
    expect((await entry())?.primary).toMatchObject({ model: best, verifiedAt: null });
    expect((await entry())?.reason).toContain("It is not verified: no HF_TOKEN is set");
    expect(stage.kept).toEqual([]);
  });

  it("the policy may want no calls", async () => {
    stage.setup.writePolicy({ verification: { enabled: false } });
    const result = await update();
    expect([result.outcome, result.verification, stage.called]).toEqual(["applied", undefined, []]);
  });

  it("a fault of what calls is a reason, and no failure of the run", async () => {
    Object.assign(stage.setup.dependencies.proving ?? {}, { probes: () => Promise.reject(new Error("No questions.")) });
    const result = await update();
    expect(result).toMatchObject({
      outcome: "applied",
      verification: { skipped: ["models cannot be called just now"] },
    });
  });

  it("tasks whose listings are not complete call nothing, since nothing would change", async () => {
    await update(fixedSource({ name: "huggingface", models, error: new Error("It broke off.") }));
    expect(stage.called).toEqual([]);
  });
});

describe("a source without a key", () => {
  it("is asked nothing, for which no questions are loaded, and people are told why", async () => {
    stage.lacks = "no HF_TOKEN is set, so Hugging Face cannot be asked";
    const { proving } = stage.setup.dependencies;
    const probes = () => Promise.reject(new Error("Nobody needs them."));
    Object.assign(stage.setup.dependencies, { proving: { ...proving, probes } });
    const { tasks, verification } = await update();
    expect(verification).toMatchObject({ calls: 0, skipped: [stage.lacks] });
    expect(tasks[0]?.reason).toContain(`It is not verified: ${stage.lacks}.`);
  });

  it("leaves the place to one that can be asked and answers, however well its own models look", async () => {
    stage.lacksOf = { huggingface: "no HF_TOKEN is set, so Hugging Face cannot be asked" };
    const local = fixedSource({
      name: "ollama",
      models: [{ model: "small:8b", isLocal: true, isTrusted: true, routes: [servedRoute({ host: null })] }],
    });
    Object.assign(stage.setup.dependencies, { catalogues: () => ({ catalogues: [hub, local], unknown: [] }) });
    stage.setup.writePolicy({ minimumScore: 40 });
    await stage.setup.update([hub, local]);
    expect((await entry())?.primary).toMatchObject({ provider: "ollama", model: "small:8b" });
    expect(stage.called.map(({ route }) => route.provider)).toEqual(["ollama"]);
  });
});

describe("what earlier runs have learned", () => {
  const gradedAt = (at: number) => {
    const grade = { at, graded: { asked: 20, right: 19 }, isDamaged: false };
    stage.knowledge = { ...noEarlierKnowledge, gradeOfRoute: () => grade };
    stage.setup.writePolicy({ verification: { budget: 1 } });
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
    Object.assign(stage.setup.dependencies, {
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
