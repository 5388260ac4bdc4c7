import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { oggOpusToWav } from "../../../src/shared/ogg-opus/to-wav.ts";
import { given, type PipelineStage, startPipelineStage } from "../../support/pipeline-stage.ts";
import { readRecording } from "../../support/recordings.ts";

let stage: PipelineStage;

beforeEach(async () => {
  stage = await startPipelineStage();
});

afterEach(async () => {
  await stage.world.stop();
});

const voice = readRecording("tone");
const whisper = { model: "openai/whisper-large-v3", pipeline: "automatic-speech-recognition" };
const { signal } = new AbortController();

function withFile(bytes: Uint8Array, mediaType = "audio/ogg") {
  return given({ files: [{ bytes, mediaType, name: "voice.ogg" }] });
}

function sentBody(): string {
  return stage.world.router.requests.at(-1)?.body ?? "";
}

describe("a voice message in Ogg Opus", () => {
  it("goes to fal as WAV, since fal refuses it as it is", async () => {
    const events = await stage.call({ ...whisper, host: "fal-ai", input: withFile(voice) });
    expect(events[0]).toMatchObject({ type: "text", text: expect.stringContaining("stand-in") });
    const [, sent = ""] = /"data:audio\/x-wav;base64,([^"]+)"/.exec(sentBody()) ?? [];
    const wav = await oggOpusToWav(voice, { signal });
    expect(Buffer.from(sent, "base64").equals(wav)).toBe(true);
  });

  it.each(["audio/ogg", "audio/ogg; codecs=opus", "audio/opus"])(
    "goes to Replicate as it is: %s",
    async (mediaType) => {
      await stage.call({ ...whisper, host: "replicate", input: withFile(voice, mediaType) });
      expect(sentBody()).toContain(`data:audio/ogg;base64,${voice.toString("base64")}`);
    },
  );

  it("goes to hf-inference as it is", async () => {
    await stage.call({ ...whisper, model: "openai/whisper-small", input: withFile(voice) });
    const [request] = stage.world.router.requests.slice(-1);
    expect(request?.body.startsWith("OggS")).toBe(true);
  });

  it("is refused in a sentence where it cannot be read, and another host may take it", async () => {
    const error = await stage.failureOf({ ...whisper, host: "fal-ai", input: withFile(voice.subarray(0, 60)) });
    expect(error).toMatchObject({ kind: "bad-request", othersMay: true });
    expect(error.message).toBe("The recording has no sound that can be read.");
    expect(stage.world.router.requests).toEqual([]);
  });

  it("is not looked at where it is of another kind", async () => {
    await stage.call({ ...whisper, host: "fal-ai", input: withFile(new Uint8Array(64), "audio/mpeg") });
    expect(sentBody()).toContain(`data:audio/mpeg;base64,${Buffer.alloc(64).toString("base64")}`);
  });

  it("is refused by the stand-in for fal, as by fal itself, where it comes as it is", async () => {
    await stage.call({ ...whisper, host: "fal-ai", input: withFile(voice) });
    const path = stage.world.router.calls[0]?.path;
    const answer = await fetch(`${stage.world.router.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${stage.world.token}`, "content-type": "application/json" },
      body: JSON.stringify({ audio_url: `data:audio/ogg;base64,${voice.toString("base64")}` }),
    });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("Unsupported data URL")]);
  });
});
