import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerEvent } from "../../../src/domain/answer.ts";
import type { MediaFile } from "../../../src/domain/input.ts";
import { callOf, faultOf, pipeline, type ReplicateFixture, startFixture, textOf } from "./fixture.ts";

let fixture: ReplicateFixture;

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

function filesOf(events: readonly AnswerEvent[]): MediaFile[] {
  return events.flatMap((event) => (event.type === "file" ? [event.file] : []));
}

function fileOf(mediaType: string, size: number): MediaFile {
  return { bytes: new Uint8Array(size).fill(1), mediaType, name: null };
}

describe("a run on Replicate", () => {
  it.each([
    ["black-forest-labs/flux-schnell", "text-to-image", "image/png", "output.png"],
    ["minimax/video-01", "text-to-video", "video/mp4", "output.mp4"],
    ["jaaari/kokoro-82m", "text-to-speech", "audio/wav", "output.wav"],
  ])("of %s brings a file", async (model, name, mediaType, fileName) => {
    const events = await callOf(fixture.provider, pipeline("A lighthouse"), { model, interface: name });
    expect(filesOf(events)).toEqual([{ bytes: expect.any(Uint8Array), mediaType, name: fileName }]);
    expect(filesOf(events)[0]?.bytes.length).toBeGreaterThan(20);
    expect(events.at(-1)).toEqual({ type: "finish", reason: "stop" });
  });

  it("makes a picture larger", async () => {
    const options = { model: "nightmareai/real-esrgan", interface: "image-to-image" };
    const events = await callOf(fixture.provider, pipeline("", [fileOf("image/png", 100)]), options);
    expect(filesOf(events)).toMatchObject([{ mediaType: "image/png" }]);
  });

  it("brings a file where a model that makes one is asked by its bare name, as a chat", async () => {
    const url = `data:image/png;base64,${Buffer.from("a picture").toString("base64")}`;
    const picture = { role: "user" as const, content: [{ type: "image_url", image_url: { url } }] };
    const larger = await callOf(
      fixture.provider,
      { kind: "chat", messages: [picture], options: {} },
      { model: "nightmareai/real-esrgan", interface: "chat" },
    );
    expect(filesOf(larger)).toMatchObject([{ mediaType: "image/png" }]);
    expect(fixture.standIn.runs()[0]?.input).toMatchObject({ image: url });
    const made = await callOf(
      fixture.provider,
      { kind: "chat", messages: [{ role: "user", content: "A lighthouse" }], options: {} },
      { model: "black-forest-labs/flux-schnell", interface: "chat" },
    );
    expect(filesOf(made)).toMatchObject([{ mediaType: "image/png" }]);
  });

  const whisper = { model: "openai/whisper", interface: "automatic-speech-recognition" };

  it("writes down a recording", async () => {
    const events = await callOf(fixture.provider, pipeline("", [fileOf("audio/mpeg", 1_234)]), whisper);
    expect(textOf(events)).toBe("This is openai/whisper of the demo's Replicate. The recording has 1234 bytes.");
  });

  it("uploads a file that is too large to stand in the request", async () => {
    await callOf(fixture.provider, pipeline("", [fileOf("audio/mpeg", 300_000)]), whisper);
    expect(fixture.standIn.runs()[0]?.input.audio).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/files\/\w+$/);
  });

  it("tells what is in a picture", async () => {
    const options = { model: "yorickvp/llava-13b", interface: "image-text-to-text" };
    const events = await callOf(fixture.provider, pipeline("What is it?", [fileOf("image/jpeg", 55)]), options);
    expect(textOf(events)).toContain('The picture has 55 bytes. You asked: "What is it?".');
  });

  it("embeds texts, all of them in one run where the model can", async () => {
    const options = { model: "replicate/all-mpnet-base-v2", interface: "feature-extraction" };
    const events = await callOf(
      fixture.provider,
      { kind: "embedding", texts: ["one", "two", "three"], dimensions: null },
      options,
    );
    const [first] = events;
    expect(first?.type === "data" && first.data.kind === "embeddings" && first.data.vectors.length).toBe(3);
    expect(fixture.standIn.runs().map(({ input }) => input)).toEqual([{ text_batch: '["one","two","three"]' }]);
    const one = await callOf(fixture.provider, { kind: "embedding", texts: ["one"], dimensions: null }, options);
    expect(one[0]?.type === "data" && one[0].data.kind === "embeddings" && one[0].data.vectors[0]).toEqual(
      first?.type === "data" && first.data.kind === "embeddings" && first.data.vectors[0],
    );
  });

  it.each([
    ["no recording", "openai/whisper", "automatic-speech-recognition", pipeline(""), "give one with --file", false],
    ["no picture", "nightmareai/real-esrgan", "image-to-image", pipeline(""), "needs a file", true],
    ["no words", "minimax/video-01", "text-to-video", pipeline(" "), "Say in words", false],
    [
      "a file too many",
      "jaaari/kokoro-82m",
      "text-to-speech",
      pipeline("Hello", [fileOf("video/mp4", 5)]),
      "takes no file of the kind video/mp4",
      true,
    ],
  ])("is not begun with %s", async (_, model, name, input, sentence, othersMay) => {
    const fault = await faultOf(fixture.provider, input, { model, interface: name });
    expect([fault.kind, fault.message]).toEqual(["bad-request", expect.stringContaining(sentence)]);
    expect(fault.othersMay).toBe(othersMay);
    expect(fixture.standIn.runs()).toEqual([]);
  });

  it("is waited for at growing intervals", async () => {
    const lift = fixture.standIn.fail({ kind: "run-hangs" });
    const controller = new AbortController();
    const call = callOf(fixture.provider, pipeline("A lighthouse"), {
      model: "minimax/video-01",
      interface: "text-to-video",
      signal: controller.signal,
    });
    while (fixture.clock.waits.length < 12) await new Promise(setImmediate);
    controller.abort();
    await expect(call).rejects.toBe(controller.signal.reason);
    expect(fixture.clock.waits.slice(0, 3)).toEqual([250, 250, 375]);
    expect(Math.max(...fixture.clock.waits)).toBe(5_000);
    lift();
  });
});
