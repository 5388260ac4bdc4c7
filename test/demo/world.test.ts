import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../demo/world/fault.ts";
import { createSyntheticSource, syntheticRecords } from "../../demo/world/synthetic.ts";
import { startWorld, type World } from "../../demo/world/world.ts";

interface CatalogueEntry {
  id: string;
  providers: {
    provider: string;
    status: string;
    pricing?: { input: number; output: number };
    context_length?: number;
  }[];
}

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  await world.stop();
});

const models = () => fetch(`${world.hub.url}/api/models?limit=3&expand=likes&expand=evalResults`);

async function catalogue(): Promise<CatalogueEntry[]> {
  const response = await fetch(`${world.router.url}/v1/models`);
  return ((await response.json()) as { data: CatalogueEntry[] }).data;
}

async function hostsOf(model: string): Promise<string[]> {
  return (await catalogue()).find(({ id }) => id === model)?.providers.map(({ provider }) => provider) ?? [];
}

describe("the router's catalogue", () => {
  it("holds chat models alone, with what their hosts tell", async () => {
    const entries = await catalogue();
    expect(entries.length).toBeGreaterThan(60);
    expect(entries.some(({ id }) => id.startsWith("google-bert/"))).toBe(false);
    const pro = entries.find(({ id }) => id === "deepseek-ai/DeepSeek-V4-Pro");
    expect(pro?.providers).toContainEqual(
      expect.objectContaining({
        provider: "novita",
        status: "live",
        context_length: 1_048_576,
        pricing: { input: 1.69, output: 3.38 },
      }),
    );
    expect(pro?.providers).toContainEqual({ provider: "featherless-ai", status: "live", is_model_author: false });
  });

  it("answers for one model, and refuses a wrong token", async () => {
    const one = await fetch(`${world.router.url}/v1/models/zai-org/GLM-5`);
    expect(await one.json()).toMatchObject({ id: "zai-org/GLM-5", object: "model", owned_by: "zai-org" });
    const refused = await fetch(`${world.router.url}/v1/models`, { headers: { authorization: "Bearer hf_wrong" } });
    expect(refused.status).toBe(401);
  });
});

describe("changes", () => {
  it("take a host from one model, on the Hub and the router", async () => {
    expect(await hostsOf("zai-org/GLM-5")).toContain("novita");
    world.removeHost("zai-org/GLM-5", "novita");
    expect(await hostsOf("zai-org/GLM-5")).not.toContain("novita");
    const detail = await fetch(`${world.hub.url}/api/models/zai-org/GLM-5?expand=inferenceProviderMapping`);
    expect(await detail.json()).toMatchObject({ inferenceProviderMapping: { together: {}, "zai-org": {} } });
  });

  it("close a host for all", async () => {
    expect(world.closeHost("novita")).toBeGreaterThan(20);
    expect(
      (await catalogue()).flatMap(({ providers }) => providers).some(({ provider }) => provider === "novita"),
    ).toBe(false);
  });

  it("bring a closed host back as it was", async () => {
    const before = (await hostsOf("zai-org/GLM-5")).toSorted();
    world.closeHost("novita");
    world.reopenHost("novita");
    expect((await hostsOf("zai-org/GLM-5")).toSorted()).toEqual(before);
  });

  it("delete a model and change another one's facts", async () => {
    world.removeModel("zai-org/GLM-5");
    world.setFacts("openai/gpt-oss-20b", { downloads: 7, gated: "auto" });
    const response = await fetch(`${world.hub.url}/api/models?limit=500&expand=downloads&expand=gated`);
    const listed = (await response.json()) as { id: string }[];
    expect(listed.some(({ id }) => id === "zai-org/GLM-5")).toBe(false);
    expect(listed).toContainEqual(expect.objectContaining({ id: "openai/gpt-oss-20b", downloads: 7, gated: "auto" }));
  });
});

