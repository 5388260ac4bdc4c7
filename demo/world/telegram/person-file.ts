import type { Account } from "./account.ts";
import { contentTypeOf } from "./content-type.ts";
import type { FileKind, StoredFile } from "./file-store.ts";
import { readImage } from "./image.ts";

/** A file that a person sends. */
export interface PersonFile {
  kind: FileKind;
  bytes?: Buffer;
  name?: string;
  /** Default: what the name says, else what is usual for the kind. */
  contentType?: string;
  /** Seconds. */
  duration?: number;
  /** The file_size that the bot is told, in bytes; may be more than `bytes` holds. */
  size?: number;
}

const usualTypes: Record<FileKind, string> = {
  ...{ photo: "image/jpeg", sticker: "image/webp", document: "application/octet-stream" },
  ...{ voice: "audio/ogg", audio: "audio/mpeg", video: "video/mp4", video_note: "video/mp4", animation: "video/mp4" },
};
/** Pixels of a photo whose bytes do not tell. */
const usualPhoto = { width: 1280, height: 960 };
/** Telegram tells of each photo in several sizes. */
const smallerScales = [0.1, 0.4];

/** Keeps the file, so that the bot can fetch it. */
export function keepFile(account: Account, given: PersonFile): StoredFile {
  const { kind, name = "", bytes = Buffer.from(`a ${kind}`), duration = null } = given;
  const size = given.size ?? bytes.length;
  const told = contentTypeOf({ name, bytes, contentType: usualTypes.document });
  const known = told === usualTypes.document ? usualTypes[kind] : told;
  const file = { kind, name, bytes, size, duration, contentType: given.contentType ?? known };
  if (kind !== "photo") return account.files.add(file);
  const { width, height, contentType } = { contentType: file.contentType, ...(readImage(bytes) ?? usualPhoto) };
  const smaller = smallerScales.map((scale) => {
    const shrink = (length: number) => Math.max(1, Math.round(length * scale));
    const sides = { width: shrink(width), height: shrink(height) };
    return account.files.add({ ...file, contentType, ...sides, size: Math.ceil(size * scale) });
  });
  return account.files.add({ ...file, contentType, width, height, smaller });
}
