import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { toWav } from "../../src/shared/ogg-opus/wav.ts";
import { isFilm } from "../../src/verification/checkers/film.ts";
import { isPicture } from "../../src/verification/checkers/picture.ts";
import { isSpeech } from "../../src/verification/checkers/sound.ts";
import { soundSeconds } from "../../src/verification/checkers/sound-length.ts";
import { pictures } from "../../src/verification/probes/files/pictures.ts";
import { anyFault, judgedAnswer } from "../support/judged.ts";
import { jpeg, pictureHead, startsLike, webp } from "../support/sample-files.ts";

/** What is told of a file's kind does not count: its bytes do. */
const file = (bytes: Uint8Array) => ({ files: [{ bytes, mediaType: "application/octet-stream", name: null }] });

function chunk(type: string, body: Buffer): Buffer {
  const framed = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  ends[0].writeUInt32BE(body.length);
  ends[1].writeUInt32BE(crc32(framed));
  return Buffer.concat([ends[0], framed, ends[1]]);
}

/** A PNG of eight bits a sample: `lines` has a filter's number before each line. */
function png(width: number, height: number, lines: Buffer, colourType = 2): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colourType], 8);
  const chunks = [chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

/** Lines of three samples a pixel, each with this filter. */
function rgbLines(
  width: number,
  height: number,
  { filter, sample }: { filter: number; sample(at: number): number },
): Buffer {
  return Buffer.from(
    Array.from({ length: height * (width * 3 + 1) }, (_, at) => (at % (width * 3 + 1) === 0 ? filter : sample(at))),
  );
}

const drawn = new Uint8Array(Buffer.from(pictures.crowd, "base64"));

/** A JPEG or WebP of which only what is looked at is there. */
function padded(head: Buffer, end: readonly number[], bytes = 4_000): Buffer {
  const whole = Buffer.concat([head, Buffer.alloc(bytes, 7), Buffer.from(end)]);
  if (whole.toString("latin1", 0, 4) === "RIFF") whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

describe("a picture", () => {
  const check = isPicture();
  const size = { width: 512, height: 512 };

  it.each<[string, Uint8Array]>([
    ["a PNG", drawn],
    ["a PNG with filters", png(64, 64, rgbLines(64, 64, { filter: 4, sample: (at) => at % 251 }))],
    ["a JPEG", padded(jpeg(size), [0xff, 0xd9])],
    ["a WebP", padded(webp(size), [])],
  ])("is right as %s", async (_what, bytes) => {
    expect(await judgedAnswer(check, file(bytes))).toBe("right");
  });

  it("has the size that was asked for", async () => {
    expect(await judgedAnswer(isPicture({ size: { width: 320, height: 240 } }), file(drawn))).toBe("right");
    expect(await judgedAnswer(isPicture({ size }), file(drawn))).toMatch(anyFault);
  });

  it.each<[string, Uint8Array]>([
    ["a PNG's head", pictureHead(size)],
    ["a PNG that breaks off", drawn.subarray(0, drawn.length - 200)],
    ["a damaged PNG", drawn.map((byte, at) => (at === 900 ? byte ^ 1 : byte))],
    ["a PNG of one colour", png(64, 64, rgbLines(64, 64, { filter: 0, sample: () => 90 }))],
    ["a PNG of one colour behind a filter", png(64, 64, rgbLines(64, 64, { filter: 2, sample: () => 0 }))],
    ["a PNG with a filter that there is not", png(64, 64, rgbLines(64, 64, { filter: 9, sample: (at) => at % 251 }))],
    ["a PNG with too few lines", png(64, 80, rgbLines(64, 64, { filter: 0, sample: (at) => at % 251 }))],
    ["a PNG that swells", png(64, 64, Buffer.alloc(50_000_000))],
    ["a PNG larger than any", png(60_000, 60_000, Buffer.alloc(100))],
    ["a tiny PNG", png(2, 2, rgbLines(2, 2, { filter: 0, sample: (at) => at }))],
    ["a JPEG's head", jpeg(size)],
    ["a JPEG that breaks off", padded(jpeg(size), [])],
    ["a JPEG of one colour", padded(jpeg({ width: 4_000, height: 4_000 }), [0xff, 0xd9])],
    ["a WebP that breaks off", padded(webp(size), []).subarray(0, 2_000)],
    ["a page of HTML", Buffer.from("<html>Error</html>")],
    ["a drawing in SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["nothing", Buffer.alloc(0)],
  ])("is wrong as %s", async (_what, bytes) => {
    expect(await judgedAnswer(check, file(bytes))).toMatch(anyFault);
  });

  it("is not words", async () => {
    expect(await judgedAnswer(check, { text: "Here is your picture: ![](x.png)" })).toMatch(anyFault);
  });
});

describe("a video", () => {
  const check = isFilm();
  const film = readFileSync("demo/world/inference/film.mp4");
  const webm = Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x18, 0x53, 0x80, 0x67, 0x1f, 0x43, 0xb6, 0x75]),
    Buffer.alloc(4_000),
  ]);

  it.each<[string, Uint8Array]>([
    ["an MP4", film],
    ["a WebM", webm],
  ])("is right as %s", async (_what, bytes) => {
    expect(await judgedAnswer(check, file(bytes))).toBe("right");
  });

  it.each<[string, Uint8Array]>([
    ["an MP4 that breaks off", film.subarray(0, film.length - 500)],
    ["an MP4's head", startsLike("\0\0\0\x18ftypisom")],
    ["boxes without an end", Buffer.concat([film.subarray(0, 32), Buffer.alloc(5_000)])],
    ["a WebM without frames", Buffer.concat([webm.subarray(0, 8), Buffer.alloc(4_000)])],
    ["a tiny WebM", webm.subarray(0, 200)],
    ["a picture", drawn],
    ["nothing", Buffer.alloc(0)],
  ])("is wrong as %s", async (_what, bytes) => {
    expect(await judgedAnswer(check, file(bytes))).toMatch(anyFault);
  });
});

