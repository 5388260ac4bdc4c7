import type { MediaFile } from "../../../domain/input.ts";
import { isOggOpus } from "../../../shared/ogg-opus/sniff.ts";
import { oggOpusToWav, UnreadableRecordingError } from "../../../shared/ogg-opus/to-wav.ts";
import { CallError } from "../../invocation.ts";

/**
 * Hosts that take Ogg Opus, which is what Telegram's voice messages are: hf-inference by its list of content types
 * (https://huggingface.co/docs/inference-endpoints/others/serialization), Together by its list of formats
 * (togethercomputer/openapi, pull request 269), Replicate because its models read recordings by ffmpeg. fal refuses it,
 * and others do not tell.
 */
const takingOggOpus: ReadonlySet<string> = new Set(["hf-inference", "replicate", "together"]);

/**
 * A recording as the host takes it: Ogg Opus becomes WAV where it must; any other goes as it is. Rejects with a
 * `CallError` of the kind `bad-request` where it cannot be read.
 */
export async function recordingFor(host: string, { bytes, mediaType }: MediaFile, signal: AbortSignal): Promise<Blob> {
  if (!isOggOpus(bytes)) return new Blob([new Uint8Array(bytes)], { type: mediaType });
  // The plain name of the kind: "audio/ogg; codecs=opus" or "audio/opus" are not in every host's list.
  if (takingOggOpus.has(host)) return new Blob([new Uint8Array(bytes)], { type: "audio/ogg" });
  try {
    return new Blob([await oggOpusToWav(bytes, { signal })], { type: "audio/wav" });
  } catch (error) {
    if (!(error instanceof UnreadableRecordingError)) throw error;
    throw new CallError(error.message, { kind: "bad-request", code: null, othersMay: true, cause: error });
  }
}
