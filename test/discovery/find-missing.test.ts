import { afterEach, describe, expect, it } from "vitest";
import { discover } from "../../src/discovery/discover.ts";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { TaskName } from "../../src/domain/task.ts";
import type { HuggingFaceCatalogueOptions } from "../../src/providers/hugging-face/catalogue.ts";
import { type HubFixture, startHubFixture } from "../support/hub-fixture.ts";
import { hubMapping, hubRecord, hubRecords } from "../support/hub-record.ts";

let fixture: HubFixture;

afterEach(() => fixture.stop());

const configured = hubRecord({ id: "owner/configured", trendingScore: 0 });

/** Ten models on pages of two, of which three are read: what is configured comes last. */
async function start(
  records = [...hubRecords(10), configured],
  models = 6,
  catalogue: Partial<HuggingFaceCatalogueOptions> = {},
): Promise<void> {
  fixture = await startHubFixture({
    world: { records },
    catalogue: { limits: { pageSize: 2, pagesPerListing: 3, models }, ...catalogue },
  });
}

async function run(watched: string[], task: TaskName = "conversational") {
  const candidates: Candidate[] = [];
  const report = await discover({
    catalogues: [fixture.catalogue],
    tasks: [task],
    watched: new Map([[task, watched.map((model) => ({ provider: "huggingface", model }))]]),
    signal: new AbortController().signal,
    onCandidate: ({ candidate }) => candidates.push(candidate),
  });
  const detailRequests = fixture.world.hub.requests.filter(({ url }) => url.startsWith("/api/models/"));
  return { report, candidates, models: candidates.map((candidate) => candidate.model), detailRequests };
}

describe("a configured model that a cap has cut out of its listing", () => {
  it("is looked up by itself, with all that a listing would tell", async () => {
    await start();
    const { report, candidates } = await run(["owner/configured"]);
    expect(report.sources[0]?.caps).toHaveLength(1);
    expect(report.tasks).toMatchObject([{ status: "complete", discovered: 7 }]);
    const found = candidates.find((candidate) => candidate.model === "owner/configured");
    expect(found).toMatchObject({
      licence: "apache-2.0",
      downloads: 1_000,
      routes: [{ host: "novita", interface: "chat", status: "live" }],
    });
  });

  it("is gone only where the Hub itself says so", async () => {
    await start(hubRecords(10));
    const { report, models } = await run(["owner/configured"]);
    expect(models).not.toContain("owner/configured");
    expect(report.tasks).toMatchObject([{ status: "complete", errors: [] }]);
  });

  it("makes its task partial where it cannot be asked about", async () => {
    await start();
    fixture.world.hub.fail({ kind: "status", status: 500, when: (url) => url.pathname.startsWith("/api/models/") });
    const { report } = await run(["owner/configured"]);
    expect(report.tasks).toMatchObject([{ status: "partial", errors: [expect.stringContaining("500")] }]);
    expect(report.sources[0]?.errors).toEqual([expect.stringMatching(/^model:owner\/configured: /)]);
  });

  it("is not asked about where it was listed, or where no cap was reached", async () => {
    await start();
    expect((await run(["maker/model-0"])).detailRequests).toEqual([]);
    await fixture.stop();
    await start(hubRecords(3));
    expect((await run(["owner/configured"])).detailRequests).toEqual([]);
  });

  it("makes its task partial where the run's requests for single models are used up", async () => {
    await start(undefined, 1);
    const { report, detailRequests } = await run(["owner/configured", "owner/another"]);
    expect(detailRequests).toHaveLength(1);
    expect(report.tasks).toMatchObject([
      { status: "partial", errors: [expect.stringContaining("owner/another was not looked up")] },
    ]);
  });

  it("is looked up although the router knows it", async () => {
    const licensed = { ...configured, inferenceProviderMapping: [hubMapping({ provider: "together" })] };
    await start([...hubRecords(10), licensed]);
    const { candidates } = await run(["owner/configured"]);
    expect(candidates.filter((candidate) => candidate.model === "owner/configured")).toMatchObject([
      { licence: "apache-2.0" },
    ]);
  });

  const refusal = (status: number, code?: string) => ({
    kind: "status" as const,
    status,
    ...(code && { headers: { "X-Error-Code": code } }),
    when: (url: URL) => url.pathname.startsWith("/api/models/"),
  });

  it.each([
    [404, undefined],
    [410, undefined],
    [401, "RepoNotFound"],
  ])("is gone to a reader with a token by status %i and code %s", async (status, code) => {
    await start();
    fixture.world.hub.fail(refusal(status, code));
    expect((await run(["owner/configured"])).report.tasks).toMatchObject([{ status: "complete", discovered: 6 }]);
  });

  it.each([
    [401, undefined],
    [401, "GatedRepo"],
    [403, "GatedRepo"],
    [403, undefined],
  ])("is not gone to a reader with a token by status %i and code %s", async (status, code) => {
    await start();
    fixture.world.hub.fail(refusal(status, code));
    expect((await run(["owner/configured"])).report.tasks).toMatchObject([{ status: "partial" }]);
  });

  it.each([
    [undefined, "complete"],
    ["GatedRepo", "partial"],
  ])("is to a reader without a token by status 401 and code %s: %s", async (code, status) => {
    await start(undefined, undefined, { token: null });
    fixture.world.hub.fail(refusal(401, code));
    expect((await run(["owner/configured"])).report.tasks).toMatchObject([{ status }]);
  });

  it.each([[{}], [{ id: "owner/another" }], [[]], [{ id: "../configured" }]])(
    "is not gone where the Hub answers with %j",
    async (body) => {
      await start();
      fixture.world.hub.fail({ ...refusal(200), body });
      const { report, models } = await run(["owner/configured"]);
      expect(report.tasks).toMatchObject([{ status: "partial" }]);
      expect(models).not.toContain("owner/another");
    },
  );

  it.each(["../../whoami-v2", "owner/configured?x=1", "a/b/c", "__proto__"])(
    "is not asked about where its id is %j",
    async (id) => {
      await start();
      const { report } = await run([id]);
      expect(fixture.world.hub.requests.every(({ url }) => /^\/api\/(models|datasets)\?/.test(url))).toBe(true);
      expect(report.tasks).toMatchObject([
        { status: "partial", errors: [expect.stringContaining('ids of the Hub look like "owner/name"')] },
      ]);
    },
  );
});
