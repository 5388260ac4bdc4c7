export interface WavOptions {
  /** Default: "integer". */
  encoding?: "integer" | "float";
  /** Of a sample. Default: 16. */
  bits?: number;
  channels?: number;
  samplesPerSecond?: number;
  seconds?: number;
  /** Each sample, between -1 and 1. Default: a tone of 440 Hz, half as loud as can be. */
  sampleAt?: (second: number, channel: number) => number;
  /** Told as an extensible format. */
  isExtensible?: boolean;
}

/** A sine, half as loud as can be. */
export function sine(hertz: number): (second: number) => number {
  return (second) => 0.5 * Math.sin(2 * Math.PI * hertz * second);
}

/** A part of a WAV file. `size` is what it says of itself. */
export function makeChunk(name: string, body: Uint8Array, size = body.length): Buffer {
  const head = Buffer.from(`${name}    `, "latin1");
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

export function makeFormat(options: WavOptions = {}): Buffer {
  const { encoding = "integer", bits = 16, channels = 1, samplesPerSecond = 24_000, isExtensible = false } = options;
  const format = Buffer.alloc(isExtensible ? 40 : 16);
  const tag = encoding === "integer" ? 1 : 3;
  format.writeUInt16LE(isExtensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(samplesPerSecond, 4);
  format.writeUInt32LE((samplesPerSecond * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (!isExtensible) return format;
  format.writeUInt16LE(22, 16);
  format.writeUInt16LE(tag, 24);
  format.write("000000001000800000aa00389b71", 26, "hex");
  return format;
}

function writeSample(
  data: Buffer,
  value: number,
  { at, bits, isFloat }: { at: number; bits: number; isFloat: boolean },
) {
  if (isFloat && bits === 64) data.writeDoubleLE(value, at);
  else if (isFloat) data.writeFloatLE(value, at);
  else if (bits === 8) data.writeUInt8(128 + Math.round(value * 127), at);
  else data.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), at, bits / 8);
}

export function makeSamples(options: WavOptions = {}): Buffer {
  const { encoding, bits = 16, channels = 1, samplesPerSecond = 24_000, seconds = 1, sampleAt = sine(440) } = options;
  const count = Math.round(samplesPerSecond * seconds);
  const data = Buffer.alloc((count * channels * bits) / 8);
  for (let index = 0; index < count * channels; index += 1) {
    const value = sampleAt(Math.floor(index / channels) / samplesPerSecond, index % channels);
    writeSample(data, value, { at: (index * bits) / 8, bits, isFloat: encoding === "float" });
  }
  return data;
}

/** A file of these parts, or of a format and its samples. */
export function makeWav(options: WavOptions = {}, chunks?: readonly Buffer[]): Buffer {
  const parts = chunks ?? [makeChunk("fmt ", makeFormat(options)), makeChunk("data", makeSamples(options))];
  const body = Buffer.concat(parts);
  const head = Buffer.from("RIFF    WAVE", "latin1");
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}
