import type { MediaFile } from "../../domain/input.ts";
import { mediaTypeOf } from "../../shared/media-type.ts";
import { isOggOpus } from "../../shared/ogg-opus/sniff.ts";
import { pictureSizeOf } from "../../shared/picture-size.ts";
import { endingOf, safeName } from "../files/file-name.ts";

/** How a file is shown in a chat; a document can be anything. */
export type MediaWay = "photo" | "animation" | "voice" | "audio" | "video" | "document";

/** What Telegram takes as a photo (Bot API, sendPhoto), in bytes and pixels. */
const photoLimits = { bytes: 10 * 1_024 * 1_024, widthAndHeight: 10_000, ratio: 20 };

/** What Telegram's players take (Bot API, sendAudio, sendVideo, sendAnimation). FLAC is none of it; WAV: voice.ts. */
const ways: Readonly<Record<string, MediaWay>> = {
  ...{ "image/png": "photo", "image/jpeg": "photo", "image/webp": "photo", "image/gif": "animation" },
  ...{ "audio/mpeg": "audio", "audio/mp4": "audio", "video/mp4": "video" },
};

/** The endings of the kinds that models make. */
const endings: Readonly<Record<string, string>> = {
  ...{ "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif", "image/heic": "heic" },
  ...{ "image/avif": "avif", "image/svg+xml": "svg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/wav": "wav" },
  ...{ "audio/x-wav": "wav", "audio/flac": "flac", "audio/aac": "aac", "audio/ogg": "ogg", "video/mp4": "mp4" },
  ...{ "video/webm": "webm", "video/quicktime": "mov", "application/pdf": "pdf", "application/json": "json" },
  ...{ "text/plain": "txt", "text/markdown": "md", "model/gltf-binary": "glb" },
};

const usualNames: Readonly<Record<string, string>> = { image: "picture", audio: "speech", video: "video" };

/** What a file is by its first bytes, or else by what was said of it: a model may call a picture anything. */
export function realTypeOf({ bytes, mediaType }: MediaFile): string {
  return mediaTypeOf(bytes) ?? mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
}

function fitsPhoto(bytes: Uint8Array, mediaType: string): boolean {
  if (bytes.length > photoLimits.bytes) return false;
  const size = pictureSizeOf(bytes, mediaType);
  if (size === null) return true;
  const { width, height } = size;
  const isThin = Math.max(width, height) > photoLimits.ratio * Math.min(width, height);
  return width + height <= photoLimits.widthAndHeight && !isThin;
}

/** How a file is best shown. */
export function wayOf(file: MediaFile): MediaWay {
  const mediaType = realTypeOf(file);
  if (isOggOpus(file.bytes)) return "voice";
  const way = ways[mediaType] ?? "document";
  return way === "photo" && !fitsPhoto(file.bytes, mediaType) ? "document" : way;
}

/** The file's own name, made safe, or one that says what it is ("picture.png"); its ending is that of its kind. */
export function mediaNameOf(file: MediaFile): string {
  const mediaType = realTypeOf(file);
  const ending = endings[mediaType] ?? null;
  const name = safeName(file.name) ?? usualNames[mediaType.split("/")[0] ?? ""] ?? "file";
  const given = endingOf(name);
  // Another ending would make Telegram take it for another kind; one that it has keeps its spelling ("jpeg").
  const isRight = ending === null ? given !== null : given === ending || (ending === "jpg" && given === "jpeg");
  return isRight ? name : `${name}.${ending ?? "bin"}`;
}
