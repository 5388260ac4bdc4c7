import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileAnswer, jobOf } from "../../demo/world/inference/job.ts";
import { media } from "../../demo/world/inference/media.ts";
import { secondsOf } from "../../demo/world/inference/recording.ts";
import { heard } from "../../demo/world/inference/text-answers.ts";
import { readImage } from "../../demo/world/telegram/image.ts";

const voiceNote = readFileSync(join(import.meta.dirname, "..", "..", "demo", "page", "static", "voice-note.ogg"));

describe("a picture", () => {
  it.each(["a weathervane in a storm", "snow ".repeat(500), "<b>&\u0000\ud800 😀", ""])("is drawn of %j", (words) => {
    expect(readImage(media.picture.make(words))).toEqual({ contentType: "image/png", width: 480, height: 320 });
  });

  it("is the same for the same words only", () => {
    expect(media.picture.make("a cat")).toEqual(media.picture.make("a cat"));
    expect(media.picture.make("a cat")).not.toEqual(media.picture.make("a dog"));
  });
});

describe("a film", () => {
  it("is made of whole boxes, and holds the words", () => {
    const film = media.video.make("a cat ç");
    const names: string[] = [];
    let place = 0;
    for (; place + 8 <= film.length; place += film.readUInt32BE(place))
      names.push(film.toString("latin1", place + 4, place + 8));
    expect([names, place]).toEqual([["ftyp", "moov", "free", "mdat", "free"], film.length]);
    expect(film.toString()).toContain("a cat ç");
  });
});

describe("speech", () => {
  it("is a sound file or a voice message, as its model has it", () => {
    const types = ["hexgrad/Kokoro-82M", "ResembleAI/chatterbox"].map(
      (model) => fileAnswer(jobOf({ model, task: "text-to-speech", prompt: "Hello there" })).headers["content-type"],
    );
    expect(types).toEqual(["audio/wav", "audio/ogg"]);
  });
});

describe("a recording", () => {
  it("is as long as its header says", () => {
    expect(secondsOf(media.sound.make("three short words"))).toBeCloseTo(0.42);
    expect(secondsOf(voiceNote)).toBeCloseTo(1.95, 1);
    expect(heard({ model: "openai/whisper-large-v3" }, voiceNote)).toContain("heard a recording of 2.0 seconds");
  });

  it.each(["", "RIFF", "OggS", "RIFF----WAVE", "OggS OpusHead", "RIFF".padEnd(60, "data")])(
    "that is broken has no length: %j",
    (text) => {
      const length = secondsOf(Buffer.from(text));
      expect(length === null || Number.isFinite(length)).toBe(true);
    },
  );
});
