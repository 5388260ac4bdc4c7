import { afterEach, describe, expect, it } from "vitest";
import type { WorldOptions } from "../../demo/world/world.ts";
import { type DiscoverOptions, type DiscoveryProgress, discover } from "../../src/discovery/discover.ts";
import type { DiscoveredCandidate } from "../../src/discovery/discover-source.ts";
import type { DiscoveryReport } from "../../src/discovery/report.ts";
import { type TaskName, taskNames } from "../../src/domain/task.ts";
import type { HuggingFaceCatalogueOptions } from "../../src/providers/hugging-face/catalogue.ts";
import { type HubFixture, startHubFixture } from "../support/hub-fixture.ts";
import { hubMapping, hubRecord, hubRecords } from "../support/hub-record.ts";
import { fixedSource } from "../support/sources.ts";

let fixture: HubFixture;
afterEach(() => fixture?.stop());

async function start(world: WorldOptions, catalogue: Partial<HuggingFaceCatalogueOptions> = {}) {
  fixture = await startHubFixture({ world, catalogue });
  return fixture;
}

interface Discovery {
  report: DiscoveryReport;
  found: DiscoveredCandidate[];
  /** Models by task, sorted. */
  modelsOf(task: TaskName): string[];
}

async function run(tasks: readonly TaskName[], options: Partial<DiscoverOptions> = {}): Promise<Discovery> {
  const found: DiscoveredCandidate[] = [];
  const report = await discover({
    catalogues: [fixture.catalogue],
    tasks,
    signal: new AbortController().signal,
    onCandidate: (discovered) => found.push(discovered),
    ...options,
  });
  const modelsOf = (task: TaskName) =>
    found.flatMap(({ candidate, tasks: named }) => (named.includes(task) ? candidate.model : [])).sort();
  return { report, found, modelsOf };
}

const translator = hubRecord({
  id: "maker/translator",
  pipeline_tag: "translation",
  tags: ["license:mit"],
  inferenceProviderMapping: [hubMapping({ provider: "hf-inference", task: "translation" })],
});
const listingOf = (pipeline: string) => (url: URL) => url.searchParams.get("pipeline_tag") === pipeline;

