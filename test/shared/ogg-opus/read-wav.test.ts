import { describe, expect, it } from "vitest";
import { readWav } from "../../../src/shared/ogg-opus/read-wav.ts";
import { makeChunk, makeFormat, makeSamples, makeWav } from "../../support/wav.ts";

const format = makeChunk("fmt ", makeFormat());
const samples = makeSamples({ seconds: 0.1 });
const list = makeChunk("LIST", Buffer.from("INFOISFT\x05\0\0\0vane\0", "latin1"));

describe("a WAV file", () => {
  it.each<[string, Buffer[]]>([
    ["one after the other", [format, makeChunk("data", samples)]],
    ["with others between and behind", [list, format, list, makeChunk("data", samples), list]],
    ["the sound before its format", [makeChunk("data", samples), list, format]],
    ["the first of several", [format, makeChunk("data", samples), makeChunk("data", Buffer.alloc(10))]],
  ])("has its parts in any order: %s", (_what, chunks) => {
    const sound = readWav(makeWav({}, chunks));
    expect(sound).toMatchObject({ encoding: "integer", channels: 1, bytesPerSample: 2, samplesPerSecond: 24_000 });
    expect(sound?.data).toEqual(samples);
  });

  it.each([0, 0xffff_ffff, 0x7fff_f000, samples.length + 1_000])(
    "has all the sound there is where it says of it that it has %i bytes",
    (size) => {
      expect(readWav(makeWav({}, [format, makeChunk("data", samples, size)]))?.data).toEqual(samples);
    },
  );

  it("has whole samples alone, where it is cut short", () => {
    const wav = makeWav({}, [makeChunk("fmt ", makeFormat({ channels: 2 })), makeChunk("data", samples)]);
    expect(readWav(wav.subarray(0, wav.length - 3))?.data).toEqual(samples.subarray(0, samples.length - 4));
  });

  it("may be one of those that can be larger than 4 GB", () => {
    const wav = makeWav({}, [makeChunk("ds64", Buffer.alloc(28)), format, makeChunk("data", samples, 0xffff_ffff)]);
    wav.write("RF64", "latin1");
    expect(readWav(wav)?.data).toEqual(samples);
  });

  it("may stand anywhere in memory", () => {
    const shifted = Buffer.concat([Buffer.alloc(3), makeWav()]).subarray(3);
    expect(readWav(Uint8Array.from(shifted))).toEqual(readWav(shifted));
  });
});
