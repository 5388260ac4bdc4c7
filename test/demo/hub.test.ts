import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HubRecord } from "../../demo/world/hub-record.ts";
import { startWorld, type World } from "../../demo/world/world.ts";
import { taskNames, taskOf } from "../../src/domain/task.ts";

interface Listed {
  id: string;
  [field: string]: unknown;
}

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  await world.stop();
});

async function ask(path: string, headers: Record<string, string> = {}): Promise<{ response: Response; body: unknown }> {
  const response = await fetch(`${world.hub.url}${path}`, { headers });
  return { response, body: await response.json() };
}

async function list(query: string): Promise<Listed[]> {
  const { response, body } = await ask(`/api/models?${query}`);
  expect(response.status).toBe(200);
  return body as Listed[];
}

async function walk(query: string): Promise<{ pages: number; ids: string[] }> {
  const ids: string[] = [];
  let pages = 0;
  let url: string | undefined = `${world.hub.url}/api/models?${query}`;
  while (url) {
    const response: Response = await fetch(url);
    ids.push(...((await response.json()) as Listed[]).map(({ id }) => id));
    pages += 1;
    url = /^<(http[^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return { pages, ids };
}

describe("the listing", () => {
  it("walks all pages without a gap or a repetition", async () => {
    const whole = await walk("sort=downloads&limit=500");
    const paged = await walk("sort=downloads&limit=7");
    expect(whole.pages).toBe(1);
    expect(paged.pages).toBe(Math.ceil(whole.ids.length / 7));
    expect(paged.ids).toEqual(whole.ids);
    expect(new Set(paged.ids).size).toBe(paged.ids.length);
  });

  it("keeps the parameters in the next page's address and writes expand[] as expand", async () => {
    const { response } = await ask("/api/models?limit=2&sort=likes&filter=conversational&expand[]=likes&expand[]=tags");
    const link = new URL(/<([^>]+)>/.exec(response.headers.get("link") ?? "")?.[1] ?? "");
    expect(link.searchParams.getAll("expand")).toEqual(["likes", "tags"]);
    expect(link.searchParams.has("expand[]")).toBe(false);
    expect(link.searchParams.get("filter")).toBe("conversational");
  });

  it.each(["downloads", "likes", "createdAt", "trendingScore"])("sorts by %s, descending", async (key) => {
    const values = (await list(`sort=${key}&expand=${key}`)).map((record) => record[key] as number | string);
    expect(values.length).toBeGreaterThan(150);
    expect(values).toEqual(values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
  });

  it("wants every filter to fit", async () => {
    const both = await list("filter=conversational&filter=license:mit&expand=tags");
    expect(both.length).toBeGreaterThan(5);
    for (const { tags } of both) expect(tags).toEqual(expect.arrayContaining(["conversational", "license:mit"]));
    expect(both.length).toBeLessThan((await list("filter=conversational")).length);
  });

  it("leaves out what nobody serves when a host is asked for", async () => {
    const served = await list("inference_provider=all&expand=inferenceProviderMapping");
    for (const record of served) expect(record.inferenceProviderMapping).not.toEqual([]);
    expect(served.length).toBeLessThan((await list("limit=500")).length);
  });

  it("sends only the fields that expand names, as the Hub shapes them", async () => {
    const [record] = await list(
      "limit=1&sort=downloads&expand=downloads&expand=model-index&expand=evalResults&expand=gated",
    );
    expect(record).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      id: "sentence-transformers/all-MiniLM-L6-v2",
      downloads: 176_000_000,
      gated: false,
      "model-index": null,
      evalResults: expect.arrayContaining([
        {
          filename: ".eval_results/ArguAna.yaml",
          verified: false,
          pullRequest: expect.any(Number),
          data: { dataset: { id: "mteb/arguana", task_id: "ArguAna" }, value: 50.167 },
        },
      ]),
    });
  });

  it("leaves evalResults out where there are none", async () => {
    const records = await list("pipeline_tag=fill-mask&expand=evalResults&expand=inferenceProviderMapping");
    for (const record of records)
      expect(Object.keys(record).toSorted()).toEqual(["_id", "id", "inferenceProviderMapping"]);
  });

  it.each(["childrenModelCount", "usedStorage", "no-such-field"])(
    "refuses the unknown name %s and lists the valid ones",
    async (name) => {
      const { response, body } = await ask(`/api/models?expand=downloads&expand=${name}`);
      expect(response.status).toBe(400);
      expect(body).toEqual({ error: expect.stringContaining('"inferenceProviderMapping"') });
    },
  );

  it("carries the rate limit on every answer", async () => {
    for (const path of ["/api/models?limit=1", "/api/models/nobody/nothing", "/api/whoami-v2", "/nowhere"]) {
      const { response } = await ask(path);
      expect(response.headers.get("ratelimit")).toMatch(/^"api";r=\d+;t=\d+$/);
      expect(response.headers.get("ratelimit-policy")).toBe('"fixed window";"api";q=500;w=300');
    }
  });
});

describe("one model", () => {
  it("has its hosts by name, with or without a revision", async () => {
    for (const path of ["", "/revision/HEAD"]) {
      const { body } = await ask(`/api/models/zai-org/GLM-5${path}?expand=inferenceProviderMapping`);
      expect((body as Listed).inferenceProviderMapping).toMatchObject({
        novita: { status: "live", task: "conversational" },
      });
    }
  });

  it("looks forbidden to anonymous readers when it is missing, and missing to those with a token", async () => {
    expect((await ask("/api/models/nobody/nothing")).response.status).toBe(401);
    const known = await ask("/api/models/nobody/nothing", { authorization: `Bearer ${world.token}` });
    expect(known.response.status).toBe(404);
    expect(known.response.headers.get("x-error-code")).toBe("RepoNotFound");
  });

  it("knows the two names of expand that the listing refuses", async () => {
    expect((await ask("/api/models/zai-org/GLM-5?expand=usedStorage")).response.status).toBe(200);
  });
});

describe("leaderboards", () => {
  it("exist for every official benchmark, best first", async () => {
    const { body } = await ask("/api/datasets?filter=benchmark:official");
    const ids = (body as Listed[]).map(({ id }) => id);
    expect(ids).toContain("SWE-bench/SWE-bench_Verified");
    for (const id of ids) {
      const rows = (await ask(`/api/datasets/${id}/leaderboard?base_model=false`)).body as {
        rank: number;
        value: number;
      }[];
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, index) => index + 1));
      expect(rows.map(({ value }) => value)).toEqual(rows.map(({ value }) => value).toSorted((a, b) => b - a));
    }
  });

  it("hide models made from another one unless they are asked for", async () => {
    const board = "/api/datasets/openai/gsm8k/leaderboard";
    const idsOf = ({ body }: { body: unknown }) => (body as { modelId: string }[]).map(({ modelId }) => modelId);
    expect(idsOf(await ask(board))).not.toContain("Qwen/Qwen2.5-7B-Instruct");
    expect(idsOf(await ask(`${board}?base_model=false`))).toContain("Qwen/Qwen2.5-7B-Instruct");
  });

  it("are missing for other datasets", async () => {
    expect((await ask("/api/datasets/someone/else/leaderboard")).response.status).toBe(404);
  });
});

