import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isOggOpus, oggOpusDuration } from "../../../src/shared/ogg-opus/sniff.ts";
import { oggOpusToWav, UnreadableRecordingError } from "../../../src/shared/ogg-opus/to-wav.ts";
import { makeHead, makePage, makeRecording, readRecording, samplesIn, toneIn } from "../../support/recordings.ts";

const { signal } = new AbortController();
const tone = readRecording("tone");
const twoTones = readRecording("two-tones");

const convert = async (bytes: Uint8Array) => samplesIn(await oggOpusToWav(bytes, { signal }));

/** Two frames of 60 ms in which nothing is said, in one byte. */
const silence = Uint8Array.of(0x19);
/** A second of silence a page. */
const quiet = (seconds: number) =>
  makeRecording(
    Array.from({ length: seconds }, () => Array.from({ length: 25 }, () => silence)),
    25 * 5_760,
  );

describe("a recording in Ogg Opus", () => {
  it("becomes WAV: mono, 16 kHz, 16 bits", async () => {
    const wav = Buffer.from(await oggOpusToWav(tone, { signal }));
    expect(wav.toString("latin1", 0, 4) + wav.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
    expect([20, 22, 32, 34].map((at) => wav.readUInt16LE(at))).toEqual([1, 1, 2, 16]);
    expect([24, 28].map((at) => wav.readUInt32LE(at))).toEqual([16_000, 32_000]);
    expect([wav.readUInt32LE(4), wav.readUInt32LE(40)]).toEqual([wav.length - 8, wav.length - 44]);
  });

  it("keeps its tone and its length", async () => {
    const samples = await convert(tone);
    expect(samples.length / 16_000).toBeCloseTo(1.5, 2);
    expect(toneIn(samples, 440)).toBeGreaterThan(0.4);
    expect(toneIn(samples, 880)).toBeLessThan(0.02);
    const crossings = samples.filter((sample, at) => sample >= 0 && (samples[at - 1] ?? 0) < 0).length;
    expect(Math.abs(crossings - 1.5 * 440)).toBeLessThan(7);
  });

  it("is mixed where it is stereo", async () => {
    const samples = await convert(twoTones);
    expect(samples.length / 16_000).toBeCloseTo(1, 2);
    expect(toneIn(samples, 440)).toBeGreaterThan(0.15);
    expect(toneIn(samples, 1_000)).toBeGreaterThan(0.15);
  });

  it("lets others have their turn, and ends when nobody wants it any more", async () => {
    const controller = new AbortController();
    const converting = oggOpusToWav(quiet(600), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("gone")));
    await expect(converting).rejects.toThrow("gone");
    await expect(oggOpusToWav(tone, { signal: controller.signal })).rejects.toThrow("gone");
  });

  it("is refused where it is longer than wanted", async () => {
    const asked = oggOpusToWav(quiet(40), { signal, longestMinutes: 1 });
    await expect(asked).rejects.toThrow("The recording is longer than 1 minutes.");
  });
});

describe("a recording that is damaged", () => {
  let noise: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    // The decoder writes a line for each packet that is none.
    noise = vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterEach(() => noise.mockRestore());

  it("is what there is of it, where it is cut short", async () => {
    const samples = await convert(tone.subarray(0, tone.length - 100));
    expect(samples.length / 16_000).toBeGreaterThan(0.9);
    expect(samples.length / 16_000).toBeLessThan(1.5);
    expect(toneIn(samples, 440)).toBeGreaterThan(0.4);
  });

  it("lacks the pages that are", async () => {
    const bytes = Uint8Array.from(tone);
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 0xff;
    const samples = await convert(bytes);
    expect(samples.length / 16_000).toBeLessThan(1.5);
    expect(toneIn(samples, 440)).toBeGreaterThan(0.4);
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["a mark", Buffer.from("OggS")],
    ["another file", Buffer.from("RIFF....WAVE")],
    ["a header alone", tone.subarray(0, 47)],
    ["headers without sound", makeRecording([])],
    ["packets that are none", makeRecording([Array.from({ length: 200 }, () => Uint8Array.of(0xf3, 0x30))])],
    ["packets that are empty", makeRecording([Array.from({ length: 200 }, () => new Uint8Array())])],
    ["a packet without an end", makeRecording([[new Uint8Array(20_000).fill(0x78)]])],
    ["no channels", makePage({ position: 0, sequence: 0, packets: [makeHead({ channels: 0 })] })],
    ["pages of marks", Buffer.from("OggS\0".repeat(50_000))],
  ])("is refused in a sentence where it is %s", async (_what, bytes) => {
    const error: unknown = await convert(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableRecordingError);
    expect(error).toHaveProperty("message", expect.stringMatching(/^The recording .+\.$/));
  });

  it("never ends in anything but a sentence or sound", async () => {
    for (let at = 0; at < tone.length; at += 37) {
      const bytes = Uint8Array.from(tone);
      bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
      const ended = await convert(bytes).catch((reason: unknown) => reason);
      expect(ended instanceof Int16Array || ended instanceof UnreadableRecordingError).toBe(true);
    }
  });
});

describe("how long a recording is", () => {
  it("is told without decoding it", () => {
    expect(oggOpusDuration(tone)).toBe(1.5);
    expect(oggOpusDuration(twoTones)).toBe(1);
    expect(oggOpusDuration(tone.subarray(0, tone.length - 100))).toBe(1.5);
    expect(oggOpusDuration(quiet(10))).toBe(30);
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["another file", Buffer.from(`RIFF....WAVE${"x".repeat(100)}`)],
    ["a header alone", tone.subarray(0, 47)],
    ["cut off in its header", tone.subarray(0, 40)],
  ])("is unknown of %s", (_what, bytes) => {
    expect(oggOpusDuration(bytes)).toBeNull();
  });

  it("is asked of Ogg Opus alone", () => {
    expect([tone, twoTones, tone.subarray(0, 47)].map(isOggOpus)).toEqual([true, true, true]);
    expect([Buffer.from("OggS"), Buffer.from(`OggS${"x".repeat(60)}`)].map(isOggOpus)).toEqual([false, false]);
  });
});
