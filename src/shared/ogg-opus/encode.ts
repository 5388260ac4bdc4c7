import type { SampleRate } from "libopus-wasm";

/** The rates that Opus takes, the lowest first. */
const rates: readonly SampleRate[] = [8_000, 12_000, 16_000, 24_000, 48_000];
/** What Opus needs for one channel in bits a second: speech, and the music that comes at rates for music. */
const bitrates = { speech: 32_000, music: 48_000 };
const highestForSpeech: SampleRate = 24_000;
/** Of 10: a third of the time of the highest, and no difference that a listener hears in speech. */
const complexity = 6;

export interface PacketEncoder {
  /** How many samples go into a packet: 20 ms. */
  samplesPerPacket: number;
  /** So many samples late the sound comes out of the decoder. */
  lookahead: number;
  /** Encodes samples between -1 and 1. */
  encode(samples: Float32Array): Uint8Array;
  /** Gives its memory back. */
  free(): void;
}

/** The rate to encode sound of this one at: the lowest that loses nothing of it. */
export function encodingRate(samplesPerSecond: number): SampleRate {
  return rates.find((rate) => rate >= samplesPerSecond) ?? 48_000;
}

/** An encoder (libopus as WebAssembly) for one channel. It is loaded with the first recording: few need it. */
export async function openPacketEncoder(sampleRate: SampleRate): Promise<PacketEncoder> {
  const { Application, createEncoder } = await import("libopus-wasm");
  const bitrate = sampleRate > highestForSpeech ? bitrates.music : bitrates.speech;
  // Models make music as well as speech, and `Audio` tells for itself which it is.
  const encoder = await createEncoder({ sampleRate, channels: 1, application: Application.Audio, bitrate, complexity });
  return {
    samplesPerPacket: encoder.frameSize,
    lookahead: encoder.getLookahead(),
    encode: (samples) => encoder.encodeFloat(samples),
    free: () => encoder.free(),
  };
}
