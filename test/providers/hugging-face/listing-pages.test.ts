import { afterEach, describe, expect, it } from "vitest";
import type { WorldOptions } from "../../../demo/world/world.ts";
import type { HuggingFaceCatalogueOptions } from "../../../src/providers/hugging-face/catalogue.ts";
import { type HubFixture, readOne, startHubFixture } from "../../support/hub-fixture.ts";
import { hubRecord, hubRecords } from "../../support/hub-record.ts";

let fixture: HubFixture;

afterEach(() => fixture.stop());

async function start(world: WorldOptions, catalogue: Partial<HuggingFaceCatalogueOptions> = {}) {
  fixture = await startHubFixture({ world, catalogue });
  return fixture;
}

const names = (candidates: { model: string }[]) => candidates.map(({ model }) => model);

describe("a long listing of the Hub", () => {
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

  it("keeps what came before a page that stays broken, and rejects", async () => {
    const { catalogue, world } = await start({ records: hubRecords(5) }, { limits: { pageSize: 2 } });
    world.hub.fail({ kind: "status", status: 502, when: (url) => url.searchParams.has("cursor") });
    const { candidates, error } = await readOne(catalogue);
    expect(candidates).toHaveLength(2);
    expect(error).toMatchObject({ status: 502 });
  });

  const masks = { kind: "pipeline", pipelineTag: "fill-mask" } as const;
  const page = (id: string, link?: string) =>
    ({
      kind: "status",
      status: 200,
      ...(link !== undefined && { headers: { link } }),
      body: [hubRecord({ id })],
      times: 1,
    }) as const;

  it.each([
    "<{hub}/api/models?page=two>; rel=next",
    '</api/models?page=two>; rel="next"',
    "<?page=two>;rel=next",
    '<{hub}/api/models?page=two>; title="a, b; rel=last"; rel="next"',
    '<{hub}/api/models?page=two>; rel="last next"; type="application/json"',
    '<{hub}/api/models>; rel="first", <{hub}/api/models?page=two>; REL="Next"',
    "<{hub}/api/models?page=two&limit=1&expand%5B%5D=likes>; rel=next",
  ])("is followed where the next page is spelt as %s", async (spelling) => {
    const { catalogue, world } = await start({ records: [] });
    world.hub.fail(page("a/first", spelling.replaceAll("{hub}", world.hub.url)));
    world.hub.fail(page("a/second"));
    const { candidates, error } = await readOne(catalogue, masks);
    expect(error).toBeNull();
    expect(names(candidates)).toEqual(["a/first", "a/second"]);
    const [first, second] = world.hub.requests.map(({ url }) => new URL(url, world.hub.url).searchParams);
    second?.delete("page");
    expect(String(second)).toBe(String(first));
  });

  it.each(["next page: /api/models?page=two", "<?page=two; rel=next", '<http://[>; rel="next"', "<?a>; rel=next; ="])(
    "is broken where the next page cannot be read in %j",
    async (link) => {
      const { catalogue, world } = await start({ records: [] });
      world.hub.fail(page("a/first", link));
      const { candidates, error } = await readOne(catalogue, masks);
      expect(candidates).toEqual([]);
      expect(error).toMatchObject({ message: expect.stringContaining('"Link" to the next page that cannot be read') });
      expect(world.hub.requests).toHaveLength(1);
    },
  );

  it.each(['<{hub}/api/models?page=one>; rel="prev"', '<{hub}/api/models?page=two>; title="rel=next"', ""])(
    "ends where no next page is named in %j",
    async (link) => {
      const { catalogue, world } = await start({ records: [] });
      world.hub.fail(page("a/first", link.replaceAll("{hub}", world.hub.url)));
      expect(await readOne(catalogue, masks)).toMatchObject({ error: null, candidates: [{ model: "a/first" }] });
    },
  );

  it("is broken where a page names itself as the next one", async () => {
    const { catalogue, world } = await start({ records: [] });
    const link = "<?page=two>; rel=next";
    world.hub.fail(page("a/first", link));
    world.hub.fail(page("a/second", link));
    const { candidates, error } = await readOne(catalogue, masks);
    expect(names(candidates)).toEqual(["a/first"]);
    expect(String(error)).toContain("named the page that it sent as the next one");
    expect(world.hub.requests).toHaveLength(2);
  });

  it("is broken where a page holds only what came before", async () => {
    const { catalogue, world } = await start({ records: [] });
    world.hub.fail(page("a/first", "<?page=two>; rel=next"));
    world.hub.fail(page("a/first", "<?page=three>; rel=next"));
    const { error } = await readOne(catalogue, masks);
    expect(String(error)).toContain("a page of models that it had sent before");
    expect(world.hub.requests).toHaveLength(2);
  });
});
