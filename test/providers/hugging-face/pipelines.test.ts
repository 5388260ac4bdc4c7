import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { World } from "../../../demo/world/world.ts";
import type { RouteInput } from "../../../src/domain/input.ts";
import {
  given,
  type PipelineCall,
  type PipelineStage,
  picture,
  recording,
  startPipelineStage,
  summary,
} from "../../support/pipeline-stage.ts";

let stage: PipelineStage;
let world: World;

beforeEach(async () => {
  stage = await startPipelineStage();
  world = stage.world;
});

afterEach(async () => {
  await world.stop();
});

const call = (options: PipelineCall) => stage.call(options);
const failureOf = (options: PipelineCall) => stage.failureOf(options);

describe("pipelines that answer with text", () => {
  it.each<PipelineCall>([
    summary,
    { model: "google-t5/t5-base", pipeline: "translation", input: given({ text: "Olá", targetLanguage: "en" }) },
    {
      model: "deepset/roberta-base-squad2",
      pipeline: "question-answering",
      input: given({ text: "Who?", context: "Ada did it, says the demo's stand-in." }),
    },
    {
      model: "meta-llama/Meta-Llama-3-8B",
      pipeline: "text-generation",
      host: "featherless-ai",
      input: given({ text: "Once upon a time" }),
    },
    {
      model: "openai/whisper-small",
      pipeline: "automatic-speech-recognition",
      input: given({ files: [recording("image/png"), recording()] }),
    },
    {
      model: "openai/whisper-large-v3",
      pipeline: "automatic-speech-recognition",
      host: "fal-ai",
      input: given({ files: [recording()] }),
    },
    {
      model: "openai/whisper-large-v3",
      pipeline: "automatic-speech-recognition",
      host: "replicate",
      input: given({ files: [recording()] }),
    },
  ])("give it as one piece: $pipeline of $model on $host", async (options) => {
    const events = await call(options);
    expect(events).toEqual([
      { type: "text", text: expect.stringMatching(/stand-in|Ada did it/) },
      { type: "finish", reason: "stop" },
    ]);
    expect(world.router.calls).toMatchObject([{ model: options.model, outcome: "answered" }]);
  });

  it("pass on the languages, in the caller's words", async () => {
    const input = given({ text: "Olá", sourceLanguage: "pt", targetLanguage: "en" });
    await call({ model: "google-t5/t5-base", pipeline: "translation", input });
    const sent: unknown = JSON.parse(world.router.requests[0]?.body ?? "");
    expect(sent).toMatchObject({ inputs: "Olá", parameters: { src_lang: "pt", tgt_lang: "en" } });
  });
});

describe("pipelines that answer with data", () => {
  const data = async (options: PipelineCall) => {
    const [event] = await call(options);
    return event?.type === "data" ? event.data : event;
  };

  it("give labels, the most likely first", async () => {
    const text = "I love it.";
    expect(await data({ model: "ProsusAI/finbert", pipeline: "text-classification", input: given({ text }) })).toEqual({
      kind: "labels",
      labels: [
        { label: "POSITIVE", score: 0.5 },
        { label: "NEUTRAL", score: 0.25 },
        { label: "NEGATIVE", score: 0.125 },
      ],
    });
    const input = given({ text, labels: ["praise", "blame"] });
    const model = "facebook/bart-large-mnli";
    expect(await data({ model, pipeline: "zero-shot-classification", input })).toMatchObject({
      labels: [{ label: "praise" }, { label: "blame" }],
    });
  });

  it("give the words for a gap, which is marked in the model's own way", async () => {
    const model = "FacebookAI/roberta-large";
    world.setFacts(model, { mask_token: "<mask>" });
    const found = await data({ model, pipeline: "fill-mask", input: given({ text: "A [MASK] cat." }) });
    expect(found).toMatchObject({ kind: "labels", labels: [{ label: "demo", score: 0.6 }, {}, {}] });
    expect(world.router.requests[0]?.body).toContain("A <mask> cat.");
  });

  it("give names with their places, counted as JavaScript counts", async () => {
    const text = "🙂🙂 I met Ada in Lisbon.";
    const found = await data({
      model: "dslim/bert-base-NER",
      pipeline: "token-classification",
      input: given({ text }),
    });
    if (!(found && "kind" in found && found.kind === "entities")) throw new Error("These are no entities.");
    expect(found.entities.map(({ text: word }) => word)).toEqual(expect.arrayContaining(["Ada", "Lisbon"]));
    for (const { text: word, start, end } of found.entities) expect(text.slice(start, end)).toBe(word);
    const none = { model: "dslim/bert-base-NER", pipeline: "token-classification", input: given({ text: "nobody" }) };
    expect(await data(none)).toEqual({ kind: "entities", entities: [] });
  });

  it.each([
    ["BAAI/bge-m3", "sentence-similarity", "hf-inference"],
    ["BAAI/bge-small-en-v1.5", "feature-extraction", "hf-inference"],
    ["Qwen/Qwen3-Embedding-8B", "feature-extraction", "scaleway"],
  ])("give a vector for each text: %s as %s on %s", async (model, pipeline, host) => {
    const input: RouteInput = { kind: "embedding", texts: ["one", "two"], dimensions: null };
    const found = await data({ model, pipeline, host, input });
    expect(found).toMatchObject({ kind: "embeddings", vectors: [expect.any(Array), expect.any(Array)] });
    const one = await data({ model, pipeline, host, input: given({ text: "one" }) });
    expect(one).toMatchObject({ kind: "embeddings", vectors: [expect.any(Array)] });
  });

  it("average the vectors of a model that has one for each token", async () => {
    const body = [[[1, 2], [3, 4]]]; // biome-ignore format: one text of two tokens
    world.router.fail({ kind: "status", status: 200, headers: { "content-type": "application/json" }, body });
    const input: RouteInput = { kind: "embedding", texts: ["one"], dimensions: null };
    const model = "BAAI/bge-small-en-v1.5";
    expect(await data({ model, pipeline: "feature-extraction", input })).toMatchObject({ vectors: [[2, 3]] });
  });
});