describe("faults", () => {
  it("answer with a status, headers and a body of the test's choice, as often as it wants", async () => {
    world.hub.fail({ kind: "status", status: 429, headers: { "Retry-After": "2" }, body: { error: "slow" }, times: 1 });
    const refused = await models();
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      429,
      "2",
      { error: "slow" },
    ]);
    expect((await models()).status).toBe(200);
    expect(world.hub.requests).toHaveLength(2);
  });

  it("concern only the requests that are meant, until they heal", async () => {
    world.hub.fail({ kind: "status", status: 500, when: (url) => url.pathname === "/api/models" });
    expect((await models()).status).toBe(500);
    expect((await fetch(`${world.hub.url}/api/datasets`)).status).toBe(200);
    world.hub.heal();
    expect((await models()).status).toBe(200);
  });

  it("send a web page", async () => {
    world.hub.fail({ kind: "html" });
    const response = await models();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it("cut JSON in its middle, complete to its headers or with the connection", async () => {
    world.hub.fail({ kind: "truncated", times: 1 });
    await expect((await models()).json()).rejects.toThrow(SyntaxError);
    world.hub.fail({ kind: "truncated", cut: true });
    await expect((await models()).json()).rejects.toThrow(TypeError);
  });

  it("close the connection", async () => {
    world.hub.fail({ kind: "closed" });
    await expect(models()).rejects.toThrow("fetch failed");
  });

  it("empty a list, spoil some records or send another shape", async () => {
    world.hub.fail({ kind: "empty", times: 1 });
    const empty = await models();
    expect([await empty.json(), empty.headers.get("link")]).toEqual([[], null]);
    world.hub.fail({ kind: "malformed-record", times: 1 });
    const spoilt = (await (await models()).json()) as unknown[];
    expect(spoilt).toHaveLength(6);
    expect(spoilt).toEqual(expect.arrayContaining([null, "not a record"]));
    expect(spoilt.some((record) => typeof record === "object" && record !== null && !("id" in record))).toBe(true);
    world.hub.fail({ kind: "wrong-shape" });
    expect(Array.isArray(await (await models()).json())).toBe(false);
  });

  it("refuse one name of expand and answer the others", async () => {
    world.hub.fail({ kind: "reject-expand", field: "evalResults" });
    const refused = await models();
    expect(refused.status).toBe(400);
    const { error } = (await refused.json()) as { error: string };
    expect(error).toContain('"downloads"');
    expect(error).not.toContain('"evalResults"|');
    expect((await fetch(`${world.hub.url}/api/models?limit=1&expand=likes`)).status).toBe(200);
  });

  it.each<Fault>([{ kind: "empty" }, { kind: "wrong-shape" }, { kind: "malformed-record" }])(
    "reach the router's list: $kind",
    async (fault) => {
      const before = await catalogue();
      world.router.fail(fault);
      expect(await catalogue()).not.toEqual(before);
    },
  );

  it("do not keep a world from stopping, not even silence", async () => {
    const silent = await startWorld();
    silent.hub.fail({ kind: "silence" });
    const hanging = expect(fetch(`${silent.hub.url}/api/models`)).rejects.toThrow();
    await expect.poll(() => silent.hub.requests.length).toBe(1);
    await silent.stop();
    await hanging;
  });
});

describe("the rate limit", () => {
  it("refuses above a given quota until the window is over", async () => {
    let now = Date.UTC(2026, 0, 1);
    const limited = await startWorld({ quota: 2, now: () => now });
    const ask = () => fetch(`${limited.hub.url}/api/models?limit=1`);
    expect([(await ask()).headers.get("ratelimit"), (await ask()).status]).toEqual(['"api";r=1;t=300', 200]);
    now += 60_000;
    const refused = await ask();
    expect([refused.status, refused.headers.get("ratelimit")]).toEqual([429, '"api";r=0;t=240']);
    now += 240_000;
    expect((await ask()).status).toBe(200);
    await limited.stop();
  });
});

describe("synthetic records", () => {
  it("are the same for the same seed, and others for another", () => {
    const take = (seed: number) => [...syntheticRecords({ count: 20, seed })];
    expect(take(3)).toEqual(take(3));
    expect(take(3)).not.toEqual(take(4));
  });

  it("come page by page without a gap, in the order of downloads", async () => {
    const options = { count: 1_000, seed: 5 };
    const synthetic = await startWorld({ source: createSyntheticSource(options) });
    const ids: string[] = [];
    let url: string | undefined =
      `${synthetic.hub.url}/api/models?pipeline_tag=text-generation&sort=downloads&limit=60`;
    while (url) {
      const response: Response = await fetch(url);
      ids.push(...((await response.json()) as { id: string }[]).map(({ id }) => id));
      url = /<([^>]+)>/.exec(response.headers.get("link") ?? "")?.[1];
    }
    const expected = [...syntheticRecords(options)].filter((record) => record.pipeline_tag === "text-generation");
    expect(ids).toEqual(expected.map(({ id }) => id));
    const downloads = expected.map((record) => record.downloads ?? 0);
    expect(downloads).toEqual(downloads.toSorted((a, b) => b - a));
    const detail = await fetch(`${synthetic.hub.url}/api/models/${ids[7]}`);
    expect(await detail.json()).toMatchObject({ id: ids[7], pipeline_tag: "text-generation" });
    await synthetic.stop();
  });
});
