import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cloudOllamaModel, demoOllamaModels } from "../../../demo/world/ollama/models.ts";
import type { Candidate } from "../../../src/domain/candidate.ts";
import type { Lookup } from "../../../src/domain/task.ts";
import { UpstreamError } from "../../../src/shared/upstream-error.ts";
import { readListing, readOne } from "../../support/hub-fixture.ts";
import { type OllamaFixture, startOllamaFixture } from "../../support/ollama-fixture.ts";

let fixture: OllamaFixture;

beforeEach(async () => {
  fixture = await startOllamaFixture();
});

afterEach(async () => {
  await fixture.stop();
});

const pipeline = (pipelineTag: string): Lookup => ({ kind: "pipeline", pipelineTag });
const never = new AbortController().signal;

async function find(model: string): Promise<Candidate> {
  const found = await fixture.provider.catalogue.open({ lookups: [] }).find(model, never);
  if (!found) throw new Error(`${model} is not there`);
  return found;
}

async function names(lookup: Lookup): Promise<string[]> {
  return (await readOne(fixture.provider.catalogue, lookup)).candidates.map(({ model }) => model);
}

describe("what is installed", () => {
  it("comes with the server's own facts", async () => {
    const { candidates, error, skipped } = await readOne(fixture.provider.catalogue);
    expect({ error, skipped }).toEqual({ error: null, skipped: [] });
    expect(candidates.find(({ model }) => model === "qwen3:8b")).toEqual({
      provider: "ollama",
      model: "qwen3:8b",
      pipelineTag: "text-generation",
      tags: ["conversational", "completion", "tools", "thinking"],
      createdAt: null,
      downloads: null,
      likes: null,
      licence: "apache-2.0",
      isGated: false,
      isDisabled: false,
      parameters: 8_190_735_360,
      lineage: null,
      family: "qwen3",
      quantization: "Q4_K_M",
      isLocal: true,
      isTrusted: true,
      benchmarks: [],
      routes: [
        {
          host: null,
          version: null,
          interface: "chat",
          status: "live",
          isAdapter: false,
          inputPrice: 0,
          outputPrice: 0,
          isFree: true,
          contextLength: 40_960,
          firstTokenMs: null,
          tokensPerSecond: null,
          supportsTools: true,
          supportsVision: false,
        },
      ],
    });
  });

  it("is found for the tasks that it can serve, and for no other", async () => {
    const chat = ["gemma3:4b", "llama3.2:latest", "qwen3:8b"];
    expect(await names({ kind: "tag", tag: "conversational" })).toEqual(chat);
    expect(await names(pipeline("text-generation"))).toEqual(chat);
    expect(await names(pipeline("image-text-to-text"))).toEqual(["gemma3:4b"]);
    expect(await names(pipeline("feature-extraction"))).toEqual(["nomic-embed-text:latest"]);
    expect(await names(pipeline("sentence-similarity"))).toEqual(["nomic-embed-text:latest"]);
    expect(await names(pipeline("summarization"))).toEqual([]);
    expect(await names(pipeline("text-to-image"))).toEqual([]);
    expect(await names({ kind: "tag", tag: "other" })).toEqual([]);
  });

  it("is read once by a session, whoever asks", async () => {
    const session = fixture.provider.catalogue.open({ lookups: [] });
    await Promise.all(["text-generation", "feature-extraction"].map((tag) => readListing(session, pipeline(tag))));
    expect(session.requests()).toBe(2 + demoOllamaModels.length);
    expect(fixture.ollama.requests).toHaveLength(2 + demoOllamaModels.length);
    await readListing(fixture.provider.catalogue.open({ lookups: [] }), pipeline("summarization"));
    expect(fixture.ollama.requests).toHaveLength(2 + demoOllamaModels.length);
  });

  it("may be nothing", async () => {
    fixture.ollama.setModels([]);
    expect(await readOne(fixture.provider.catalogue)).toMatchObject({ candidates: [], error: null });
    expect(fixture.provider.catalogue.emptyMeans).toBe("nothing");
  });

  it("is embedded by a route of its own", async () => {
    expect(await find("nomic-embed-text:latest")).toMatchObject({
      pipelineTag: "feature-extraction",
      parameters: 136_727_040,
      quantization: null,
      routes: [{ interface: "feature-extraction", supportsTools: null, supportsVision: null, contextLength: 2_048 }],
    });
  });

  it("has no facts but those that the server tells", async () => {
    fixture.ollama.setModels([
      {
        name: "llama-70b-vision-q8:latest",
        capabilities: ["completion"],
        architecture: "falcon",
        parameterSize: "7.2B",
        quantization: "unknown",
      },
    ]);
    expect(await find("llama-70b-vision-q8:latest")).toMatchObject({
      parameters: 7_200_000_000,
      family: "falcon",
      quantization: null,
      licence: null,
      routes: [{ supportsVision: false, supportsTools: false, contextLength: null }],
    });
  });

  it("has the context that its Modelfile allows, or that it was loaded with", async () => {
    const small = { ...demoOllamaModels[0], name: "small:latest", parameters: "num_ctx 8192" };
    fixture.ollama.setModels([small as (typeof demoOllamaModels)[0]]);
    expect((await find("small:latest")).routes[0]?.contextLength).toBe(8_192);
    fixture.ollama.load("small", 32_768);
    const loaded = await find("small:latest");
    expect(loaded.routes[0]?.contextLength).toBe(32_768);
    expect(loaded.tags).toContain("loaded");
  });

  it("is passed over where the server is too old to say what it can do", async () => {
    const [{ capabilities: _, ...mute }] = demoOllamaModels as [(typeof demoOllamaModels)[0]];
    fixture.ollama.setModels([mute]);
    const { candidates, skipped } = await readOne(fixture.provider.catalogue);
    expect(candidates).toEqual([]);
    expect(skipped).toEqual([expect.stringContaining("names no capability")]);
  });

  it("is not local, and of unknown price, where it runs in Ollama's cloud", async () => {
    fixture.ollama.setModels([cloudOllamaModel]);
    expect(await find("gpt-oss:120b-cloud")).toMatchObject({
      isLocal: false,
      routes: [{ inputPrice: null, outputPrice: null, isFree: null }],
    });
  });

  it("is looked up by itself, and is null where it is not there", async () => {
    const session = fixture.provider.catalogue.open({ lookups: [] });
    expect(await session.find("gemma3:4b", never)).toMatchObject({ model: "gemma3:4b" });
    expect(await session.find("nothing:latest", never)).toBeNull();
  });

  it("has no leaderboards", async () => {
    const session = fixture.provider.catalogue.open({ lookups: [] });
    expect(await session.leaderboards([], never)).toEqual({ byModel: new Map(), errors: [], caps: [] });
  });
});