describe("pipelines that make a file", () => {
  const wan = { model: "Wan-AI/Wan2.1-T2V-14B", pipeline: "text-to-video", input: given({ text: "a cat" }) };
  const kokoro = { model: "hexgrad/Kokoro-82M", pipeline: "text-to-speech", input: given({ text: "Hello" }) };
  const glm = { model: "zai-org/GLM-Image", pipeline: "text-to-image", input: given({ text: "a cat" }) };

  it.each<[PipelineCall, string, string]>([
    ...["hf-inference", "fal-ai", "replicate", "nscale", "together", "wavespeed"].map(
      (host): [PipelineCall, string, string] => [picture, host, "image/png"],
    ),
    [glm, "zai-org", "image/png"],
    ...["fal-ai", "replicate", "novita", "wavespeed"].map((host): [PipelineCall, string, string] => [
      wan,
      host,
      "video/mp4",
    ]),
    [kokoro, "fal-ai", "audio/wav"],
    [kokoro, "replicate", "audio/wav"],
  ])("hand it over: $pipeline, %s on %s", async (options, host, mediaType) => {
    const events = (await call({ ...options, host })).filter(({ type }) => type !== "life");
    expect(events).toEqual([
      { type: "file", file: { bytes: expect.any(Uint8Array), mediaType, name: null } },
      { type: "finish", reason: "stop" },
    ]);
  });

  it("show life while a job is under way, and pause between the questions", async () => {
    const events = await call({ ...wan, host: "fal-ai" });
    expect(events.map(({ type }) => type)).toEqual(["life", "life", "file", "finish"]);
    expect(stage.clock.waits).toEqual([500]);
  });

  it("send the token to the Hub and the router alone", async () => {
    await call({ ...picture, host: "replicate" });
    const sent = world.router.requests.map(({ url, headers }) => [url.split("/")[1], headers.authorization]);
    expect(sent).toEqual([
      ["replicate", `Bearer ${world.token}`],
      ["files", undefined],
    ]);
    stage.useToken("not-of-the-usual-form");
    const error = await failureOf(picture);
    expect([error.kind, error.message.includes("not-of-the-usual-form")]).toEqual(["refused", false]);
  });

  it("do not take an error page of a host's store for a picture", async () => {
    world.router.fail({ kind: "status", status: 404, when: ({ pathname }) => pathname.startsWith("/files/") });
    expect((await failureOf({ ...picture, host: "fal-ai" })).kind).toBe("broken");
    world.router.heal();
    world.router.fail({ kind: "html", when: ({ pathname }) => pathname.startsWith("/files/") });
    expect((await failureOf({ ...picture, host: "fal-ai" })).message).toBe(
      "fal-ai sent something else than a picture.",
    );
  });
});
