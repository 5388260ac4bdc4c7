import { afterEach, describe, expect, it } from "vitest";
import type { WorldOptions } from "../../../demo/world/world.ts";
import type { HuggingFaceCatalogueOptions } from "../../../src/providers/hugging-face/catalogue.ts";
import { UpstreamError } from "../../../src/shared/upstream-error.ts";
import { chatLookup, type HubFixture, readListing, readOne, startHubFixture } from "../../support/hub-fixture.ts";
import { hubRecords } from "../../support/hub-record.ts";

let fixture: HubFixture;

afterEach(() => fixture.stop());

async function start(world: WorldOptions, catalogue: Partial<HuggingFaceCatalogueOptions> = {}) {
  fixture = await startHubFixture({ world, catalogue });
  return fixture;
}

describe("a Hub that refuses a field of its listings", () => {
  it("is asked without it", async () => {
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
    expect(warnings).toEqual(["The Hub no longer knows evalResults; it is asked without."]);
    expect(session.requests()).toBe(3);
  });

  it.each(["gated", "disabled", "tags", "inferenceProviderMapping"])(
    "breaks the listing off where that is %s, without which no model is safe",
    async (field) => {
      const { catalogue, world } = await start({ records: hubRecords(2, { gated: "manual" }) });
      world.hub.fail({ kind: "reject-expand", field });
      const { candidates, error } = await readOne(catalogue);
      expect(candidates).toEqual([]);
      expect(error).toBeInstanceOf(UpstreamError);
      expect(String(error)).toMatch(new RegExp(`/api/models no longer tells ${field} of a model`));
      expect(world.hub.requests).toHaveLength(1);
    },
  );

  it("breaks the listing off where it refuses all fields that can be spared, and then the others", async () => {
    const { catalogue, world } = await start({ records: hubRecords(2) });
    world.hub.fail({ kind: "status", status: 400, body: { error: "bad expand" } });
    const { candidates, error } = await readOne(catalogue);
    expect(candidates).toEqual([]);
    expect(error).toMatchObject({ status: 400 });
    expect(world.hub.requests).toHaveLength(2);
    expect(new URL(String(world.hub.requests[1]?.url), world.hub.url).searchParams.getAll("expand").sort()).toEqual([
      "disabled",
      "gated",
      "inferenceProviderMapping",
      "tags",
    ]);
  });

  it("is asked for it once a session, and the repeat is counted", async () => {
    const { catalogue, world } = await start({ records: hubRecords(3) }, { limits: { pageSize: 1 } });
    world.hub.fail({ kind: "reject-expand", field: "evalResults" });
    const later = { kind: "pipeline", pipelineTag: "text-generation" } as const;
    const session = catalogue.open({ lookups: [chatLookup, later] });
    for (const lookup of [chatLookup, later]) {
      const { candidates, error } = await readListing(session, lookup);
      expect({ error, count: candidates.length }).toEqual({ error: null, count: 3 });
    }
    expect(await session.find("maker/model-1", new AbortController().signal)).toMatchObject({ isGated: false });
    expect(world.hub.requests.filter(({ url }) => url.includes("evalResults"))).toHaveLength(1);
    expect(session.requests()).toBe(world.hub.requests.length + world.router.requests.length);
  });

  it("is not asked again where the run's requests are used up", async () => {
    const { catalogue, world } = await start({ records: hubRecords(1) }, { limits: { requests: 3 } });
    world.hub.fail({ kind: "reject-expand", field: "evalResults" });
    expect((await readOne(catalogue)).error).toMatchObject({ status: 400 });
    expect(world.hub.requests).toHaveLength(1);
  });
});
