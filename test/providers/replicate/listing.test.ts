import { afterEach, describe, expect, it } from "vitest";
import { demoModels } from "../../../demo/world/replicate/models.ts";
import type { Lookup } from "../../../src/domain/task.ts";
import { readOne } from "../../support/hub-fixture.ts";
import { chatModel, type ReplicateFixture, startFixture } from "./fixture.ts";

let fixture: ReplicateFixture;

afterEach(() => fixture.stop());

const chatLookup: Lookup = { kind: "tag", tag: "conversational" };
const pipelineLookup = (pipelineTag: string): Lookup => ({ kind: "pipeline", pipelineTag });
const signal = new AbortController().signal;

const modelsOf = ({ candidates }: { candidates: { model: string }[] }) => candidates.map(({ model }) => model);

describe("what Replicate lists", () => {
  it("is chat models with what is known of them", async () => {
    fixture = await startFixture();
    const { candidates, error, skipped } = await readOne(fixture.provider.catalogue, chatLookup);
    expect(error).toBeNull();
    expect(skipped).toEqual([]);
    expect(candidates.map(({ model }) => model)).toEqual([chatModel, "lucataco/hermes-2-pro-llama-3-8b"]);
    expect(candidates[0]).toMatchObject({
      provider: "replicate",
      licence: "llama3",
      createdAt: Date.parse("2024-04-17T21:44:13.482Z"),
      downloads: null,
      isGated: false,
      isTrusted: false,
      isLocal: false,
    });
    expect(candidates[0]?.routes).toEqual([
      {
        host: null,
        version: null,
        interface: "chat",
        status: "live",
        isAdapter: false,
        inputPrice: null,
        outputPrice: null,
        isFree: false,
        contextLength: null,
        firstTokenMs: null,
        tokensPerSecond: null,
        supportsTools: false,
        supportsVision: false,
      },
    ]);
    expect(candidates[1]?.licence).toBe("apache-2.0");
    expect(candidates[1]?.routes[0]?.version).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["image-text-to-text", "yorickvp/llava-13b"],
    ["text-to-image", "black-forest-labs/flux-schnell"],
    ["text-to-video", "minimax/video-01"],
    ["automatic-speech-recognition", "openai/whisper"],
    ["text-to-speech", "jaaari/kokoro-82m"],
    ["feature-extraction", "replicate/all-mpnet-base-v2"],
  ])("has models for %s, and no others", async (pipelineTag, model) => {
    fixture = await startFixture();
    const { candidates } = await readOne(fixture.provider.catalogue, pipelineLookup(pipelineTag));
    expect(candidates.map((each) => [each.model, each.routes[0]?.interface])).toEqual([[model, pipelineTag]]);
  });

  it("is nothing for tasks of which Replicate has no collection, and costs no request", async () => {
    fixture = await startFixture();
    const { candidates, error } = await readOne(fixture.provider.catalogue, pipelineLookup("fill-mask"));
    expect([candidates, error]).toEqual([[], null]);
    expect(fixture.standIn.requests).toEqual([]);
  });

  it("is nothing without a token, which is nobody's fault", async () => {
    fixture = await startFixture({ environment: { REPLICATE_API_TOKEN: "" } });
    const { candidates, error, caps } = await readOne(fixture.provider.catalogue, chatLookup);
    expect([candidates, error, caps]).toEqual([[], null, []]);
    expect(fixture.provider.catalogue.emptyMeans).toBe("nothing");
    expect(fixture.standIn.requests).toEqual([]);
  });

  it("holds what stands in no collection where its own facts show what it is for", async () => {
    const outside = demoModels.map((model) => ({ ...model, collections: [] }));
    fixture = await startFixture({ standIn: { models: outside } });
    const image = await readOne(fixture.provider.catalogue, pipelineLookup("text-to-image"));
    expect(modelsOf(image)).toEqual(["black-forest-labs/flux-schnell"]);
    const chats = await readOne(fixture.provider.catalogue, chatLookup);
    expect(modelsOf(chats).sort()).toEqual(["lucataco/hermes-2-pro-llama-3-8b", chatModel]);
  });

  it("shares collections, searches and pages among the listings of a run, and says that there is more", async () => {
    fixture = await startFixture({ standIn: { pageSize: 2 } });
    const session = fixture.provider.catalogue.open({ lookups: [] });
    const caps: string[] = [];
    const report = { skipped: () => {}, capped: (reason: string) => caps.push(reason) };
    for (const lookup of [chatLookup, pipelineLookup("text-generation")]) {
      for await (const _ of session.list({ lookup, signal, report }));
    }
    expect(session.requests()).toBe(4);
    expect(fixture.standIn.requests.map(({ url }) => url.split("?")[0])).toEqual(
      expect.arrayContaining(["/v1/collections/language-models", "/v1/search", "/v1/models"]),
    );
    expect(caps[0]).toContain("were read, not all models");
  });

  it("breaks off where a collection cannot be read", async () => {
    fixture = await startFixture();
    fixture.standIn.fail({ kind: "status", status: 503, when: ({ path }) => path.includes("/collections/") });
    const { error } = await readOne(fixture.provider.catalogue, chatLookup);
    expect(error).toMatchObject({ name: "UpstreamError", status: 503 });
  });

  it("says what to check where the token is refused, without the token", async () => {
    fixture = await startFixture({ environment: { REPLICATE_API_TOKEN: "r8_wrong_token" } });
    const { error } = await readOne(fixture.provider.catalogue, chatLookup);
    expect(String(error)).toContain("Check REPLICATE_API_TOKEN");
    expect(String(error)).not.toContain("r8_wrong_token");
  });

  it("goes on without a collection that was renamed", async () => {
    fixture = await startFixture();
    fixture.standIn.fail({ kind: "status", status: 404, when: ({ path }) => path.includes("/collections/") });
    const { candidates, error, skipped } = await readOne(fixture.provider.catalogue, pipelineLookup("text-to-video"));
    expect([modelsOf({ candidates }), error]).toEqual([["minimax/video-01"], null]);
    expect(skipped).toEqual(['Replicate has no longer the collection "text-to-video"']);
  });
});