describe("discovery", () => {
  it("finds each task's models, each once a task, with one request a distinct listing", async () => {
    const { world } = await start({ records: [...hubRecords(3), translator] });
    const { report, modelsOf, found } = await run(["conversational", "text-generation", "translation"]);
    const chat = ["maker/model-0", "maker/model-1", "maker/model-2"];
    expect(modelsOf("conversational")).toEqual(chat);
    expect(modelsOf("text-generation")).toEqual(chat);
    expect(modelsOf("translation")).toEqual([...chat, "maker/translator"]);
    expect(found.every(({ tasks }) => tasks.length > 0)).toBe(true);
    expect(report.tasks).toMatchObject([
      { task: "conversational", discovered: 3, status: "complete", errors: [] },
      { task: "text-generation", discovered: 3, status: "complete", errors: [] },
      { task: "translation", discovered: 4, status: "complete", errors: [] },
    ]);
    const listings = world.hub.requests.filter(({ url }) => url.startsWith("/api/models"));
    expect(listings).toHaveLength(3);
    expect(report.sources).toMatchObject([{ source: "huggingface", models: 4, errors: [], caps: [], skipped: 0 }]);
  });

  it("joins the results of leaderboards to those of the record", async () => {
    const dataset = { id: "TIGER-Lab/MMLU-Pro", task_id: "default" };
    const evalResults = [{ filename: "a.yaml", verified: false, data: { dataset, value: 70 } }];
    await start({
      records: [hubRecord({ id: "a/b", evalResults })],
      leaderboards: { "openai/gsm8k": [{ modelId: "a/b", value: 91 }] },
    });
    const { found } = await run(["conversational"]);
    expect(found.map(({ candidate }) => candidate.benchmarks)).toMatchObject([
      [
        { benchmark: "TIGER-Lab/MMLU-Pro", value: 70, origin: "record" },
        { benchmark: "openai/gsm8k", value: 91, origin: "leaderboard" },
      ],
    ]);
  });

  it("leaves other tasks alone when one listing fails, and reports it", async () => {
    const { world } = await start({ records: [...hubRecords(2), translator] });
    world.hub.fail({ kind: "status", status: 500, when: listingOf("translation") });
    const { report } = await run(["conversational", "translation", "fill-mask"]);
    const message = expect.stringContaining("/api/models answered 500");
    expect(report.tasks).toMatchObject([
      { task: "conversational", discovered: 2, status: "complete", errors: [] },
      { task: "translation", discovered: 2, status: "partial", errors: [message] },
      { task: "fill-mask", discovered: 0, status: "empty", errors: ["pipeline:fill-mask has no models"] },
    ]);
    expect(report.sources[0]?.errors).toEqual([expect.stringMatching(/^pipeline:translation: http.* 500/)]);
  });

  it("takes equal names of two sources for two models", async () => {
    const catalogues = ["one", "two"].map((name) => fixedSource({ name, models: ["x/same"] }));
    await start({ records: [] });
    const { report, found } = await run(["summarization"], { catalogues });
    expect(found.map(({ candidate }) => candidate.provider).sort()).toEqual(["one", "two"]);
    expect(report.tasks).toMatchObject([{ discovered: 2 }]);
  });

  it("counts what was passed over, with the reasons", async () => {
    const { world } = await start({ records: hubRecords(2) });
    world.hub.fail({ kind: "malformed-record", when: (url) => url.pathname === "/api/models" });
    const { report } = await run(["conversational"]);
    expect(report.sources).toMatchObject([{ models: 2, skipped: 3 }]);
    expect(report.sources[0]?.skipReasons).toHaveLength(2);
  });

  it("counts chat listings as partial when the router fails, says so once, and leaves the others alone", async () => {
    const { world } = await start({ records: [...hubRecords(2), { ...translator, pipeline_tag: "fill-mask" }] });
    world.router.fail({ kind: "status", status: 503 });
    const { report } = await run(["conversational", "text-generation", "fill-mask"]);
    expect(report.tasks.map(({ status }) => status)).toEqual(["partial", "partial", "complete"]);
    expect(report.sources[0]?.errors).toEqual([
      expect.stringMatching(/^tag:conversational, pipeline:text-generation: .*\/v1\/models answered 503/),
    ]);
  });

  it("doubts a task of which one listing is empty", async () => {
    await start({ records: hubRecords(2) });
    const { report } = await run(["summarization"]);
    expect(report.tasks).toMatchObject([
      { discovered: 2, status: "empty", errors: ["pipeline:summarization has no models"] },
    ]);
  });

  it("asks at most 60 times for all tasks, however long the listings are, and reports each cap", async () => {
    const pipelines = taskNames.filter((name) => !["conversational", "text2text-generation"].includes(name));
    const records = pipelines.flatMap((name) =>
      hubRecords(40, { pipeline_tag: name }).map((record) => ({ ...record, id: `${record.id}-${name}` })),
    );
    const leaderboards = { "openai/gsm8k": [], "cais/hle": [], "TIGER-Lab/MMLU-Pro": [] };
    const { world } = await start({ records, leaderboards }, { limits: { pageSize: 2 } });
    const { report } = await run(taskNames);
    const sent = world.hub.requests.length + world.router.requests.length;
    expect(sent).toBeLessThanOrEqual(60);
    expect(sent).toBeGreaterThan(40);
    expect(report.sources[0]?.requests).toBe(sent);
    const capped = report.sources[0]?.caps.map((cap) => cap.split(": ")[0]);
    expect(new Set(capped).size).toBe(capped?.length);
    expect(capped).toContain("tag:conversational");
    // The made-up records know no sentence-similarity; every other listing ended well.
    expect(report.tasks.flatMap(({ errors }) => errors)).toEqual(["pipeline:sentence-similarity has no models"]);
  });

  it("reports the listings that do not fit, and leaves their tasks empty", async () => {
    await start({ records: [...hubRecords(1), translator] }, { limits: { requests: 3 } });
    const { report } = await run(["conversational", "fill-mask"]);
    expect(report.tasks).toMatchObject([
      { task: "conversational", discovered: 1, status: "complete" },
      { task: "fill-mask", discovered: 0, status: "empty" },
    ]);
    expect(report.sources[0]?.caps).toEqual(["pipeline:fill-mask: was not read (at most 3 requests a run)"]);
  });

  it("stops with the signal's reason in the middle", async () => {
    await start({ records: hubRecords(50) }, { limits: { pageSize: 5 } });
    const controller = new AbortController();
    const found: string[] = [];
    const running = run(["conversational"], {
      signal: controller.signal,
      onCandidate: ({ candidate }) => {
        found.push(candidate.model);
        if (found.length === 7) controller.abort(new Error("stopped by hand"));
      },
    });
    await expect(running).rejects.toThrow("stopped by hand");
    expect(found).toHaveLength(7);
  });

  it("tells how far it is", async () => {
    await start({ records: hubRecords(600) });
    const steps: DiscoveryProgress[] = [];
    await run(["conversational", "fill-mask"], { onProgress: (progress) => steps.push(progress) });
    expect(steps.at(-1)).toEqual({ models: 600, listingsDone: 2, listings: 2, tasksDone: 2, tasks: 2 });
    expect(steps.map(({ models }) => models)).toContain(250);
  });

  it("counts a task as done when the last of its listings has ended", async () => {
    await start({ records: hubRecords(10) });
    const steps: DiscoveryProgress[] = [];
    await run(["summarization"], { onProgress: (progress) => steps.push(progress) });
    expect(steps.map(({ listingsDone, tasksDone }) => [listingsDone, tasksDone])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });
});
