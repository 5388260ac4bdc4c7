import { describe, expect, it } from "vitest";
import { wavToOggOpus } from "../../../src/shared/ogg-opus/from-wav.ts";
import { oggPages } from "../../../src/shared/ogg-opus/ogg-pages.ts";
import { readOpusHead } from "../../../src/shared/ogg-opus/opus-head.ts";
import { isOggOpus, oggOpusDuration } from "../../../src/shared/ogg-opus/sniff.ts";
import { oggOpusToWav } from "../../../src/shared/ogg-opus/to-wav.ts";
import { samplesIn, toneIn } from "../../support/recordings.ts";
import { makeChunk, makeFormat, makeSamples, makeWav, sine, type WavOptions } from "../../support/wav.ts";

async function voiceOf(wav: Uint8Array): Promise<{ bytes: Uint8Array; seconds: number }> {
  const voice = await wavToOggOpus(wav);
  if (voice === null) throw new Error("No voice came of it.");
  return voice;
}

/** What is heard of it, at 16 kHz. */
async function heard(wav: Uint8Array): Promise<Int16Array> {
  const { bytes } = await voiceOf(wav);
  return samplesIn(await oggOpusToWav(bytes, { signal: new AbortController().signal }));
}

/** The frequency of the tone that is all there is, by how often it rises through zero. */
function frequencyOf(samples: Int16Array): number {
  return (samples.filter((sample, at) => sample >= 0 && (samples[at - 1] ?? 0) < 0).length * 16_000) / samples.length;
}

function expectTone(samples: Int16Array, { seconds, hertz = 440 }: { seconds: number; hertz?: number }): void {
  expect(Math.abs(samples.length / 16_000 / seconds - 1)).toBeLessThan(0.01);
  expect(toneIn(samples, hertz)).toBeCloseTo(0.5, 1);
  expect(toneIn(samples, 2 * hertz)).toBeLessThan(0.02);
  expect(Math.abs(frequencyOf(samples) / hertz - 1)).toBeLessThan(0.01);
}

describe("a recording in WAV", () => {
  it.each([8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 44_099, 48_000, 96_000, 384_000])(
    "keeps its tone and its length: %i samples a second",
    async (samplesPerSecond) => {
      const wav = makeWav({ samplesPerSecond, seconds: 1.237 });
      expectTone(await heard(wav), { seconds: 1.237 });
    },
  );

  it.each<WavOptions>([
    { bits: 8 },
    { bits: 24 },
    { bits: 32 },
    { encoding: "float", bits: 32 },
    { encoding: "float", bits: 64 },
    { bits: 24, isExtensible: true, channels: 2 },
    { encoding: "float", bits: 32, isExtensible: true },
  ])("may have samples of any usual kind: %j", async (options) => {
    expectTone(await heard(makeWav(options)), { seconds: 1 });
  });

  it("is mixed where it is stereo", async () => {
    const tones = [sine(440), sine(1_000)];
    const samples = await heard(makeWav({ channels: 2, sampleAt: (second, channel) => tones[channel]?.(second) ?? 0 }));
    expect(toneIn(samples, 440)).toBeCloseTo(0.25, 1);
    expect(toneIn(samples, 1_000)).toBeCloseTo(0.25, 1);
  });

  it("loses what is too high to be heard, which is not folded back", async () => {
    const samples = await heard(makeWav({ samplesPerSecond: 96_000, sampleAt: sine(44_000) }));
    expect(Math.max(...samples)).toBeLessThan(300);
  });

  it("survives samples that are none, or too loud", async () => {
    const wild = [Number.NaN, Number.POSITIVE_INFINITY, -7, 0.5];
    const sampleAt = (second: number) => wild[Math.floor(second * 40) % wild.length] ?? 0;
    const samples = await heard(makeWav({ encoding: "float", bits: 32, sampleAt }));
    expect(samples).toHaveLength(16_000);
  });
});

