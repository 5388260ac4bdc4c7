import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inspectModel } from "../../src/pipeline/inspect-model.ts";
import { rankOneTask } from "../../src/pipeline/rank.ts";
import { servedRoute } from "../support/candidates.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { type FixedSource, fixedSource, ill, notRunning } from "../support/sources.ts";
import { setUpUpdate, type UpdateSetup } from "../support/update-setup.ts";

let setup: UpdateSetup;

beforeEach(() => {
  setup = setUpUpdate();
});

afterEach(() => setup.remove());

const local = {
  isLocal: true,
  isTrusted: true,
  tags: ["conversational"],
  createdAt: null,
  downloads: null,
  likes: null,
  isGated: null,
  routes: [servedRoute({ host: null, isFree: true, inputPrice: 0, outputPrice: 0 })],
};
const hub = fixedSource({ name: "huggingface", models: ["maker/big", "maker/huge"] });
const illHub = fixedSource({ name: "huggingface", models: ["maker/big"], error: ill("The Hub") });
const ollama = (facts: Partial<FixedSource> = {}) =>
  fixedSource({
    name: "ollama",
    emptyMeans: "nothing",
    isOptional: true,
    models: [{ model: "llama3.2:3b", ...local }],
    ...facts,
  });
const off = ollama({ models: [], error: notRunning("Ollama") });
const own = choiceOf("llama3.2:3b", { provider: "ollama", host: null });
const primary = async () => (await setup.configuration()).tasks.conversational?.primary;

