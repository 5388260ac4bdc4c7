import type { MediaFile } from "../../domain/input.ts";
import { wavToOggOpus } from "../../shared/ogg-opus/from-wav.ts";
import { realTypeOf } from "./media-way.ts";

/**
 * The voice message that a recording in WAV becomes: most models that speak answer with one, and Telegram plays none.
 * Null for any other file, and for a recording of which no voice can be made. Rejects with the signal's reason alone.
 */
export async function voiceOf(file: MediaFile, signal?: AbortSignal): Promise<MediaFile | null> {
  if (realTypeOf(file) !== "audio/wav") return null;
  try {
    const voice = await wavToOggOpus(file.bytes, { signal });
    return voice && { bytes: voice.bytes, mediaType: "audio/ogg", name: null };
  } catch {
    // Whatever the encoder stumbled over, the person has the recording as a file.
    signal?.throwIfAborted();
    return null;
  }
}
