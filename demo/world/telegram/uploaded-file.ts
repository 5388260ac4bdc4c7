import { badRequest } from "./api-error.ts";
import { contentTypeOf } from "./content-type.ts";
import type { FileKind, NewFile } from "./file-store.ts";
import { readImage } from "./image.ts";
import type { Upload } from "./multipart.ts";
import type { Payload } from "./payload.ts";

/** "Sending files" of the Bot API: photos of at most 10 MB, other files of at most 50 MB. */
const maximumPhotoBytes = 10 * 1024 * 1024;

/** What Telegram takes as such, after sendVoice, sendAudio, sendVideo and sendAnimation; else it sends a document. */
const fitting: Partial<Record<FileKind, (contentType: string) => boolean>> = {
  voice: (type) => ["audio/ogg", "audio/mpeg", "audio/mp4"].includes(type),
  audio: (type) => type.startsWith("audio/"),
  video: (type) => type === "video/mp4",
  animation: (type) => ["image/gif", "video/mp4"].includes(type),
};

/** A file that a bot uploads; duration and size in pixels are those of the call. @throws ApiError on a bad one. */
export function readUpload(kind: FileKind, upload: Upload, payload: Payload): NewFile {
  if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
  const { name, bytes } = upload;
  if (kind === "photo") return { kind, name, bytes, ...checkPhoto(bytes) };
  const contentType = contentTypeOf(upload);
  const facts = { name, bytes, contentType };
  if (kind === "document" || !fitting[kind]?.(contentType)) return { kind: "document", ...facts };
  const { duration, width, height } = payload;
  return { kind, ...facts, duration: wholeOr(duration, null), width: wholeOr(width, 0), height: wholeOr(height, 0) };
}

function checkPhoto(bytes: Buffer): { contentType: string; width: number; height: number } {
  if (bytes.length > maximumPhotoBytes) throw badRequest("PHOTO_SAVE_FILE_INVALID");
  const image = readImage(bytes);
  if (!image) throw badRequest("IMAGE_PROCESS_FAILED");
  // "The photo's width and height must not exceed 10000 in total. Width and height ratio must be at most 20."
  const ratio = Math.max(image.width / image.height, image.height / image.width);
  if (image.width + image.height > 10_000 || !(ratio <= 20)) throw badRequest("PHOTO_INVALID_DIMENSIONS");
  return image;
}

function wholeOr<Otherwise>(value: unknown, otherwise: Otherwise): number | Otherwise {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : otherwise;
}
