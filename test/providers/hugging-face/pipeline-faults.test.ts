import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fault } from "../../../demo/world/fault.ts";
import type { World } from "../../../demo/world/world.ts";
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

describe("where a model is called", () => {
  it("is the first live host where the route has none", async () => {
    await call({ ...picture, host: null });
    expect(world.router.calls).toMatchObject([{ host: "nscale" }]);
  });

  it("is asked of the Hub once in a while, and again after the model was gone", async () => {
    await call(summary);
    await call(summary);
    expect(world.hub.requests).toHaveLength(1);
    stage.clock.advance(11 * 60_000);
    await call(summary);
    expect(world.hub.requests).toHaveLength(2);
    world.router.fail({ kind: "status", status: 410, times: 1 });
    expect((await failureOf(summary)).kind).toBe("gone");
    await call(summary);
    expect(world.hub.requests).toHaveLength(3);
  });

  it("finds a host that has come back", async () => {
    world.closeHost("hf-inference");
    expect((await failureOf(summary)).kind).toBe("gone");
    world.reopenHost("hf-inference");
    expect((await call(summary)).at(-1)).toEqual({ type: "finish", reason: "stop" });
  });

  it("stays what it was while the Hub is ill, and is busy where it never was known", async () => {
    await call(summary);
    stage.clock.advance(11 * 60_000);
    world.hub.fail({ kind: "status", status: 503 });
    await call(summary);
    expect(await failureOf(picture)).toMatchObject({ kind: "busy", code: 503 });
  });

  it("is nowhere for a model or a pipeline that is not there", async () => {
    expect((await failureOf({ ...summary, model: "nobody/nothing" })).kind).toBe("gone");
    expect((await failureOf({ ...summary, pipeline: "translation" })).kind).toBe("gone");
    expect((await failureOf({ ...summary, pipeline: "image-text-to-text" })).kind).toBe("gone");
    expect((await failureOf({ ...summary, host: "sambanova" })).kind).toBe("gone");
    stage.useToken(null);
    expect(await failureOf({ ...summary, model: "nobody/nothing" })).toMatchObject({ kind: "gone", code: 401 });
    expect(await failureOf(summary)).toMatchObject({ kind: "refused", code: 401 });
  });
});

describe("an input that is not enough", () => {
  it.each<[Partial<PipelineCall>, RegExp]>([
    [summary, /Summarization needs a text/],
    [
      { model: "openai/whisper-small", pipeline: "automatic-speech-recognition" },
      /Transcription needs a recording: give one with --file\./,
    ],
    [
      { model: "deepset/roberta-base-squad2", pipeline: "question-answering", input: given({ text: "Who?" }) },
      /context/,
    ],
    [
      { model: "facebook/bart-large-mnli", pipeline: "zero-shot-classification", input: given({ text: "a" }) },
      /labels/,
    ],
    [{ model: "google-bert/bert-base-uncased", pipeline: "fill-mask", input: given({ text: "a" }) }, /\[MASK\]/],
    [
      { model: "BAAI/bge-m3", pipeline: "sentence-similarity", input: { kind: "embedding", texts: [], dimensions: 2 } },
      /text/,
    ],
    [{ ...summary, input: { kind: "chat", messages: [], options: {} } }, /kind of input/],
    [
      {
        model: "openai/whisper-large-v3",
        pipeline: "automatic-speech-recognition",
        host: "fal-ai",
        input: given({ files: [recording("audio/ogg")] }),
      },
      /audio\/ogg/,
    ],
  ])("is the caller's own fault: %o", async (options, sentence) => {
    const error = await failureOf({ ...summary, input: given(), ...(options === summary ? {} : options) });
    expect([error.kind, error.message]).toEqual(["bad-request", expect.stringMatching(sentence)]);
    expect(world.router.calls).toEqual([]);
  });
});

describe("a fault of the host", () => {
  const unserved = { error: "Model not supported by provider hf-inference" };

  it.each<[Fault, string]>([
    [{ kind: "status", status: 400, body: unserved }, "gone"],
    [{ kind: "status", status: 400, body: { error: "No mask_token found on the input" } }, "bad-request"],
    [{ kind: "status", status: 401 }, "refused"],
    [{ kind: "status", status: 402 }, "no-credit"],
    [{ kind: "status", status: 403 }, "refused"],
    [{ kind: "status", status: 404 }, "gone"],
    [{ kind: "status", status: 410 }, "gone"],
    [{ kind: "status", status: 429 }, "busy"],
    [{ kind: "status", status: 500 }, "broken"],
    [{ kind: "status", status: 503 }, "busy"],
    [{ kind: "closed" }, "busy"],
    [{ kind: "truncated", cut: true }, "broken"],
    [{ kind: "truncated" }, "broken"],
    [{ kind: "html" }, "broken"],
    [{ kind: "content-type", type: "text/plain" }, "broken"],
    [{ kind: "empty" }, "broken"],
    [{ kind: "status", status: 200, headers: { "content-type": "application/json" }, body: "{" }, "broken"],
    [{ kind: "status", status: 200, body: { error: "loading" } }, "broken"],
  ])("%o is of the kind %s", async (fault, kind) => {
    world.router.fail(fault);
    expect((await failureOf(summary)).kind).toBe(kind);
    expect(world.router.calls).toHaveLength(1);
  });

  it.each<Fault>([{ kind: "empty" }, { kind: "html" }, { kind: "truncated", cut: true }])(
    "%o is no picture",
    async (fault) => {
      world.router.fail(fault);
      expect((await failureOf(picture)).kind).toBe("broken");
    },
  );

  it("tells how long to wait, where the host says so", async () => {
    world.router.fail({ kind: "status", status: 429, headers: { "retry-after": "7" }, times: 1 });
    expect(await failureOf(summary)).toMatchObject({ code: 429, retryAfterMs: 7_000 });
    world.router.fail({ kind: "status", status: 429 });
    expect(await failureOf(summary)).toMatchObject({ code: 429, retryAfterMs: null });
  });

  it("is busy where nobody listens", async () => {
    await call(summary);
    const { url } = world.router;
    await world.stop();
    const error = await failureOf(summary);
    expect([error.kind, error.code, error.message.includes(url)]).toEqual(["busy", "ECONNREFUSED", false]);
  });
});

describe("a caller that goes away", () => {
  it.each<Fault>([{ kind: "silence" }, { kind: "stalled" }])("cancels the call upstream: %o", async (fault) => {
    world.router.fail(fault);
    const controller = new AbortController();
    const answer = call({ ...summary, signal: controller.signal });
    await vi.waitFor(() => expect(world.router.countCalls({ outcome: "running" })).toBe(1));
    controller.abort(new Error("gone away"));
    await expect(answer).rejects.toThrow("gone away");
    await vi.waitFor(() => expect(world.router.countCalls({ outcome: "cancelled" })).toBe(1));
  });

  it("is heard before the first request", async () => {
    const signal = AbortSignal.abort(new Error("gone away"));
    await expect(call({ ...summary, signal })).rejects.toThrow("gone away");
    expect(world.hub.requests).toEqual([]);
  });
});