describe("the demo's table", () => {
  it.each(taskNames)("has at least three served models for %s", async (name) => {
    const queries = taskOf(name).lookups.map((lookup) =>
      lookup.kind === "tag" ? `filter=${lookup.tag}` : `pipeline_tag=${lookup.pipelineTag}`,
    );
    for (const query of queries)
      expect((await list(`${query}&inference_provider=all`)).length).toBeGreaterThanOrEqual(3);
  });

  it("holds the awkward records that a client must survive", async () => {
    const records = (await list(
      "limit=500&expand=gated&expand=disabled&expand=tags&expand=pipeline_tag&expand=inferenceProviderMapping",
    )) as HubRecord[];
    const mappings = records.flatMap(({ inferenceProviderMapping = [] }) => inferenceProviderMapping);
    expect(new Set(records.map(({ gated }) => gated))).toEqual(new Set([false, "auto", "manual"]));
    expect(new Set(mappings.map(({ status }) => status))).toEqual(new Set(["live", "error", "staging"]));
    expect(mappings.some(({ type }) => type === "tag-filter")).toBe(true);
    expect(records.some(({ disabled }) => disabled)).toBe(true);
    expect(records.some(({ pipeline_tag }) => pipeline_tag === undefined)).toBe(true);
    expect(records.some(({ tags = [] }) => !tags.some((tag) => tag.startsWith("license:")))).toBe(true);
  });

  it("keeps its ages whatever the day", async () => {
    const later = await startWorld({ now: () => Date.UTC(2031, 0, 31) });
    const response = await fetch(`${later.hub.url}/api/models/zai-org/GLM-5.2?expand=createdAt`);
    expect(await response.json()).toMatchObject({ createdAt: "2031-01-29T00:00:00.000Z" });
    await later.stop();
  });
});
