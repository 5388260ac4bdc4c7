/** The sound in a WAV file, as its header tells it; nothing of it is decoded yet. */
export interface WavSound {
  encoding: "integer" | "float";
  samplesPerSecond: number;
  channels: 1 | 2;
  bytesPerSample: number;
  /** Whole samples of all channels, by turns. */
  data: Buffer;
}

type Shape = Omit<WavSound, "data">;

const headerBytes = 12;
const chunkHeadBytes = 8;
/** A sound has a handful of them. */
const mostChunks = 1_000;
/** What encoders write that do not know the length yet, since they send the file while they make it. */
const unknownSizes: readonly number[] = [0, 0xffff_ffff];

/** The tags of formats (RFC 2361); the last has its real one further on. */
const formatTags = { integer: 1, float: 3, extensible: 0xfffe };
/** Where a format's real tag stands in an extensible one: it begins an identifier that ends as all of them do. */
const extendedTagAt = 24;
const extendedTagEnd = Buffer.from("000000001000800000aa00389b71", "hex");

/** From the lowest that a voice can be understood at to the highest that sound is made with. */
const rates = { lowest: 1_000, highest: 384_000 };
const widths = { integer: [1, 2, 3, 4], float: [4, 8] };

function encodingOf(format: Buffer): WavSound["encoding"] | null {
  const tag = format.readUInt16LE(0);
  const extended = format.subarray(extendedTagAt);
  const isExtended = tag === formatTags.extensible && extended.subarray(2, 16).equals(extendedTagEnd);
  const real = isExtended ? extended.readUInt16LE(0) : tag;
  if (real === formatTags.integer) return "integer";
  return real === formatTags.float ? "float" : null;
}

/** Null where it is one that is not read here: compressed, of more than two channels, or none at all. */
function readShape(format: Buffer): Shape | null {
  if (format.length < 16) return null;
  const encoding = encodingOf(format);
  const channels = format.readUInt16LE(2);
  const samplesPerSecond = format.readUInt32LE(4);
  // Of the bits that are told, fewer may count than there are: the upper ones, so that nothing else changes.
  const bytesPerSample = format.readUInt16LE(12) / channels;
  if (encoding === null || (channels !== 1 && channels !== 2) || !widths[encoding].includes(bytesPerSample))
    return null;
  if (samplesPerSecond < rates.lowest || samplesPerSecond > rates.highest) return null;
  return { encoding, channels, samplesPerSecond, bytesPerSample };
}

interface Chunk {
  name: string;
  body: Buffer;
}

/** The parts of a file in their order. The last is what there is of it, where the file ends before. */
function* chunksOf(file: Buffer): Generator<Chunk> {
  let at = headerBytes;
  for (let count = 0; count < mostChunks && at + chunkHeadBytes <= file.length; count += 1) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const start = at + chunkHeadBytes;
    const isToTheEnd = name === "data" && unknownSizes.includes(size);
    const end = isToTheEnd ? file.length : Math.min(start + size, file.length);
    yield { name, body: file.subarray(start, end) };
    // What has an odd length is followed by a byte that counts nowhere.
    at = end + ((end - start) % 2);
  }
}

/** What stands at the beginning: RF64 is for files of more than 4 GB, and whoever streams may use it for any. */
function isWave(file: Buffer): boolean {
  const head = file.toString("latin1", 0, headerBytes);
  return (head.startsWith("RIFF") || head.startsWith("RF64")) && head.endsWith("WAVE");
}

/**
 * Reads a WAV file of PCM (8 to 32 bits) or floats, mono or stereo, at 1,000 to 384,000 samples a second. What sizes
 * lie about is taken as far as the file goes. Null for anything else.
 */
export function readWav(bytes: Uint8Array): WavSound | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isWave(file)) return null;
  let shape: Shape | null = null;
  let data: Buffer | null = null;
  for (const { name, body } of chunksOf(file)) {
    if (name === "fmt ") shape ??= readShape(body);
    else if (name === "data") data ??= body;
    if (shape === null || data === null) continue;
    const { channels, bytesPerSample } = shape;
    return { ...shape, data: data.subarray(0, data.length - (data.length % (channels * bytesPerSample))) };
  }
  return null;
}