describe("a listing that cannot be read", () => {
  async function errorOf(): Promise<UpstreamError> {
    const { error } = await readOne(fixture.provider.catalogue);
    if (!(error instanceof UpstreamError)) throw new Error(`expected an UpstreamError, got ${String(error)}`);
    return error;
  }

  it("says where Ollama does not answer, and what to do", async () => {
    const { catalogue } = fixture.declare({}, { OLLAMA_HOST: "http://127.0.0.1:9" });
    const { error } = await readOne(catalogue);
    expect(error).toBeInstanceOf(UpstreamError);
    expect((error as Error).message).toBe(
      'Ollama does not answer at http://127.0.0.1:9. Start it with "ollama serve", or turn the provider off in the policy: "ollama": { "enabled": false }.',
    );
    expect(fixture.clock.waits).toEqual([]);
  });

  it.each([
    ["a refusal", { kind: "status", status: 500 } as const, "answered 500"],
    ["a web page", { kind: "html" } as const, "a web page instead of data"],
    ["half an answer", { kind: "truncated" } as const, "cut short or is not JSON"],
    ["a connection that is closed", { kind: "closed" } as const, "does not answer"],
  ])("is an error after %s", async (_what, fault, sentence) => {
    fixture.ollama.fail(fault);
    expect((await errorOf()).message).toContain(sentence);
  });

  it("is an error where something else answers", async () => {
    fixture.ollama.fail({ kind: "status", status: 200, body: { hello: 1 } });
    expect((await errorOf()).message).toContain("not a list of models");
  });

  it("names what it has read, where one model cannot be described", async () => {
    fixture.ollama.fail({ kind: "status", status: 500, when: ({ pathname }) => pathname === "/api/show", times: 1 });
    const { candidates, error } = await readOne(fixture.provider.catalogue);
    expect(candidates.length).toBeGreaterThanOrEqual(2);
    expect((error as Error).message).toContain("One of its models could not be described");
  });

  it("leaves out a model that was removed meanwhile", async () => {
    fixture.ollama.fail({ kind: "status", status: 404, when: ({ pathname }) => pathname === "/api/show", times: 1 });
    const { candidates, error } = await readOne(fixture.provider.catalogue, pipeline("text-generation"));
    expect(candidates.length).toBeGreaterThanOrEqual(2);
    expect(error).toBeNull();
  });

  it("does without what is in memory", async () => {
    fixture.ollama.fail({ kind: "status", status: 500, when: ({ pathname }) => pathname === "/api/ps" });
    expect(await readOne(fixture.provider.catalogue)).toMatchObject({ error: null });
  });

  it("ends with the signal's reason", async () => {
    fixture.ollama.fail({ kind: "silence", when: ({ pathname }) => pathname === "/api/show" });
    const controller = new AbortController();
    const session = fixture.provider.catalogue.open({ lookups: [] });
    const listing = readListing(session, pipeline("text-generation"), controller.signal);
    await expect.poll(() => fixture.ollama.requests.length).toBeGreaterThan(2);
    controller.abort(new Error("enough"));
    expect((await listing).error).toMatchObject({ message: "enough" });
  });
});
