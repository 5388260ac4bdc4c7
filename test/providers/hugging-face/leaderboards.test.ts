import { afterEach, describe, expect, it } from "vitest";
import type { Leaderboards } from "../../../demo/world/hub-record.ts";
import type { BenchmarkName } from "../../../src/domain/benchmark.ts";
import { type BenchmarkCache, cachedLeaderboardsSchema } from "../../../src/providers/hugging-face/benchmark-cache.ts";
import type { HuggingFaceCatalogueOptions } from "../../../src/providers/hugging-face/catalogue.ts";
import { chatLookup, type HubFixture, startHubFixture } from "../../support/hub-fixture.ts";
import { createMemoryBenchmarkCache } from "../../support/memory-benchmark-cache.ts";

const leaderboards: Leaderboards = {
  "openai/gsm8k": [
    { modelId: "a/b", value: 91.5, verified: true },
    { modelId: "a/derived", value: 80, hasBaseModel: true },
  ],
  "cais/hle": [{ modelId: "a/b", value: 20.9 }],
  "some/other": [{ modelId: "a/b", value: 1 }],
};
const day = 24 * 60 * 60 * 1_000;
const asked: BenchmarkName[] = ["openai/gsm8k", "cais/hle", "Idavidrein/gpqa"];

let fixture: HubFixture;
afterEach(() => fixture.stop());

async function start(catalogue: Partial<HuggingFaceCatalogueOptions> = {}): Promise<HubFixture> {
  fixture = await startHubFixture({ world: { records: [], leaderboards }, catalogue });
  return fixture;
}

function read(benchmarks: BenchmarkName[] = asked, signal = new AbortController().signal) {
  return fixture.catalogue.open({ lookups: [chatLookup] }).leaderboards(benchmarks, signal);
}

function paths(): string[] {
  return fixture.world.hub.requests.splice(0).map(({ url }) => url.split("?")[0] ?? "");
}

const boardOf = (name: string) => `/api/datasets/${name}/leaderboard`;

describe("leaderboards", () => {
  it("are those of the asked benchmarks that the Hub lists as official, derived models included", async () => {
    await start();
    const { byModel, errors, caps } = await read();
    expect(Object.fromEntries(byModel)).toEqual({
      "a/b": [
        { benchmark: "openai/gsm8k", value: 91.5, origin: "leaderboard", isVerified: true, pipeline: null },
        { benchmark: "cais/hle", value: 20.9, origin: "leaderboard", isVerified: false, pipeline: null },
      ],
      "a/derived": [{ benchmark: "openai/gsm8k", value: 80, origin: "leaderboard", isVerified: false, pipeline: null }],
    });
    expect([errors, caps]).toEqual([[], []]);
    expect(paths().sort()).toEqual(["/api/datasets", boardOf("cais/hle"), boardOf("openai/gsm8k")]);
  });

  it("are kept for a day, in the form of the schema", async () => {
    const { clock, cache } = await start();
    const first = await read(["openai/gsm8k"]);
    expect(cachedLeaderboardsSchema.parse(await cache.read()).leaderboards["openai/gsm8k"]?.rows).toHaveLength(2);
    paths();
    clock.advance(day - 1);
    expect(await read(["openai/gsm8k"])).toEqual(first);
    expect(paths()).toEqual([]);
    clock.advance(1);
    await read(["openai/gsm8k"]);
    expect(paths()).toEqual(["/api/datasets", boardOf("openai/gsm8k")]);
  });

  it("take turns where a cap leaves some for later, and say which wait", async () => {
    const { clock } = await start({ limits: { leaderboards: 1 } });
    const turns: string[] = [];
    for (let run = 0; run < 4; run++) {
      const { caps } = await read(["openai/gsm8k", "cais/hle"]);
      const [, fetched] = paths();
      turns.push(`${fetched} | ${caps}`);
      clock.advance(day);
    }
    const waiting = (name: string) => `1 leaderboards wait for a later run (at most 1 a run): ${name}`;
    const gsm8k = `${boardOf("openai/gsm8k")} | ${waiting("cais/hle")}`;
    const hle = `${boardOf("cais/hle")} | ${waiting("openai/gsm8k")}`;
    expect(turns).toEqual([gsm8k, hle, gsm8k, hle]);
  });

  it("keep the old rows of one that has gone, with an error", async () => {
    const { clock, world } = await start();
    const before = await read(["openai/gsm8k", "cais/hle"]);
    clock.advance(day);
    world.hub.fail({ kind: "status", status: 404, when: (url) => url.pathname === boardOf("cais/hle") });
    const after = await read(["openai/gsm8k", "cais/hle"]);
    expect(after.byModel).toEqual(before.byModel);
    expect(after.errors).toEqual([expect.stringMatching(/^The leaderboard of cais\/hle could not be read: .* 404/)]);
  });

  it("are used from the day before when the list of benchmarks cannot be read", async () => {
    const { clock, world } = await start();
    const before = await read();
    clock.advance(day);
    world.hub.fail({ kind: "status", status: 500, when: (url) => url.pathname === "/api/datasets" });
    const after = await read();
    expect(after.byModel).toEqual(before.byModel);
    expect(after.errors).toEqual([expect.stringMatching(/^The list of official benchmarks could not be read: .* 500/)]);
  });

  it.each([{ kind: "wrong-shape" }, { kind: "html" }, { kind: "truncated" }] as const)(
    "leave the others alone when one is broken by %j",
    async (fault) => {
      const { world } = await start();
      world.hub.fail({ ...fault, when: (url) => url.pathname === boardOf("cais/hle") });
      const { byModel, errors } = await read();
      expect(byModel.get("a/b")?.map(({ benchmark }) => benchmark)).toEqual(["openai/gsm8k"]);
      expect(errors).toHaveLength(1);
    },
  );

  it("pass over rows without a model or a value", async () => {
    const { world } = await start();
    const body = [null, "row", { value: 3 }, { modelId: "a/b" }, { modelId: "a/c", value: 3 }];
    world.hub.fail({ kind: "status", status: 200, body, when: (url) => url.pathname === boardOf("cais/hle") });
    expect([...(await read(["cais/hle"])).byModel.keys()]).toEqual(["a/c"]);
  });

  it("are read and reported when they cannot be kept", async () => {
    const memory = createMemoryBenchmarkCache();
    const cache: BenchmarkCache = { ...memory, write: () => Promise.reject(new Error("the disk is full")) };
    await start({ cache });
    const { byModel, errors } = await read(["cais/hle"]);
    expect(byModel.size).toBe(1);
    expect(errors).toEqual(["The leaderboards could not be kept: the disk is full"]);
  });

  it("stop with the signal's reason", async () => {
    await start();
    await expect(read(asked, AbortSignal.abort(new Error("stopped by hand")))).rejects.toThrow("stopped by hand");
  });
});
