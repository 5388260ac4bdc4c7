import type { WavSound } from "./read-wav.ts";

/** A recording of one channel of which any part can be had. */
export interface MonoSound {
  samplesPerSecond: number;
  /** In samples. */
  length: number;
  /** Fills `into` with the samples from `start` on, each between -1 and 1; zeros before and after them. */
  read(into: Float32Array, start: number): void;
}

/** Reads the sample at a byte. */
type ReadSample = (data: Buffer, at: number) => number;

/** By the bytes of a sample. Those of a single byte are the only ones that have their zero in the middle. */
const readers: Readonly<Record<WavSound["encoding"], Readonly<Record<number, ReadSample>>>> = {
  integer: {
    1: (data, at) => (data.readUInt8(at) - 2 ** 7) / 2 ** 7,
    2: (data, at) => data.readInt16LE(at) / 2 ** 15,
    3: (data, at) => data.readIntLE(at, 3) / 2 ** 23,
    4: (data, at) => data.readInt32LE(at) / 2 ** 31,
  },
  float: {
    4: (data, at) => data.readFloatLE(at),
    8: (data, at) => data.readDoubleLE(at),
  },
};

/** Models that answer in floats go over the limits, and where they fail, write what is no number at all. */
function limited(sample: number): number {
  return Number.isNaN(sample) ? 0 : Math.max(-1, Math.min(1, sample));
}

/** The sound of a WAV file, stereo mixed to mono. Null where there is none. */
export function monoSoundOf({
  encoding,
  channels,
  bytesPerSample,
  samplesPerSecond,
  data,
}: WavSound): MonoSound | null {
  const readSample = readers[encoding][bytesPerSample];
  const step = channels * bytesPerSample;
  const length = Math.floor(data.length / step);
  if (readSample === undefined || length === 0) return null;
  const readOne = (at: number) => limited(readSample(data, at));
  const readMixed = (at: number) => (readOne(at) + readOne(at + bytesPerSample)) / 2;
  const readMono = channels === 1 ? readOne : readMixed;

  return {
    samplesPerSecond,
    length,
    read(into, start) {
      for (let index = 0; index < into.length; index += 1) {
        const sample = start + index;
        into[index] = sample >= 0 && sample < length ? readMono(sample * step) : 0;
      }
    },
  };
}
