import { describe, expect, it } from "vitest";
import { readOpusHead } from "../../../src/shared/ogg-opus/opus-head.ts";
import { readOpusStream } from "../../../src/shared/ogg-opus/opus-stream.ts";
import { makeHead, makePage, makeRecording } from "../../support/recordings.ts";

/** All packets of a recording, as text, and how many samples of the last page count. */
function contentOf(bytes: Uint8Array): { packets: string[]; samples: (number | null)[] } {
  const groups = [...(readOpusStream(bytes)?.groups ?? [])].filter(({ packets }) => packets.length > 0);
  return {
    packets: groups.flatMap(({ packets }) => packets.map((packet) => Buffer.from(packet).toString("latin1"))),
    samples: groups.map(({ samples }) => samples),
  };
}

const packet = (text: string, length = text.length) => Buffer.from(text.padEnd(length, "."));

/** Takes the page of this sequence number out of a file. */
function without(file: Buffer, sequence: number): Buffer {
  const pages = file.toString("latin1").split(/(?=OggS)/);
  return Buffer.from(pages.filter((_, index) => index !== sequence).join(""), "latin1");
}

/** A packet of 600 bytes that begins on the page 3 and ends on the page 4. */
function overTwoPages(): Buffer {
  const whole = packet("long", 600);
  const pages = makeRecording([[packet("a")], []])
    .toString("latin1")
    .split(/(?=OggS)/);
  return Buffer.concat([
    Buffer.from(pages.slice(0, 3).join(""), "latin1"),
    makePage({ position: -1, sequence: 3, packets: [whole.subarray(0, 510)], isUnfinished: true }),
    makePage({
      position: 144_000,
      sequence: 4,
      packets: [whole.subarray(510), packet("b")],
      isContinued: true,
      isLast: true,
    }),
  ]);
}

describe("the packets of a recording", () => {
  it("come in their order, without the two headers", () => {
    const file = makeRecording([[packet("a"), packet("b", 255)], [packet("c", 700)]]);
    expect(contentOf(file).packets).toEqual(["a", "b".padEnd(255, "."), "c".padEnd(700, ".")]);
  });

  it("are put together over pages", () => {
    expect(contentOf(overTwoPages()).packets).toEqual(["a", "long".padEnd(600, "."), "b"]);
  });

  it.each([3, 4])("are left out where a part of them is lost: page %i", (lost) => {
    expect(contentOf(without(overTwoPages(), lost)).packets).toEqual(lost === 3 ? ["a", "b"] : ["a"]);
  });

  it("are those of the stream's own pages, whatever else is in the file", () => {
    const other = makePage({ position: 1, sequence: 9, packets: [packet("video")], serial: 8 });
    const file = Buffer.concat([other, makeRecording([[packet("a")]]), other, Buffer.from("rubbish OggS rubbish")]);
    expect(contentOf(file).packets).toEqual(["a"]);
  });

  it("count as far as the last page says", () => {
    const file = makeRecording([[packet("a")], [packet("b")]], 500);
    expect(contentOf(file).samples).toEqual([null, 500]);
  });
});

describe("the header of a stream", () => {
  it("tells what to leave out, and how loud it is", () => {
    const head = readOpusHead(makeHead({ channels: 2, preSkip: 312, gain: -1_541 }));
    expect(head).toEqual({ channels: 2, preSkip: 312, gain: expect.closeTo(0.5, 3), layout: null });
  });

  it("tells how more than two channels are laid out", () => {
    const head = Buffer.concat([makeHead({ channels: 3 }), Buffer.of(2, 1, 0, 2, 1)]);
    head[18] = 1;
    const layout = { streamCount: 2, coupledStreamCount: 1, channelMappingTable: [0, 2, 1] };
    expect(readOpusHead(head)).toMatchObject({ channels: 3, layout });
  });

  it.each<[string, (head: Buffer) => Buffer]>([
    ["is cut short", (head) => head.subarray(0, 18)],
    ["is of a version to come", (head) => head.fill(16, 8, 9)],
    ["has no channels", (head) => head.fill(0, 9, 10)],
    ["has more channels than its family", (head) => head.fill(3, 9, 10)],
    ["lacks its layout", (head) => head.fill(3, 9, 10).fill(1, 18, 19)],
    [
      "lays out channels that it has not",
      (head) => Buffer.concat([head.fill(3, 9, 10).fill(1, 18, 19), Buffer.of(1, 0, 0, 1, 2)]),
    ],
    ["is another's", (head) => head.fill("x", 0, 1)],
  ])("is none where it %s", (_what, spoil) => {
    expect(readOpusHead(spoil(makeHead()))).toBeNull();
  });
});
