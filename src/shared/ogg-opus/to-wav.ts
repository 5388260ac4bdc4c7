import { UserFacingError } from "../../domain/errors.ts";
import { createBreather } from "../breather.ts";
import { openPacketDecoder, type PacketDecoder, positionsPerSample, samplesPerSecond } from "./decode.ts";
import type { OpusHead } from "./opus-head.ts";
import { type OpusStream, type PacketGroup, readOpusStream } from "./opus-stream.ts";
import { toWav } from "./wav.ts";

/** A recording that cannot be read; its message is a sentence for a person. */
export class UnreadableRecordingError extends UserFacingError {
  override name = "UnreadableRecordingError";
}

/** A minute takes 2 MB, and a file of a few bytes may hold days of silence. */
const usualLongestMinutes = 60;
/** A file of which so many packets are none is no recording, whatever it says; each of them costs a line in the log. */
const mostBadPackets = 20;

function toPcm(sound: Float32Array, gain: number): Int16Array {
  const pcm = new Int16Array(sound.length);
  // By index, since millions of samples are many times slower through an iterator.
  for (let at = 0; at < sound.length; at += 1) {
    pcm[at] = Math.round(Math.max(-1, Math.min(1, (sound[at] ?? 0) * gain)) * 32_767);
  }
  return pcm;
}

function tooLong(minutes: number): UnreadableRecordingError {
  return new UnreadableRecordingError(`The recording is longer than ${minutes} minutes. Send a shorter one.`);
}

/** Takes sound as it is decoded, and keeps of it what belongs to the recording. */
function createCollector({ preSkip, gain }: OpusHead, longestMinutes: number) {
  const pieces: Int16Array[] = [];
  let toSkip = Math.round(preSkip / positionsPerSample);
  let length = 0;

  return {
    pieces,
    add(sound: Float32Array): void {
      const skipped = Math.min(toSkip, sound.length);
      toSkip -= skipped;
      length += sound.length - skipped;
      if (length > longestMinutes * 60 * samplesPerSecond) throw tooLong(longestMinutes);
      if (skipped < sound.length) pieces.push(toPcm(sound.subarray(skipped), gain));
    },
  };
}

/** The sound of one page's packets, packet by packet, no longer than what counts of it. */
function* soundOf({ packets, samples }: PacketGroup, decoder: PacketDecoder): Generator<Float32Array | null> {
  let room = samples === null ? Number.POSITIVE_INFINITY : Math.round(samples / positionsPerSample);
  for (const packet of packets) {
    const sound = decoder.decode(packet);
    yield sound?.subarray(0, room) ?? null;
    room -= Math.min(room, sound?.length ?? 0);
  }
}

interface DecodeOptions {
  signal: AbortSignal;
  /** Default: 60. */
  longestMinutes?: number;
}

async function decodeAll(
  { head, groups }: OpusStream,
  decoder: PacketDecoder,
  { signal, longestMinutes = usualLongestMinutes }: DecodeOptions,
): Promise<Int16Array[]> {
  const breathe = createBreather();
  const collector = createCollector(head, longestMinutes);
  let bad = 0;
  for (const group of groups) {
    await breathe();
    for (const sound of soundOf(group, decoder)) {
      if (sound !== null) collector.add(sound);
      else if (++bad > mostBadPackets) return collector.pieces;
      await breathe();
      signal.throwIfAborted();
    }
  }
  return collector.pieces;
}

/**
 * A recording in Ogg Opus as WAV: mono, 16 kHz, 16-bit PCM. What else waits in the process has its turn every few
 * milliseconds meanwhile. Of a file that is damaged or cut short it is what could be read. Rejects with an
 * `UnreadableRecordingError` where that is nothing, or too long; or with the signal's reason.
 */
export async function oggOpusToWav(bytes: Uint8Array, options: DecodeOptions): Promise<Uint8Array<ArrayBuffer>> {
  options.signal.throwIfAborted();
  const stream = readOpusStream(bytes);
  if (stream === null) throw new UnreadableRecordingError("The recording is no Ogg Opus file, or damaged.");
  const decoder = await openPacketDecoder(stream.head);
  try {
    const pieces = await decodeAll(stream, decoder, options);
    if (pieces.length === 0) throw new UnreadableRecordingError("The recording has no sound that can be read.");
    return toWav(pieces, samplesPerSecond);
  } finally {
    decoder.free();
  }
}
