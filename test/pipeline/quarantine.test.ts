import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { PastModel } from "../../src/domain/knowledge.ts";
import { approveModel, unapproveModel, waitingModels } from "../../src/pipeline/approve.ts";
import { noEarlierKnowledge } from "../../src/pipeline/earlier-knowledge.ts";
import { inspectModel } from "../../src/pipeline/inspect-model.ts";
import { rankOneTask } from "../../src/pipeline/rank.ts";
import type { VerdictLog } from "../../src/store/store.ts";
import { dayMs, testNow } from "../support/candidates.ts";
import { knowing } from "../support/knowledge.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { fixedSource, ill } from "../support/sources.ts";
import { setUpUpdate, type UpdateSetup } from "../support/update-setup.ts";

let setup: UpdateSetup;

beforeEach(() => {
  setup = setUpUpdate();
  setup.writePolicy({ verification: { enabled: false }, tasks: {} });
});

afterEach(() => setup.remove());

const { signal } = new AbortController();
const trigger = "command line";
const known = (model: string): Partial<Candidate> => ({ model, createdAt: testNow - 500 * dayMs, downloads: 60_000 });
const poison: Partial<Candidate> = {
  model: "mak3r-labs/Best-9",
  createdAt: testNow - 10 * dayMs,
  downloads: 5_000_000,
  likes: 9_000,
};
const real = [known("maker-labs/Good-1"), known("others/Fine-1"), known("more/Fine-2")];
const hub = (...models: Partial<Candidate>[]) => fixedSource({ name: "huggingface", models });
const all = hub(poison, ...real);
/** Every task that these sources list it for. */
const update = (sources = [all], facts = {}) => setup.update(sources, { tasks: [], ...facts });
const primary = async () => (await setup.configuration()).tasks.conversational?.primary.model;
const waiting = async () => (await setup.dependencies.quarantine.list()).map(({ model }) => model);

describe("a model that is suspicious", () => {
  it("is not chosen though it were the best, until a person approves it", async () => {
    await update();
    expect(await primary()).not.toBe(poison.model);
    const { tasks } = await setup.configuration();
    expect(JSON.stringify(tasks)).not.toContain(poison.model);
    await approveModel({ model: "mak3r-labs/Best-9", trigger }, setup.dependencies);
    await update();
    expect(await primary()).toBe(poison.model);
    expect(await waiting()).toEqual([]);
  });

  it("is shown by rank among those that may not be chosen, with the reason", async () => {
    const { signal: rankSignal } = new AbortController();
    setup.useSources([all]);
    const { ranking, qualified } = await rankOneTask(
      { task: "conversational", limit: null, signal: rankSignal },
      setup.dependencies,
    );
    expect(ranking.at(-1)).toMatchObject({
      model: poison.model,
      eligible: false,
      reasons: [
        expect.stringMatching(
          /^it waits for a person: its owner "mak3r-labs" looks like maker-labs, which is 490 days older/,
        ),
      ],
    });
    expect(qualified).toBe(3);
  });

  it("is known to later runs, with the tasks that would have it", async () => {
    await update();
    const [model, ...others] = await setup.dependencies.quarantine.list();
    expect(others).toEqual([]);
    expect(model).toMatchObject({ provider: "huggingface", model: poison.model, since: "2026-11-21T03:00:00.000Z" });
    expect(model?.tasks).toContain("conversational");
  });

  it("is told of by the card of the model alone, where an update has found it", async () => {
    setup.useSources([all]);
    const look = () => inspectModel({ model: "mak3r-labs/Best-9", signal }, setup.dependencies);
    expect((await look())?.isQuarantined).toBe(false);
    await update();
    const inspection = await look();
    expect(inspection?.isQuarantined).toBe(true);
    expect(inspection?.serves[0]?.evaluation.reasons).toEqual([expect.stringContaining("it waits for a person")]);
    await approveModel({ model: "mak3r-labs/Best-9", trigger }, setup.dependencies);
    expect((await look())?.isQuarantined).toBe(false);
  });

  it("stays where it stands already", async () => {
    await setup.place(entryOf(choiceOf("mak3r-labs/Best-9")));
    await update([all], { tasks: ["conversational"] });
    expect(await primary()).toBe(poison.model);
  });

  it("waits on where a run has not seen all: one task alone, or a source that broke off", async () => {
    await update();
    await update([hub(poison, known("others/Fine-1"))], { tasks: ["conversational"] });
    expect(await waiting()).toEqual([poison.model]);
    await update([fixedSource({ name: "huggingface", models: [poison], error: ill("The Hub") })]);
    expect(await waiting()).toEqual([poison.model]);
  });

  it("waits no longer where a whole run finds nothing suspicious", async () => {
    await update();
    const older = { ...poison, createdAt: testNow - 100 * dayMs };
    await update([hub(older, known("others/Fine-1"), known("more/Fine-2"))]);
    expect(await waiting()).toEqual([]);
  });

  it("leaves no trace of a dry run", async () => {
    await update([all], { dryRun: true });
    expect(await waiting()).toEqual([]);
  });

  it("may come in a crowd without any of it being chosen, and without keeping others out", async () => {
    const flood = Array.from({ length: 80 }, (_each, at) => ({ ...poison, model: `mak3r-labs/Best-${at}` }));
    await update([hub(...flood, ...real)], { tasks: ["conversational"] });
    expect(JSON.stringify((await setup.configuration()).tasks)).not.toContain("mak3r");
    expect(real.map(({ model }) => model)).toContain(await primary());
  });
});

