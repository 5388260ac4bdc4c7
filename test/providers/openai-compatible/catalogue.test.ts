import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/domain/candidate.ts";
import type { Lookup } from "../../../src/domain/task.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import { failureOf, reply } from "../../support/scripted-server.ts";
import { collected, key, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const signal = new AbortController().signal;
const chatModels: Lookup = { kind: "tag", tag: "conversational" };
const pipeline = (pipelineTag: string): Lookup => ({ kind: "pipeline", pipelineTag });

/** The provider's session, and what its listings give and tell. */
function session(provider: Provider = stage.provider) {
  const opened = provider.catalogue.open({ lookups: [] });
  const skipped: string[] = [];
  const report = { skipped: (reason: string) => void skipped.push(reason), capped() {} };
  async function list(lookup: Lookup = chatModels): Promise<Candidate[]> {
    return collected(opened.list({ lookup, signal, report }));
  }
  return { ...opened, list, skipped };
}

async function idsOf(lookup: Lookup, ids: readonly string[]): Promise<string[]> {
  stage.server.script(reply(200, { object: "list", data: ids.map((id) => ({ id, object: "model" })) }));
  return (await session().list(lookup)).map(({ model }) => model);
}

/** The only model of a listing of one entry. */
async function listed(entry: object, provider?: Provider): Promise<Candidate | undefined> {
  stage.server.script(reply(200, { data: [{ id: "maker/model", ...entry }] }));
  const [candidate] = await session(provider).list();
  return candidate;
}

const openAiIds = [
  ...["gpt-5.2", "gpt-4o-mini", "o4-mini", "gpt-4o-audio-preview", "claude-sonnet-4-5", "models/gemini-2.5-flash"],
  ...["text-embedding-3-large", "nomic-embed-text:latest", "BAAI/bge-m3", "intfloat/e5-small"],
  ...["whisper-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-transcribe", "dall-e-3", "gpt-image-1", "sora-2"],
  ...["omni-moderation-latest", "davinci-002", "gpt-realtime", "gpt-3.5-turbo-instruct", "rerank-v3.5"],
];

describe("the listing of a declared server", () => {
  it("gives models to chat with and models that embed, by their ids where nothing else tells, and no others", async () => {
    const chat = [
      "gpt-5.2",
      "gpt-4o-mini",
      "o4-mini",
      "gpt-4o-audio-preview",
      "claude-sonnet-4-5",
      "models/gemini-2.5-flash",
    ];
    const embeddings = ["text-embedding-3-large", "nomic-embed-text:latest", "BAAI/bge-m3", "intfloat/e5-small"];
    expect(await idsOf(chatModels, openAiIds)).toEqual(chat);
    expect(await idsOf(pipeline("text-generation"), openAiIds)).toEqual(chat);
    expect(await idsOf(pipeline("feature-extraction"), openAiIds)).toEqual(embeddings);
    expect(await idsOf(pipeline("sentence-similarity"), openAiIds)).toEqual(embeddings);
  });

  it("takes of another Modelvane the tasks that chat freely, and its models by how it speaks to them", async () => {
    const ids = ["conversational", "code-generation", "summarization", "feature-extraction", "text-to-image", "new"];
    const data = [
      ...ids.map((name) => ({ id: `task:${name}`, modelvane: { kind: "task", interface: "chat" } })),
      ...["chat", "feature-extraction", "text-to-image", "token-classification"].map((name) => ({
        id: `huggingface:maker/${name}`,
        modelvane: { kind: "model", interface: name },
      })),
    ];
    stage.server.script(reply(200, { data }));
    const { list } = session();
    const names = async (lookup: Lookup) => (await list(lookup)).map(({ model }) => model);
    expect(await names(chatModels)).toEqual(["task:conversational", "task:new", "huggingface:maker/chat"]);
    expect(await names(pipeline("feature-extraction"))).toEqual([
      "task:feature-extraction",
      "huggingface:maker/feature-extraction",
    ]);
  });

  it("is not asked for what it never tells", async () => {
    const { list, requests } = session();
    for (const lookup of [pipeline("summarization"), pipeline("text-to-image"), { kind: "tag", tag: "x" } as const]) {
      expect(await list(lookup)).toEqual([]);
    }
    expect(requests()).toBe(0);
  });

  it("is asked once a session, with the key, and finds models in it", async () => {
    stage.server.script(reply(200, { data: [{ id: "a" }, { id: "b-embed" }] }));
    const { list, find, requests } = session();
    await Promise.all([list(), list(pipeline("feature-extraction"))]);
    expect(await find("b-embed", signal)).toMatchObject({ model: "b-embed", pipelineTag: "feature-extraction" });
    expect(await find("c", signal)).toBeNull();
    expect(requests()).toBe(1);
    expect(stage.server.received).toHaveLength(1);
    expect(stage.server.received[0]?.url).toBe("/v1/models");
    expect(stage.server.received[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it("may be empty, and has no leaderboards", async () => {
    stage.server.script(reply(200, { data: [] }));
    const { list, leaderboards } = session();
    expect(await list()).toEqual([]);
    expect(await leaderboards([], signal)).toEqual({ byModel: new Map(), errors: [], caps: [] });
    expect(stage.provider.catalogue).toMatchObject({ name: "mine", emptyMeans: "nothing" });
  });

  it("passes over what is no model, and says so", async () => {
    const data = [null, 7, {}, { id: "" }, { id: "a\u0007b" }, { id: "constructor" }, { id: "good" }, { id: "good" }];
    stage.server.script(reply(200, { data }));
    const { list, skipped } = session();
    expect((await list()).map(({ model }) => model)).toEqual(["good"]);
    expect(skipped).toHaveLength(7);
  });
});

describe("a listed model", () => {
  it("is trusted, and unknown in all that the listing does not tell", async () => {
    expect(await listed({}, stage.declare({ local: false }))).toMatchObject({
      provider: "mine",
      pipelineTag: "text-generation",
      tags: ["conversational"],
      createdAt: null,
      isTrusted: true,
      isLocal: false,
      routes: [
        {
          host: null,
          interface: "chat",
          status: "live",
          inputPrice: null,
          outputPrice: null,
          isFree: null,
          contextLength: null,
          supportsTools: null,
          supportsVision: null,
        },
      ],
    });
  });

  it("is local and free by its address, and where the policy says so", async () => {
    const free = { isLocal: true, routes: [{ inputPrice: 0, outputPrice: 0, isFree: true }] };
    expect(await listed({ pricing: { prompt: "1", completion: "1" } })).toMatchObject(free);
    expect(stage.provider.isLocal).toBe(true);
    expect(stage.declare({ baseUrl: "http://10.0.0.5/v1", local: true }).isLocal).toBe(true);
    expect(stage.declare({ baseUrl: "https://api.openai.com/v1" }).isLocal).toBe(false);
  });

  it.each([
    ["vLLM", { max_model_len: 32_768 }, { contextLength: 32_768 }],
    [
      "OpenRouter",
      { context_length: 8_192, supported_parameters: ["tools", "seed"] },
      { contextLength: 8_192, supportsTools: true },
    ],
    ["Groq", { context_window: 131_072 }, { contextLength: 131_072 }],
    [
      "Mistral",
      { max_context_length: 1_000, capabilities: { completion_chat: true, function_calling: false, vision: true } },
      { contextLength: 1_000, supportsTools: false, supportsVision: true },
    ],
    ["a router", { architecture: { input_modalities: ["text", "image"] } }, { supportsVision: true }],
    [
      "nonsense",
      { max_model_len: "long", context_length: -1, architecture: 7, capabilities: [] },
      { contextLength: null },
    ],
  ])("has the facts of %s", async (_who, entry, route) => {
    expect((await listed(entry))?.routes[0]).toMatchObject(route);
  });

  it.each([
    ["USD a token", { prompt: "0.00000025", completion: "0.000002" }, [250_000, 2_000_000, false]],
    ["nothing a token", { prompt: "0", completion: "0" }, [0, 0, true]],
    ["what varies", { prompt: "-1", completion: "-1" }, [null, null, null]],
    ["USD a million tokens", { input: 0.18, output: 0.59 }, [180_000, 590_000, false]],
    ["nothing that is sold so", { input: 0, output: 0 }, [null, null, null]],
  ])("costs %s", async (_what, pricing, [inputPrice, outputPrice, isFree]) => {
    const candidate = await listed({ pricing }, stage.declare({ local: false }));
    expect(candidate?.routes[0]).toMatchObject({ inputPrice, outputPrice, isFree });
  });

  it.each([
    ["seconds", { created: 1_686_935_002 }, 1_686_935_002_000],
    ["a date", { created_at: "2025-09-29T00:00:00Z" }, Date.parse("2025-09-29T00:00:00Z")],
    ["the moment of the question", { created: Date.parse("2026-11-21T02:59:59.000Z") / 1_000 }, null],
    ["what a proxy makes up", { created: 1_677_610_602 }, null],
    ["nothing", { created: 0 }, null],
  ])("was created as %s tells", async (_how, entry, createdAt) => {
    expect((await listed(entry))?.createdAt).toBe(createdAt);
  });

  it.each([
    [{ type: "embedding" }, "feature-extraction"],
    [{ type: "chat" }, "chat"],
    [{ type: "model" }, "chat"],
    [{ type: "image" }, undefined],
    [{ type: "constructor" }, undefined],
    [{ architecture: { output_modalities: ["image"] } }, undefined],
    [{ architecture: { output_modalities: ["text", "image"] } }, "chat"],
    [{ architecture: { output_modalities: ["embeddings"] } }, "feature-extraction"],
  ])("is for what its entry says: %j", async (entry, purpose) => {
    stage.server.script(reply(200, { data: [{ id: "maker/model", ...entry }] }));
    expect((await session().find("maker/model", signal))?.routes[0]?.interface).toBe(purpose);
  });

  it("that takes pictures is listed for them, where its entry says so", async () => {
    const data = [{ id: "blind" }, { id: "seeing", architecture: { input_modalities: ["text", "image"] } }];
    stage.server.script(reply(200, { data }));
    expect((await session().list(pipeline("image-text-to-text"))).map(({ model }) => model)).toEqual(["seeing"]);
  });
});

describe("a listing that fails", () => {
  it.each([
    ["refuses the key", reply(401, { error: "no" }), 401, /Check MY_KEY\.$/],
    ["is a web page", reply(200, "<html>"), 200, /web page instead of data/],
    [
      "is no list",
      reply(200, { models: [] }),
      200,
      /not a list of models\. Check providers\.mine\.baseUrl in the policy\.$/,
    ],
  ])("says what to do where it %s", async (_what, handler, status, sentence) => {
    stage.server.script(handler);
    const failure = await failureOf(session().list());
    expect(failure.status).toBe(status);
    expect(failure.message).toMatch(sentence);
  });
});
