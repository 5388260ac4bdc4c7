import type { OpusDecodedAudio, OpusDecoder } from "opus-decoder";
import type { OpusHead } from "./opus-head.ts";

/** What speech recognition works on (Whisper, wav2vec2): more would be thrown away there. */
export const samplesPerSecond = 16_000;

/** Opus counts positions in samples at 48 kHz. */
export const positionsPerSample = 48_000 / samplesPerSecond;

export interface PacketDecoder {
  /** The sound of one packet, mono, between -1 and 1; null where the packet is none of Opus. */
  decode(packet: Uint8Array): Float32Array | null;
  /** Gives its memory back. */
  free(): void;
}

/** The mean of all channels. */
function toMono({ channelData, samplesDecoded }: OpusDecodedAudio<16_000>): Float32Array {
  const [first = new Float32Array(), ...others] = channelData;
  if (others.length === 0) return first.subarray(0, samplesDecoded);
  return first
    .subarray(0, samplesDecoded)
    .map((sample, at) => others.reduce((sum, channel) => sum + (channel[at] ?? 0), sample) / channelData.length);
}

function decodeWith(decoder: OpusDecoder<16_000>, packet: Uint8Array): Float32Array | null {
  // An empty one would be taken for one that is lost, and filled up.
  if (packet.length === 0) return null;
  try {
    const decoded = decoder.decodeFrame(packet);
    return decoded.errors.length > 0 ? null : toMono(decoded);
  } catch (error) {
    // A packet that is larger than the decoder's own memory for one.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * A decoder (libopus as WebAssembly) that answers at 16 kHz, low-pass included. It is loaded with the first recording:
 * most of what this program does needs none. What is mono or stereo it mixes to mono by itself.
 */
export async function openPacketDecoder({ channels, layout }: OpusHead): Promise<PacketDecoder> {
  const library = await import("opus-decoder");
  const shape = layout === null ? { channels: 1 } : { channels, ...layout };
  const decoder = new library.OpusDecoder({ sampleRate: samplesPerSecond, ...shape });
  await decoder.ready;
  return { decode: (packet) => decodeWith(decoder, packet), free: () => decoder.free() };
}