describe("a model by itself", () => {
  it("is found with all that it can do", async () => {
    fixture = await startFixture();
    const session = fixture.provider.catalogue.open({ lookups: [] });
    const found = await session.find("yorickvp/llava-13b", signal);
    expect(found?.routes.map((route) => route.interface)).toEqual(["image-text-to-text"]);
  });

  it("is no more where Replicate does not know it", async () => {
    fixture = await startFixture();
    fixture.standIn.removeModel(chatModel);
    const session = fixture.provider.catalogue.open({ lookups: [] });
    expect(await session.find(chatModel, signal)).toBeNull();
  });

  it("is not guessed at where it cannot be asked about", async () => {
    fixture = await startFixture();
    const session = fixture.provider.catalogue.open({ lookups: [] });
    await expect(session.find("no id", signal)).rejects.toThrow('look like "owner/name"');
    fixture.standIn.fail({ kind: "html" });
    await expect(session.find(chatModel, signal)).rejects.toThrow("web page");
  });
});

describe("the doctor's look at Replicate", () => {
  it("tells whose the token is", async () => {
    fixture = await startFixture();
    const [check] = fixture.provider.reachability;
    expect(await check?.run(signal)).toBe("REPLICATE_API_TOKEN belongs to demo");
  });

  it("takes a missing token for no fault", async () => {
    fixture = await startFixture({ environment: { REPLICATE_API_TOKEN: "" } });
    const [check] = fixture.provider.reachability;
    expect(await check?.run(signal)).toBe("no REPLICATE_API_TOKEN is set: nothing is taken from Replicate");
  });

  it("follows what the policy declares of the address and the key", async () => {
    fixture = await startFixture({
      environment: { REPLICATE_API_TOKEN: "r8_other", OUR_TOKEN: "r8_demo" },
      declaration: { apiKeyEnv: "OUR_TOKEN" },
    });
    const [check] = fixture.provider.reachability;
    expect(await check?.run(signal)).toBe("OUR_TOKEN belongs to demo");
    expect(fixture.provider.usesOwnKey).toBe(true);
  });
});
