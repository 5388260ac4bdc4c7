import { afterEach, describe, expect, it } from "vitest";
import type { WorldOptions } from "../../../demo/world/world.ts";
import type { HuggingFaceCatalogueOptions } from "../../../src/providers/hugging-face/catalogue.ts";
import { chatLookup, type HubFixture, readListing, readOne, startHubFixture } from "../../support/hub-fixture.ts";
import { hubRecord, hubRecords } from "../../support/hub-record.ts";

let fixture: HubFixture;

afterEach(() => fixture.stop());

async function start(world: WorldOptions, catalogue: Partial<HuggingFaceCatalogueOptions> = {}) {
  fixture = await startHubFixture({ world, catalogue });
  return fixture;
}

const names = (candidates: { model: string }[]) => candidates.map(({ model }) => model);

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

  it.each([
    { kind: "status", status: 503 },
    { kind: "html" },
    { kind: "silence" },
    { kind: "wrong-shape" },
    { kind: "empty" },
  ] as const)("makes a chat listing partial when it fails with %j", async (fault) => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    world.router.fail(fault);
    if (fault.kind === "silence") fixture.clock.hurry();
    const session = catalogue.open({ lookups: [chatLookup] });
    const { candidates, error } = await readListing(session, chatLookup);
    expect(candidates).toHaveLength(2);
    expect(String(error)).toMatch(/v1\/models .*Without it, prices and hosts of chat models are not certain\.$/);
  });

  it("makes a chat listing partial when none of its entries can be used", async () => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    const data = [{ id: "a/b" }, { id: "a/c", providers: [] }, { providers: [{ provider: "groq" }] }];
    world.router.fail({ kind: "status", status: 200, body: { data } });
    const { error, skipped } = await readOne(catalogue);
    expect(String(error)).toContain("/v1/models names no model that is served.");
    expect(skipped).toHaveLength(2);
  });

  it("reports its malformed entries once a session", async () => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    world.router.fail({ kind: "malformed-record" });
    const lookups = [chatLookup, { kind: "pipeline", pipelineTag: "text-generation" } as const];
    const session = catalogue.open({ lookups });
    const readings = await Promise.all(lookups.map((lookup) => readListing(session, lookup)));
    expect(readings.map(({ error }) => error)).toEqual([null, null]);
    const reason = "an entry of the router's catalogue has no proper id or no list of hosts";
    expect(readings.flatMap(({ skipped }) => skipped)).toEqual([reason, reason, reason]);
  });
});
