import { mediaTypeOf } from "../../shared/media-type.ts";
import { oggPages } from "../../shared/ogg-opus/ogg-pages.ts";
import { readWav } from "../../shared/ogg-opus/read-wav.ts";

type Reader = (file: Buffer) => number | null;

function secondsOfWav(file: Buffer): number | null {
  const wav = readWav(file);
  return wav && wav.data.length / (wav.samplesPerSecond * wav.channels * wav.bytesPerSample);
}

/** Opus counts at 48 kHz whatever was recorded; Vorbis tells its rate at the beginning. */
function secondsOfOgg(file: Buffer): number | null {
  const pages = [...oggPages(file)];
  const head = Buffer.from(pages[0]?.pieces[0]?.bytes ?? []);
  const isVorbis = head.toString("latin1", 1, 7) === "vorbis" && head.length >= 16;
  const rate = isVorbis ? head.readUInt32LE(12) : 48_000;
  const last = pages.findLast(({ position }) => position !== null)?.position ?? null;
  return last === null || rate === 0 ? null : last / rate;
}

/** The block with the facts of a stream comes first, and tells rate and length (RFC 9639, 8.2). */
function secondsOfFlac(file: Buffer): number | null {
  if (file.length < 26) return null;
  const rate = file.readUIntBE(18, 3) >>> 4;
  const samples = ((file[21] ?? 0) & 0x0f) * 2 ** 32 + file.readUInt32BE(22);
  return rate === 0 || samples === 0 ? null : samples / rate;
}

/** kbit/s by the index in a frame's head: layer III of version 1, and of versions 2 and 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
] as const;
/** Samples a second of version 1; version 2 has half of them, 2.5 a quarter. */
const mp3Rates = [44_100, 48_000, 32_000];

/** A frame of layer III at this place: its bytes and its seconds. */
function mp3FrameAt(file: Buffer, at: number): { bytes: number; seconds: number } | null {
  const [mark, kind, shape] = [file[at], file[at + 1] ?? 0, file[at + 2] ?? 0];
  if (mark !== 0xff || (kind & 0xe6) !== 0xe2) return null;
  const version = (kind >> 3) & 3;
  const rate = (mp3Rates[(shape >> 2) & 3] ?? 0) / ({ 3: 1, 2: 2, 0: 4 }[version] ?? 1);
  const kilobits = bitRates[version === 3 ? 0 : 1][shape >> 4] ?? 0;
  if (version === 1 || rate === 0 || kilobits === 0) return null;
  const samples = version === 3 ? 1_152 : 576;
  return { bytes: Math.floor(((samples / 8) * kilobits * 1_000) / rate) + ((shape >> 1) & 1), seconds: samples / rate };
}

function secondsOfMp3(file: Buffer): number | null {
  const size = (at: number) => (file[at] ?? 0) & 0x7f;
  // A tag before the sound tells its length in four times seven bits.
  const hasTag = file.toString("latin1", 0, 3) === "ID3";
  let at = hasTag ? 10 + ((size(6) << 21) | (size(7) << 14) | (size(8) << 7) | size(9)) : 0;
  let seconds = 0;
  for (let frame = mp3FrameAt(file, at); frame !== null; frame = mp3FrameAt(file, at)) {
    at += frame.bytes;
    if (at > file.length + 1) break;
    seconds += frame.seconds;
  }
  return seconds === 0 ? null : seconds;
}

const readers: Readonly<Record<string, Reader>> = {
  "audio/wav": secondsOfWav,
  "audio/ogg": secondsOfOgg,
  "audio/flac": secondsOfFlac,
  "audio/mpeg": secondsOfMp3,
};

/** How many seconds a recording lasts (WAV, Ogg Opus or Vorbis, FLAC, MP3); null where it is none that is whole. */
export function soundSeconds(bytes: Uint8Array): number | null {
  const mediaType = mediaTypeOf(bytes);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return mediaType === null ? null : (readers[mediaType]?.(file) ?? null);
}