describe("a recording of speech", () => {
  const check = isSpeech({ words: 10 });
  const tone = (seconds: number) =>
    toWav([Int16Array.from({ length: seconds * 8_000 }, (_, at) => 9_000 * Math.sin(at / 9))], 8_000);
  /** MPEG 1, layer III, 128 kbit/s, 44.1 kHz: a frame takes 417 bytes and 26 ms. */
  const mp3 = (frames: number) => Buffer.alloc(417 * frames).map((_, at) => [0xff, 0xfb, 0x90, 0][at % 417] ?? 0);
  /** The facts of a FLAC at 16 kHz. */
  const flac = (seconds: number) => {
    const whole = Buffer.concat([Buffer.from("fLaC\0\0\0\x22", "latin1"), Buffer.alloc(34 + 2_000)]);
    whole.writeUIntBE(16_000 << 4, 18, 3);
    whole.writeUInt32BE(16_000 * seconds, 22);
    return whole;
  };
  const ogg = readFileSync("demo/world/inference/voice.ogg");

  it.each<[string, Uint8Array, number]>([
    ["a WAV", tone(4), 4],
    ["an MP3", mp3(150), 3.92],
    ["an MP3 with a tag", Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\0\x05hello", "latin1"), mp3(150)]), 3.92],
    ["a FLAC", flac(4), 4],
  ])("is right as %s", async (_what, bytes, seconds) => {
    expect(soundSeconds(bytes)).toBeCloseTo(seconds, 1);
    expect(await judgedAnswer(check, file(bytes))).toBe("right");
  });

  it("is right as Ogg Opus", async () => {
    expect(await judgedAnswer(check, file(ogg))).toBe("right");
  });

  it.each<[string, Uint8Array]>([
    ["a moment", tone(0.1)],
    ["minutes", tone(120)],
    ["silence", toWav([new Int16Array(32_000)], 8_000)],
    ["a WAV's head", tone(4).subarray(0, 44)],
    ["an MP3's first frame", mp3(1)],
    ["an MP3 that is none", Buffer.concat([Buffer.from("ID3"), Buffer.alloc(9_000)])],
    ["a FLAC without a length", flac(0)],
    ["an Ogg that is none", Buffer.concat([Buffer.from("OggS"), Buffer.alloc(9_000)])],
    ["a picture", drawn],
    ["nothing", Buffer.alloc(0)],
  ])("is wrong as %s", async (_what, bytes) => {
    expect(await judgedAnswer(check, file(bytes))).toMatch(anyFault);
  });

  it("is not words", async () => {
    expect(await judgedAnswer(check, { text: "♪ la la la ♪" })).toMatch(anyFault);
  });
});
