import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

export type Medium = "picture" | "video" | "sound";

/** The files that this demo's models make: small, real to a program that looks at them, the same for the same words. */
export const media: Readonly<Record<Medium, { type: string; extension: string; make(words: string): Buffer }>> = {
  picture: { type: "image/png", extension: "png", make: picture },
  video: { type: "video/mp4", extension: "mp4", make: video },
  sound: { type: "audio/wav", extension: "wav", make: sound },
};

const side = 48;

/** A PNG: a gradient in a colour that the words choose. */
function picture(words: string): Buffer {
  const [red = 0, green = 0, blue = 0] = createHash("sha256").update(words).digest();
  const rows = Array.from({ length: side }, (_, y) => [
    0,
    ...Array.from({ length: side }, (__, x) => [(red + x * 2) & 255, (green + y * 2) & 255, blue]).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    pngPart("IHDR", header),
    pngPart("tEXt", Buffer.from(`Comment\0${words}`, "latin1")),
    pngPart("IDAT", deflateSync(Buffer.from(rows.flat()))),
    pngPart("IEND", Buffer.alloc(0)),
  ]);
}

function pngPart(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  return Buffer.concat([number(data.length), body, number(crc32(body))]);
}

/** The first boxes of an MP4: enough to be known as one, and the words in place of pictures. */
function video(words: string): Buffer {
  return Buffer.concat([
    mp4Box("ftyp", Buffer.from("isom\0\0\u0002\0isommp41", "latin1")),
    mp4Box("mdat", Buffer.from(words)),
  ]);
}

function mp4Box(name: string, data: Buffer): Buffer {
  return Buffer.concat([number(data.length + 8), Buffer.from(name), data]);
}

const samplesPerSecond = 8_000;

/** A WAV: a tone of a fifth of a second, as high as the words are long. */
function sound(words: string): Buffer {
  const tone = 220 + (words.length % 440);
  const samples = Array.from({ length: samplesPerSecond / 5 }, (_, index) =>
    Math.round(128 + 60 * Math.sin((2 * Math.PI * tone * index) / samplesPerSecond)),
  );
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, Buffer.from(samples)]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