describe("the voice that comes of it", () => {
  it("tells how long it is, to the sample", async () => {
    const { bytes, seconds } = await voiceOf(makeWav({ samplesPerSecond: 22_050, seconds: 2.5 }));
    expect(isOggOpus(bytes)).toBe(true);
    expect([seconds, oggOpusDuration(bytes)]).toEqual([2.5, 2.5]);
  });

  it.each([0.0001, 0.0135, 0.02, 1, 1.0135])("ends where the sound does: %d seconds", async (seconds) => {
    const samples = Math.round(48_000 * seconds);
    const { bytes } = await voiceOf(makeWav({ samplesPerSecond: 48_000, seconds }));
    expect((oggOpusDuration(bytes) ?? 0) * 48_000).toBeCloseTo(samples, 5);
  });

  it("has pages of a second, numbered, with the headers on pages of their own", async () => {
    const { bytes } = await voiceOf(makeWav({ seconds: 2.5 }));
    const pages = [...oggPages(bytes)];
    expect(pages.map(({ sequence, position }) => [sequence, position])).toEqual([
      ...[
        [0, 0],
        [1, 0],
        [2, 48_000],
        [3, 96_000],
      ],
      [4, 120_312],
    ]);
    expect(pages.map(({ pieces }) => pieces.length)).toEqual([1, 1, 50, 50, 26]);
    expect(pages.map(({ isLast }) => isLast)).toEqual([false, false, false, false, true]);
    expect(readOpusHead(pages[0]?.pieces[0]?.bytes ?? Buffer.of())).toMatchObject({ channels: 1, preSkip: 312 });
  });

  it("is small", async () => {
    const { bytes } = await voiceOf(makeWav({ seconds: 10 }));
    expect((bytes.length * 8) / 10).toBeLessThan(40_000);
  });
});

describe("a file of which no voice is made", () => {
  const format = makeChunk("fmt ", makeFormat());
  const samples = makeChunk("data", makeSamples());

  it.each<[string, Uint8Array]>([
    ["nothing", Buffer.of()],
    ["another file", Buffer.from("OggS".padEnd(200, "x"))],
    ["a header alone", makeWav({}, [])],
    ["no format", makeWav({}, [samples])],
    ["no sound", makeWav({}, [format])],
    ["an empty sound", makeWav({}, [format, makeChunk("data", Buffer.of())])],
    ["a part of a sample", makeWav({}, [format, makeChunk("data", Buffer.of(1))])],
    ["a format cut short", makeWav({}, [makeChunk("fmt ", makeFormat().subarray(0, 12)), samples])],
    ["compressed", makeWav({}, [makeChunk("fmt ", makeFormat().fill(7, 0, 1)), samples])],
    ["extensible to something else", makeWav({}, [makeChunk("fmt ", makeFormat().fill(0xfe, 0, 1)), samples])],
    ["without channels", makeWav({}, [makeChunk("fmt ", makeFormat({ channels: 0 })), samples])],
    ["of six channels", makeWav({ channels: 6 })],
    ["of 40 bits", makeWav({}, [makeChunk("fmt ", makeFormat().fill(5, 12, 13)), samples])],
    ["too slow", makeWav({ samplesPerSecond: 999 })],
    ["too fast", makeWav({ samplesPerSecond: 384_001, seconds: 0.01 })],
    [
      "parts without end",
      makeWav({}, [...new Array<Buffer>(2_000).fill(makeChunk("junk", Buffer.of())), format, samples]),
    ],
    ["longer than half an hour", makeWav({ samplesPerSecond: 1_000, bits: 8, seconds: 1_801, sampleAt: () => 0 })],
  ])("is %s", async (_what, bytes) => {
    expect(await wavToOggOpus(bytes)).toBeNull();
  });

  it("is one that nobody wants any more", async () => {
    const controller = new AbortController();
    const encoding = wavToOggOpus(makeWav({ seconds: 60, sampleAt: () => 0 }), controller);
    setTimeout(() => controller.abort(new Error("gone")));
    await expect(encoding).rejects.toThrow("gone");
    await expect(wavToOggOpus(makeWav(), controller)).rejects.toThrow("gone");
  });

  it("never ends in anything but a voice or none", async () => {
    const wav = makeWav({ isExtensible: true, seconds: 0.05 });
    for (let at = 0; at < 70; at += 1) {
      const bytes = Uint8Array.from(wav);
      bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
      const voice = await wavToOggOpus(bytes);
      expect(voice === null || isOggOpus(voice.bytes)).toBe(true);
    }
  });
});
