import { describe, expect, it } from "vitest";
import { discover } from "../../src/discovery/discover.ts";
import type { DiscoveredCandidate } from "../../src/discovery/discover-source.ts";
import type { ModelIdentity } from "../../src/domain/route.ts";
import type { Lookup, TaskName } from "../../src/domain/task.ts";
import type { Catalogue } from "../../src/providers/provider.ts";
import { candidateWith } from "../support/candidates.ts";
import { fixedSource, ill, notRunning } from "../support/sources.ts";

interface Wanted {
  tasks?: readonly TaskName[];
  watched?: readonly ModelIdentity[];
}

async function run(catalogues: Catalogue[], { tasks = ["conversational"], watched = [] }: Wanted = {}) {
  const found: DiscoveredCandidate[] = [];
  const report = await discover({
    catalogues,
    tasks,
    watched: new Map(tasks.map((task) => [task, watched])),
    signal: new AbortController().signal,
    onCandidate: (discovered) => found.push(discovered),
  });
  return { ...report, found };
}

const hub = fixedSource({ name: "hub", models: ["x/one", "x/two"] });
const illHub = fixedSource({ name: "hub", models: ["x/one"], error: ill("The hub") });
const server = (models: string[]) => fixedSource({ name: "server", models, emptyMeans: "nothing" });
const knows = (lookup: Lookup) => lookup.kind === "tag";
const offServer = fixedSource({ name: "server", error: notRunning("The server"), emptyMeans: "nothing", knows });

describe("of several sources,", () => {
  it("one that fails leaves the others alone: their word counts, its own does not", async () => {
    const { tasks, sources } = await run([illHub, server(["small"])]);
    expect(tasks).toEqual([
      {
        task: "conversational",
        discovered: 2,
        status: "complete",
        errors: [],
        sources: [
          { source: "hub", status: "partial", errors: ["The hub answered 500."] },
          { source: "server", status: "complete", errors: [] },
        ],
      },
    ]);
    expect(sources).toMatchObject([
      { source: "hub", models: 1, isOff: false, errors: ["tag:conversational: The hub answered 500."] },
      { source: "server", models: 1, isOff: false, errors: [] },
    ]);
  });

  it("each is judged by itself: what another lists does not make up for an empty listing", async () => {
    const { tasks } = await run([fixedSource({ name: "hub" }), server(["small"])]);
    expect(tasks[0]).toMatchObject({
      status: "complete",
      sources: [{ status: "empty", errors: ["tag:conversational has no models"] }, { status: "complete" }],
    });
  });

  it("one that may well have nothing is complete without a model", async () => {
    const { tasks } = await run([hub, server([])]);
    expect(tasks[0]).toMatchObject({ status: "complete", sources: [{ status: "complete" }, { status: "complete" }] });
  });

  it("one that has nothing does not make up for another that broke off", async () => {
    const { tasks } = await run([illHub, server([])]);
    expect(tasks[0]).toMatchObject({ status: "partial", errors: ["The hub answered 500."] });
  });

  it("none at all is no listing that could be trusted", async () => {
    expect((await run([])).tasks).toMatchObject([{ status: "empty", sources: [] }]);
  });

  it("one that is off says so once, in its own sentence, however many listings were asked for", async () => {
    const tasks: TaskName[] = ["conversational", "summarization", "translation", "fill-mask", "text-to-image"];
    const { sources } = await run([hub, offServer], { tasks });
    const watched = [{ provider: "server", model: "small" }];
    expect((await run([hub, offServer], { tasks, watched })).sources[1]).toEqual(sources[1]);
    expect(sources[1]).toMatchObject({
      isOff: true,
      errors: ["The server does not answer. Start it, or turn it off in the policy."],
    });
  });

  it("one that is off is not what a task's reason speaks of where another is ill", async () => {
    expect((await run([illHub, offServer])).tasks[0]?.errors).toEqual(["The hub answered 500."]);
    expect((await run([offServer])).tasks[0]).toMatchObject({
      status: "partial",
      errors: [expect.stringContaining("The server does not answer")],
    });
  });

  it.each([
    ["answers, but with a fault", ill("The server")],
    ["fails by a defect of the program", new TypeError("undefined is not a function")],
  ])("one that %s is not off", async (_what, error) => {
    const { sources } = await run([hub, fixedSource({ name: "server", error, emptyMeans: "nothing" })]);
    expect(sources[1]?.isOff).toBe(false);
  });

  it("each tell of a model once for each task, whatever listings name it", async () => {
    const { found } = await run([hub, server(["x/one"])], { tasks: ["summarization", "fill-mask", "translation"] });
    const told = found.flatMap(({ candidate, tasks }) =>
      tasks.map((task) => `${candidate.provider} ${candidate.model} ${task}`),
    );
    expect(new Set(told).size).toBe(told.length);
    expect(told).toContain("server x/one summarization");
    expect(told.length).toBeGreaterThan(3);
  });
});

describe("a configured model of a server that lists nothing any more", () => {
  const watched = [{ provider: "server", model: "small" }];
  const emptied = (find: () => Promise<ReturnType<typeof candidateWith> | null>) =>
    fixedSource({ name: "server", emptyMeans: "nothing", find });

  it("is gone only where the server says so", async () => {
    const { tasks, found } = await run([emptied(async () => null)], { watched });
    expect(tasks[0]).toMatchObject({ status: "complete", discovered: 0 });
    expect(found).toEqual([]);
  });

  it("is still there where the server knows it", async () => {
    const candidate = candidateWith({ provider: "server", model: "small" });
    const { tasks, found } = await run([emptied(async () => candidate)], { watched });
    expect(tasks[0]).toMatchObject({ status: "complete", discovered: 1 });
    expect(found).toMatchObject([{ candidate: { model: "small" }, tasks: ["conversational"] }]);
  });

  it("makes the server's word worthless where it cannot be asked", async () => {
    const { tasks } = await run([hub, emptied(() => Promise.reject(ill("The server")))], { watched });
    expect(tasks[0]?.sources[1]).toEqual({ source: "server", status: "partial", errors: ["The server answered 500."] });
  });
});
