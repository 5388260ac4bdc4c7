import { createBreather } from "../breather.ts";
import { encodingRate, openPacketEncoder, type PacketEncoder } from "./encode.ts";
import { type MonoSound, monoSoundOf } from "./mono-sound.ts";
import { createOpusFile, positionsPerPacket } from "./opus-file.ts";
import { readWav } from "./read-wav.ts";
import { resampled } from "./resample.ts";

/** Encoding takes about ten seconds of one core for so much; more is no message that anybody says. */
const longestMinutes = 30;
const positionsPerSecond = 48_000;

function soundOf(bytes: Uint8Array): MonoSound | null {
  const wav = readWav(bytes);
  const sound = wav && monoSoundOf(wav);
  return sound !== null && sound.length <= longestMinutes * 60 * sound.samplesPerSecond ? sound : null;
}

interface Encoding {
  /** At the encoder's rate. */
  sound: MonoSound;
  /** In samples at 48 kHz. */
  length: number;
  encoder: PacketEncoder;
  signal: AbortSignal | undefined;
}

async function encodeAll({ sound, length, encoder, signal }: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const { samplesPerSecond } = sound;
  const preSkip = Math.round((encoder.lookahead * positionsPerSecond) / samplesPerSecond);
  const file = createOpusFile({ preSkip, samplesPerSecond, length });
  const packets = Math.ceil((preSkip + length) / positionsPerPacket);
  const samples = new Float32Array(encoder.samplesPerPacket);
  const breathe = createBreather();
  for (let packet = 0; packet < packets; packet += 1) {
    await breathe();
    signal?.throwIfAborted();
    sound.read(samples, packet * samples.length);
    file.add(encoder.encode(samples));
  }
  return file.end();
}

/**
 * A recording in WAV as Ogg Opus, which is what Telegram plays as a voice message: mono, 32 or 48 kbit/s. `seconds` is
 * how long it lasts. Null where it is no WAV that can be read (PCM or floats, mono or stereo), an empty one, or longer
 * than 30 minutes. What else waits in the process has its turn every few milliseconds meanwhile. Rejects with the
 * signal's reason, or where the encoder fails.
 */
export async function wavToOggOpus(
  bytes: Uint8Array,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<{ bytes: Uint8Array<ArrayBuffer>; seconds: number } | null> {
  signal?.throwIfAborted();
  const sound = soundOf(bytes);
  if (sound === null) return null;
  const seconds = sound.length / sound.samplesPerSecond;
  const sampleRate = encodingRate(sound.samplesPerSecond);
  const encoder = await openPacketEncoder(sampleRate);
  try {
    const length = Math.round(seconds * positionsPerSecond);
    return { bytes: await encodeAll({ sound: resampled(sound, sampleRate), length, encoder, signal }), seconds };
  } finally {
    encoder.free();
  }
}