describe("an update over several sources", () => {
  it("has them compete in one ranking, and puts another source behind the first", async () => {
    const result = await setup.update([hub, ollama()]);
    expect(result).toMatchObject({ outcome: "applied", errors: [] });
    const entry = (await setup.configuration()).tasks.conversational;
    expect(entry?.primary).toMatchObject({ provider: "huggingface", host: "novita" });
    expect(entry?.fallbacks[0]).toMatchObject({ provider: "ollama", model: "llama3.2:3b", host: null });
  });

  it("goes on where an optional source is off: a note with the source, no fault of the run", async () => {
    const result = await setup.update([hub, off]);
    expect(result).toMatchObject({ outcome: "applied", errors: [] });
    expect(result.sources[1]).toMatchObject({
      source: "ollama",
      isOff: true,
      errors: ["Ollama does not answer. Start it, or turn it off in the policy."],
    });
    expect((await setup.dependencies.history.list())[0]).toMatchObject({ outcome: "applied", errors: [] });
    expect(await setup.update([hub, off])).toMatchObject({ outcome: "unchanged", errors: [] });
  });

  it.each([
    ["serves a task", () => setup.place(entryOf(own))],
    ["stands behind one", () => setup.place(entryOf(choiceOf("maker/big"), [own]))],
    ["serves a task that the run does not look at", () => setup.place(entryOf(own), "translation")],
    ["is pinned", () => pin()],
    ["is what the policy prefers", () => setup.writePolicy({ prefer: ["ollama"] })],
  ])("tells it as a fault where a model of the source %s", async (_what, arrange) => {
    await arrange();
    const { errors } = await setup.update([hub, off]);
    expect(errors).toEqual(["Ollama does not answer. Start it, or turn it off in the policy."]);
  });

  function pin() {
    setup.writePolicy({ tasks: { conversational: { pin: { provider: "ollama", model: "llama3.2:3b" } } } });
  }

  it.each([
    ["is ill", ollama({ models: [], error: ill("Ollama") }), "Ollama answered 500."],
    ["need not be there by default", fixedSource({ name: "ollama", error: notRunning("It") }), "It does not answer."],
  ])("tells it as a fault where the source that gives nothing %s", async (_what, source, said) => {
    const { errors } = await setup.update([hub, source]);
    expect(errors).toEqual([expect.stringContaining(said)]);
  });

  it("fails where the only source is off, however optional", async () => {
    const result = await setup.update([off]);
    expect(result).toMatchObject({ outcome: "failed", errors: [expect.stringContaining("Ollama does not answer")] });
  });

  it("fails where it learns nothing but what another source has", async () => {
    await setup.place(entryOf(choiceOf("maker/standing")));
    const result = await setup.update([illHub, ollama()]);
    expect(result).toMatchObject({ outcome: "failed", tasks: [{ action: "hold" }] });
    expect(result.errors).toEqual(["tag:conversational: The Hub answered 500."]);
    expect(await primary()).toMatchObject({ model: "maker/standing" });
  });

  it("holds what serves from a source that is off, and goes on with the other tasks", async () => {
    await setup.place(entryOf(own));
    const result = await setup.update([hub, off], { tasks: ["conversational", "summarization"] });
    expect(result.tasks).toMatchObject([
      {
        task: "conversational",
        action: "hold",
        reason: expect.stringMatching(/^The listing of ollama is not complete/),
      },
      { task: "summarization", action: "add" },
    ]);
    expect(await primary()).toMatchObject({ model: "llama3.2:3b" });
  });

  it("replaces what its own server no longer has, once it has said so twice", async () => {
    await setup.place(entryOf(own));
    await setup.update([hub, ollama({ models: [] })]);
    expect(await primary()).toMatchObject({ provider: "ollama" });
    await setup.update([hub, ollama({ models: [] })]);
    expect(await primary()).toMatchObject({ provider: "huggingface" });
  });

  it("holds what serves from a provider that is declared and cannot even be asked", async () => {
    setup.writePolicy({ providers: { huggingface: {}, mine: { kind: "opnai-compatible" } } });
    await setup.place(entryOf(choiceOf("x", { provider: "mine", host: null })));
    const result = await setup.update([hub]);
    expect(result.tasks[0]).toMatchObject({
      action: "hold",
      reason: "The listing of mine is not complete, so nothing is changed.",
    });
  });

  it("names what the policy prefers and there is not, and goes on", async () => {
    setup.writePolicy({ prefer: ["locl", "free"] });
    const result = await setup.update([hub]);
    expect(result.outcome).toBe("applied");
    expect(result.errors).toEqual([
      'The policy prefers "locl", which there is not. It can prefer these: local, free, huggingface, ollama, replicate.',
    ]);
  });

  it("takes first what the policy prefers", async () => {
    await setup.update([hub, ollama()]);
    setup.writePolicy({ prefer: ["local"] });
    const { tasks } = await setup.update([hub, ollama()]);
    expect(tasks[0]).toMatchObject({ action: "replace", to: { provider: "ollama" } });
    expect(tasks[0]?.reason).toMatch(/^65\.2 points \(the policy prefers local\), before maker\//);
    expect(await setup.update([hub, ollama()])).toMatchObject({ outcome: "unchanged" });
  });

  it("tells the registry of every model of every source, but not in a dry run", async () => {
    await setup.update([hub, ollama()], { dryRun: true });
    expect(setup.observed).toEqual([]);
    await setup.update([hub, ollama()], { tasks: ["conversational", "summarization", "fill-mask"] });
    const names = new Set(setup.observed.map(({ provider, model }) => `${provider} ${model}`));
    expect([...names].sort()).toEqual(["huggingface maker/big", "huggingface maker/huge", "ollama llama3.2:3b"]);
  });
});

describe("a ranking over several sources", () => {
  const rank = async (sources: Parameters<UpdateSetup["update"]>[0]) => {
    const { signal } = new AbortController();
    const dependencies = { ...setup.dependencies, catalogues: () => ({ catalogues: sources, unknown: [] }) };
    return await rankOneTask({ task: "conversational", limit: null, signal }, dependencies);
  };

  it("names where each model is from, and puts what the policy prefers first", async () => {
    const rows = async () => (await rank([hub, ollama()])).ranking.map(({ provider, model }) => `${provider} ${model}`);
    expect((await rows()).at(-1)).toBe("ollama llama3.2:3b");
    setup.writePolicy({ prefer: ["free"] });
    expect((await rows())[0]).toBe("ollama llama3.2:3b");
  });

  it("is no failure where an optional source is off", async () => {
    expect(await rank([hub, off])).toMatchObject({ discovered: 2, errors: [] });
    expect((await rank([off])).errors).toHaveLength(1);
  });
});

describe("a look at one model over several sources", () => {
  const look = async (model: string, sources: Parameters<UpdateSetup["update"]>[0]) => {
    const { signal } = new AbortController();
    const dependencies = { ...setup.dependencies, catalogues: () => ({ catalogues: sources, unknown: [] }) };
    return await inspectModel({ model, signal }, dependencies);
  };
  const failing = { models: [], find: () => Promise.reject(notRunning("Ollama")) };

  it("finds it wherever it is, with the tasks that its routes can serve", async () => {
    const found = await look("llama3.2:3b", [hub, ollama()]);
    expect(found).toMatchObject({ provider: "ollama", model: "llama3.2:3b" });
    expect(found?.serves.map(({ task }) => task)).toContain("conversational");
  });

  it("says that nobody knows it although an optional source is off, but not where that was the only one", async () => {
    expect(await look("no/such", [hub, ollama(failing)])).toBeNull();
    await expect(look("no/such", [ollama(failing)])).rejects.toThrow("Ollama does not answer");
  });
});
