import { afterEach, describe, expect, it } from "vitest";
import type { WorldOptions } from "../../../demo/world/world.ts";
import type { HuggingFaceCatalogueOptions } from "../../../src/providers/hugging-face/catalogue.ts";
import { UpstreamError } from "../../../src/shared/upstream-error.ts";
import { chatLookup, type HubFixture, readListing, readOne, startHubFixture } from "../../support/hub-fixture.ts";
import { hubMapping, hubRecord, hubRecords } from "../../support/hub-record.ts";

let fixture: HubFixture;

afterEach(() => fixture.stop());

async function start(world: WorldOptions, catalogue: Partial<HuggingFaceCatalogueOptions> = {}) {
  fixture = await startHubFixture({ world, catalogue });
  return fixture;
}

const isListing = (url: URL) => url.pathname === "/api/models";
const names = (candidates: { model: string }[]) => candidates.map(({ model }) => model);

describe("a listing of the Hub", () => {
  it("holds what is served, with its facts, in one request", async () => {
    const { catalogue, world } = await start({
      records: [hubRecord({ id: "a/served" }), hubRecord({ id: "a/unserved", inferenceProviderMapping: [] })],
    });
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates, error } = await readListing(session, chatLookup);
    expect(error).toBeNull();
    expect(names(candidates)).toEqual(["a/served"]);
    expect(candidates[0]).toMatchObject({ provider: "huggingface", licence: "apache-2.0", isGated: false, likes: 10 });
    expect(world.hub.requests).toHaveLength(1);
    expect(world.router.requests).toHaveLength(1);
    expect(session.requests()).toBe(2);
    const { searchParams } = new URL(world.hub.requests[0]?.url ?? "", world.hub.url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      filter: "conversational",
      inference_provider: "all",
      sort: "trendingScore",
      limit: "500",
    });
    expect(world.hub.requests[0]?.headers.authorization).toBe(`Bearer ${world.token}`);
  });

  it("tells of each model when it was listed, by the Hub's own clock", async () => {
    const hubNow = Date.parse("2027-03-01T12:00:00.000Z");
    const { catalogue } = await start({ records: [hubRecord({ id: "a/served" })], now: () => hubNow + 999 });
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates } = await readListing(session, chatLookup);
    expect(candidates[0]?.seenAt).toBe(hubNow);
    expect(await session.find("a/served", new AbortController().signal)).toMatchObject({ seenAt: hubNow });
  });

  it("asks a pipeline by its name, and the router only about chat", async () => {
    const { catalogue, world } = await start({
      records: [hubRecord({ id: "a/translator", pipeline_tag: "translation", tags: [] })],
    });
    const { candidates } = await readOne(catalogue, { kind: "pipeline", pipelineTag: "translation" });
    expect(names(candidates)).toEqual(["a/translator"]);
    expect(world.hub.requests[0]?.url).toContain("pipeline_tag=translation");
    expect(world.router.requests).toHaveLength(0);
  });

  it("goes without a token where there is none, and with any token that is given", async () => {
    const { catalogue, world } = await start({ records: hubRecords(1) }, { token: null });
    expect((await readOne(catalogue)).candidates).toHaveLength(1);
    expect(world.hub.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("says to check HF_TOKEN when the Hub does not accept it, without showing it", async () => {
    const { catalogue } = await start({ records: hubRecords(1) }, { token: "my-wrong-token" });
    const { error, candidates } = await readOne(catalogue);
    expect(candidates).toEqual([]);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(String(error)).toMatch(/answered 401: .*Check HF_TOKEN/);
    expect(String(error)).not.toContain("my-wrong-token");
  });

  it.each([
    { kind: "status", status: 500 },
    { kind: "status", status: 429 },
    { kind: "status", status: 429, headers: { RateLimit: '"api";r=0;t=55' } },
    { kind: "html" },
    { kind: "truncated" },
    { kind: "truncated", cut: true },
    { kind: "closed" },
    { kind: "silence" },
  ] as const)("recovers when its first page fails once with %j", async (fault) => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    world.hub.fail({ ...fault, when: isListing, times: 1 });
    if (fault.kind === "silence") fixture.clock.hurry();
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates, error } = await readListing(session, chatLookup);
    expect(error).toBeNull();
    expect(candidates).toHaveLength(2);
    expect(session.requests()).toBe(2);
  });

  it("passes over what is no record or has no id", async () => {
    const { catalogue, world } = await start({ records: hubRecords(3) });
    world.hub.fail({ kind: "malformed-record", when: isListing });
    const { candidates, skipped, error } = await readOne(catalogue);
    expect(error).toBeNull();
    expect(names(candidates)).toEqual(["maker/model-0", "maker/model-1", "maker/model-2"]);
    expect(skipped).toHaveLength(3);
  });

  it("survives a mapping of any shape", async () => {
    const { catalogue } = await start({ records: [] });
    const odd = (id: string, inferenceProviderMapping: unknown) => ({ id, tags: [], inferenceProviderMapping });
    const body = [odd("a/null", { novita: null }), odd("a/text", "live"), odd("a/by-host", { groq: hubMapping() })];
    fixture.world.hub.fail({ kind: "status", status: 200, body });
    const { candidates, error } = await readOne(catalogue, { kind: "pipeline", pipelineTag: "fill-mask" });
    expect(error).toBeNull();
    expect(candidates.map(({ model, routes }) => [model, routes.map(({ host }) => host)])).toEqual([
      ["a/null", ["novita"]],
      ["a/text", []],
      ["a/by-host", ["groq"]],
    ]);
  });

  it("is broken when it is not an array", async () => {
    const { catalogue, world } = await start({ records: hubRecords(1) });
    world.hub.fail({ kind: "wrong-shape", when: isListing });
    expect((await readOne(catalogue)).error).toMatchObject({
      message: expect.stringContaining("not an array of models"),
    });
  });

  it("fails on a 400 of another kind at once", async () => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    world.hub.fail({ kind: "status", status: 400, body: { error: "bad sort" } });
    expect((await readOne(catalogue)).error).toMatchObject({ status: 400 });
    expect(world.hub.requests).toHaveLength(1);
  });

  it("stops with the signal's reason in the middle", async () => {
    const { catalogue, world } = await start({ records: hubRecords(6) }, { limits: { pageSize: 2 } });
    const controller = new AbortController();
    world.hub.fail({
      kind: "status",
      status: 500,
      when: (url) => {
        if (!url.searchParams.has("cursor")) return false;
        controller.abort(new Error("stopped by hand"));
        return true;
      },
    });
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates, error } = await readListing(session, chatLookup, controller.signal);
    expect(candidates).toHaveLength(2);
    expect(error).toMatchObject({ message: "stopped by hand" });
  });
});
