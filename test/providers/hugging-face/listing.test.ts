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

  it("is read page by page", async () => {
    const { catalogue, world } = await start({ records: hubRecords(7) }, { limits: { pageSize: 3 } });
    const { candidates, caps } = await readOne(catalogue);
    expect(names(candidates)).toEqual(names(hubRecords(7).map(({ id }) => ({ model: id }))));
    expect(caps).toEqual([]);
    expect(world.hub.requests).toHaveLength(3);
  });

  it("ends at the cap of pages, and says so", async () => {
    const { catalogue, world } = await start(
      { records: hubRecords(9) },
      { limits: { pageSize: 2, pagesPerListing: 3 } },
    );
    const pipeline = { kind: "pipeline", pipelineTag: "fill-mask" } as const;
    const records = hubRecords(9, { pipeline_tag: "fill-mask" });
    world.setRecords(records);
    const { candidates, caps, error } = await readOne(catalogue, pipeline);
    expect(error).toBeNull();
    expect(candidates).toHaveLength(6);
    expect(caps).toEqual(["pipeline:fill-mask: 6 models were read, the Hub has more (at most 3 pages a listing)"]);
    expect(world.hub.requests).toHaveLength(3);
  });

  it("never sends the token to another address that a next page names", async () => {
    const { catalogue, world } = await start({ records: hubRecords(1) });
    const elsewhere = await startHubFixture({ world: { records: hubRecords(1) } });
    const headers = { link: `<${elsewhere.world.hub.url}/api/models?page=2>; rel="next"` };
    const body = [hubRecord({ id: "a/first" })];
    world.hub.fail({ kind: "status", status: 200, headers, body, times: 1 });
    world.hub.fail({ kind: "status", status: 200, body: [hubRecord({ id: "a/second" })], times: 1 });
    const { candidates } = await readOne(catalogue);
    expect(names(candidates).slice(0, 2)).toEqual(["a/first", "a/second"]);
    expect(elsewhere.world.hub.requests).toEqual([]);
    await elsewhere.stop();
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
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates, error } = await readListing(session, chatLookup);
    expect(error).toBeNull();
    expect(candidates).toHaveLength(2);
    expect(session.requests()).toBe(2);
  });

  it("keeps what came before a page that stays broken, and rejects", async () => {
    const { catalogue, world } = await start({ records: hubRecords(5) }, { limits: { pageSize: 2 } });
    world.hub.fail({ kind: "status", status: 502, when: (url) => url.searchParams.has("cursor") });
    const { candidates, error } = await readOne(catalogue);
    expect(candidates).toHaveLength(2);
    expect(error).toMatchObject({ status: 502 });
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
    const { candidates, error } = await readOne(catalogue);
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

  it("does without a field that the Hub no longer knows", async () => {
    const warnings: string[] = [];
    const logger = { info: () => {}, warn: (message: string) => warnings.push(message) };
    const { catalogue, world } = await start({ records: hubRecords(2) }, { logger });
    world.hub.fail({ kind: "reject-expand", field: "evalResults" });
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates, error } = await readListing(session, chatLookup);
    expect(error).toBeNull();
    expect(candidates).toHaveLength(2);
    expect(candidates[0]).toMatchObject({ licence: "apache-2.0", likes: 10 });
    expect(world.hub.requests).toHaveLength(2);
    expect(world.hub.requests[1]?.url).not.toContain("evalResults");
    expect(warnings).toEqual(["tag:conversational: the Hub no longer knows evalResults; it is asked without."]);
    expect(session.requests()).toBe(2);
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

describe("the router's part in a listing", () => {
  it("gives prices to the Hub's hosts and adds its own", async () => {
    const { catalogue, world } = await start({ records: [hubRecord({ id: "a/b" })] });
    const providers = [
      { provider: "novita", status: "live", pricing: { input: 1, output: 2 } },
      { provider: "groq", status: "live" },
    ];
    world.router.fail({ kind: "status", status: 200, body: { data: [{ id: "a/b", providers }] } });
    const { candidates } = await readOne(catalogue);
    expect(candidates[0]?.routes).toMatchObject([
      { host: "novita", outputPrice: 2_000_000, isFree: false },
      { host: "groq", interface: "chat", outputPrice: null },
    ]);
  });

  it("names models that the Hub's list of chat models lacks, with unknown facts", async () => {
    const { catalogue, world } = await start({ records: [hubRecord({ id: "a/b" })] });
    const data = ["a/b", "a/router-only"].map((id) => ({ id, providers: [{ provider: "groq", status: "live" }] }));
    world.router.fail({ kind: "status", status: 200, body: { data } });
    const { candidates } = await readOne(catalogue);
    expect(names(candidates)).toEqual(["a/b", "a/router-only"]);
    expect(candidates[1]).toMatchObject({ licence: null, downloads: null, routes: [{ host: "groq", status: "live" }] });
  });

  it("does not fill an empty listing", async () => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    world.hub.fail({ kind: "empty" });
    const { candidates, error } = await readOne(catalogue);
    expect(candidates).toEqual([]);
    expect(error).toBeNull();
  });

  it("is fetched once for all listings of a session", async () => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    const lookups = [chatLookup, { kind: "pipeline", pipelineTag: "text-generation" } as const];
    const session = catalogue.open({ lookups });
    await Promise.all(lookups.map((lookup) => readListing(session, lookup)));
    expect(world.router.requests).toHaveLength(1);
  });

  it.each([{ kind: "status", status: 503 }, { kind: "html" }, { kind: "silence" }, { kind: "wrong-shape" }] as const)(
    "makes a chat listing partial when it fails with %j",
    async (fault) => {
      const { catalogue, world } = await start({ records: hubRecords(2) });
      world.router.fail(fault);
      const session = catalogue.open({ lookups: [chatLookup] });
      const { candidates, error } = await readListing(session, chatLookup);
      expect(candidates).toHaveLength(2);
      expect(String(error)).toMatch(/v1\/models .*Without it, prices and hosts of chat models are not certain\.$/);
    },
  );
});