describe("owners whom a run does not see", () => {
  const remembering = (models: Readonly<Record<string, Partial<PastModel>>>): VerdictLog => ({
    knowledge: async () => ({
      ...noEarlierKnowledge,
      ...knowing(models),
      *models() {
        for (const model of Object.keys(models)) yield { provider: "huggingface", model };
      },
    }),
    keepVerdicts: async () => undefined,
  });
  const oneTask = { tasks: ["conversational"] as const };

  it("are known from earlier ones: whose first model is old is not new", async () => {
    const fresh = { ...known("maker-labs/Good-2"), createdAt: testNow - 5 * dayMs };
    await update([hub(fresh)], oneTask);
    expect(await waiting()).toEqual([fresh.model]);
    setup.dependencies.memory = remembering({ "maker-labs/Good-1": { createdAt: testNow - 500 * dayMs } });
    await update([hub(fresh)]);
    expect(await waiting()).toEqual([]);
  });

  it("are known from earlier ones: nobody passes for one that serves another task", async () => {
    const lookAlike = { ...poison, createdAt: testNow - 40 * dayMs };
    await update([hub(lookAlike)], oneTask);
    expect(await waiting()).toEqual([]);
    setup.dependencies.memory = remembering({
      "maker-labs/Good-1": { createdAt: testNow - 500 * dayMs, downloads: 60_000 },
    });
    await update([hub(lookAlike)], oneTask);
    expect(await waiting()).toEqual([lookAlike.model]);
  });
});

describe("counts that were driven up", () => {
  const jumped = { ...known("others/Fine-1"), downloads: 4_000_000 };
  const memory = (downloads: number): VerdictLog => ({
    knowledge: async () => ({
      ...noEarlierKnowledge,
      past: ({ model }) =>
        model === jumped.model ? { createdAt: null, parameters: null, downloads, firstSeen: 0 } : undefined,
    }),
    keepVerdicts: async () => undefined,
  });

  it("do not become usual by a night's wait", async () => {
    setup.dependencies.memory = memory(2_000);
    await update([hub(jumped, ...real.filter(({ model }) => model !== jumped.model))]);
    expect(await waiting()).toEqual([jumped.model]);
    setup.dependencies.memory = memory(4_000_000);
    await update([hub(jumped, ...real.filter(({ model }) => model !== jumped.model))]);
    expect(await waiting()).toEqual([jumped.model]);
    await update([hub({ ...jumped, downloads: 20_000 }, ...real.filter(({ model }) => model !== jumped.model))]);
    expect(await waiting()).toEqual([]);
  });
});

describe("an approval", () => {
  it("is given once, and taken back once", async () => {
    const request = { model: "mak3r-labs/Best-9", trigger };
    const { changes } = await approveModel(request, setup.dependencies);
    expect(changes).toHaveLength(1);
    await expect(approveModel(request, setup.dependencies)).rejects.toThrow("mak3r-labs/Best-9 is already approved.");
    await unapproveModel(request, setup.dependencies);
    await expect(unapproveModel(request, setup.dependencies)).rejects.toThrow("nothing to undo");
    expect((await setup.dependencies.policy.read()).approved).toEqual([]);
  });

  it("adds to what people's own file approves", async () => {
    setup.writePolicy({ approved: ["people/own"] });
    await approveModel({ model: "people/other", trigger }, setup.dependencies);
    expect((await setup.dependencies.policy.read()).approved).toEqual(["people/own", "people/other"]);
    await unapproveModel({ model: "people/own", trigger }, setup.dependencies);
    expect((await setup.dependencies.policy.read()).approved).toEqual(["people/other"]);
  });

  it("is asked for no longer where the model is ignored, or no guard is wanted", async () => {
    await update();
    expect(await waitingModels(setup.dependencies)).toHaveLength(1);
    setup.writePolicy({ ignore: ["mak3r-labs/Best-9"] });
    expect(await waitingModels(setup.dependencies)).toEqual([]);
    setup.writePolicy({ guards: { enabled: false } });
    expect(await waitingModels(setup.dependencies)).toEqual([]);
  });
});
