import { extname } from "node:path";
import { badRequest } from "./api-error.ts";
import { readImage } from "./image.ts";
import type { Upload } from "./multipart.ts";
import { type Call, textOf } from "./payload.ts";

export type FileKind = "photo" | "document";

export interface StoredFile {
  id: string;
  uniqueId: string;
  kind: FileKind;
  /** Where it can be fetched from, below `/file/bot<token>/`. */
  path: string;
  name: string;
  contentType: string;
  bytes: Buffer;
  /** Pixels; 0 for documents. */
  width: number;
  height: number;
}

export interface FileStore {
  byId(id: string): StoredFile | undefined;
  byPath(path: string): StoredFile | undefined;
  /**
   * The file that a call names in `source`: an upload of that name, `attach://part`, or the id of an earlier file.
   * @throws ApiError where there is none, or Telegram would refuse it.
   */
  take(kind: FileKind, call: Call, source: string): StoredFile;
}

/** "Sending files" of the Bot API: photos of at most 10 MB, other files of at most 50 MB. */
const maximumPhotoBytes = 10 * 1024 * 1024;
const contentTypes: Record<string, string> = {
  ...{ ".json": "application/json", ".md": "text/markdown", ".txt": "text/plain", ".csv": "text/csv" },
  ...{ ".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml", ".zip": "application/zip" },
};

export function createFileStore(): FileStore {
  const files = new Map<string, StoredFile>();

  function store(kind: FileKind, upload: Upload): StoredFile {
    if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
    const number = files.size + 1;
    const image = kind === "photo" ? checkPhoto(upload.bytes) : { contentType: documentType(upload), ...noSize };
    const file: StoredFile = {
      id: `${kind}-file-${number}`,
      uniqueId: `unique-${number}`,
      kind,
      path: `${kind}s/file_${number}${extname(upload.name)}`,
      name: upload.name,
      bytes: upload.bytes,
      ...image,
    };
    files.set(file.id, file);
    return file;
  }

  return {
    byId: (id) => files.get(id),
    byPath: (path) => [...files.values()].find((file) => file.path === path),
    take(kind, call, source) {
      const named = textOf(call.payload, source);
      const upload = call.uploads.get(named.startsWith("attach://") ? named.slice("attach://".length) : source);
      if (upload) return store(kind, upload);
      if (named === "" || named.startsWith("attach://")) throw badRequest(`there is no ${kind} in the request`);
      if (/^https?:/.test(named)) throw badRequest("failed to get HTTP URL content");
      const known = files.get(named);
      if (!known) throw badRequest("wrong remote file identifier specified: can't unserialize it");
      if (known.kind !== kind) throw badRequest(`can't use file of type ${title(known.kind)} as ${title(kind)}`);
      return known;
    },
  };
}

const noSize = { width: 0, height: 0 };

function checkPhoto(bytes: Buffer): { contentType: string; width: number; height: number } {
  if (bytes.length > maximumPhotoBytes) throw badRequest("PHOTO_SAVE_FILE_INVALID");
  const image = readImage(bytes);
  if (!image) throw badRequest("IMAGE_PROCESS_FAILED");
  // "The photo's width and height must not exceed 10000 in total. Width and height ratio must be at most 20."
  const ratio = Math.max(image.width / image.height, image.height / image.width);
  if (image.width + image.height > 10_000 || !(ratio <= 20)) throw badRequest("PHOTO_INVALID_DIMENSIONS");
  return image;
}

function documentType(upload: Upload): string {
  if (upload.contentType !== "application/octet-stream") return upload.contentType;
  return contentTypes[extname(upload.name).toLowerCase()] ?? upload.contentType;
}

function title(kind: FileKind): string {
  return kind === "photo" ? "Photo" : "Document";
}
