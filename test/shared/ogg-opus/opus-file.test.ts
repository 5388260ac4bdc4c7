import { describe, expect, it } from "vitest";
import { oggPages } from "../../../src/shared/ogg-opus/ogg-pages.ts";
import { createOpusFile } from "../../../src/shared/ogg-opus/opus-file.ts";
import { readOpusStream } from "../../../src/shared/ogg-opus/opus-stream.ts";

function fileOf(packets: readonly Uint8Array[]): Buffer {
  const file = createOpusFile({ preSkip: 312, samplesPerSecond: 48_000, length: packets.length * 960 });
  for (const packet of packets) file.add(packet);
  return file.end();
}

const packetsIn = (file: Buffer) => [...(readOpusStream(file)?.groups ?? [])].flatMap(({ packets }) => packets);

describe("an Ogg Opus file", () => {
  it.each([1, 254, 255, 256, 510, 1_275])("gives packets of %i bytes back as they were", (length) => {
    const packets = Array.from({ length: 120 }, (_, index) => Buffer.alloc(length, index));
    expect(packetsIn(fileOf(packets)).map((packet) => Buffer.from(packet))).toEqual(packets);
  });

  it("has shorter pages where a second is too much for one", () => {
    const pages = [...oggPages(fileOf(Array.from({ length: 120 }, () => Buffer.alloc(1_275))))];
    expect(pages.map(({ pieces }) => pieces.length)).toEqual([1, 1, 42, 42, 36]);
    expect(pages.map(({ position }) => position)).toEqual([0, 0, 42 * 960, 84 * 960, 120 * 960]);
  });
});
