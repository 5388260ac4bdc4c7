import { badRequest } from "./api-error.ts";
import { endingOf } from "./content-type.ts";
import { type Call, textOf } from "./payload.ts";
import { readUpload } from "./uploaded-file.ts";

export type FileKind = "photo" | "document" | "voice" | "audio" | "video" | "video_note" | "animation" | "sticker";

export interface NewFile {
  kind: FileKind;
  /** "" where it has none. */
  name: string;
  contentType: string;
  bytes: Buffer;
  /** The file_size that is told, in bytes; that of `bytes` without it. */
  size?: number;
  /** Pixels. */
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number | null;
  /** A photo in smaller sizes, the smallest first. */
  smaller?: StoredFile[];
}

export interface StoredFile extends Required<NewFile> {
  id: string;
  uniqueId: string;
  /** Where it can be fetched from, below `/file/bot<token>/`. */
  path: string;
}

export interface FileStore {
  byId(id: string): StoredFile | undefined;
  byPath(path: string): StoredFile | undefined;
  add(file: NewFile): StoredFile;
  /**
   * The file that a call names in `source`: an upload of that name, `attach://part`, or the id of an earlier file. An
   * upload that Telegram does not take as this kind is a document.
   * @throws ApiError where there is none, or Telegram would refuse it.
   */
  take(kind: FileKind, call: Call, source: string): StoredFile;
}

export function createFileStore(): FileStore {
  const files = new Map<string, StoredFile>();
  const paths = new Map<string, StoredFile>();

  function add(given: NewFile): StoredFile {
    const number = files.size + 1;
    const { kind } = given;
    const file: StoredFile = {
      ...{ size: given.bytes.length, width: 0, height: 0, duration: null, smaller: [] },
      ...given,
      id: `${kind}-file-${number}`,
      uniqueId: `unique-${number}`,
      path: `${kind}s/file_${number}${endingOf(given)}`,
    };
    files.set(file.id, file);
    paths.set(file.path, file);
    return file;
  }

  return {
    byId: (id) => files.get(id),
    byPath: (path) => paths.get(path),
    add,
    take(kind, call, source) {
      const named = textOf(call.payload, source);
      const upload = call.uploads.get(named.startsWith("attach://") ? named.slice("attach://".length) : source);
      if (upload) return add(readUpload(kind, upload, call.payload));
      if (named === "" || named.startsWith("attach://")) throw badRequest(`there is no ${kind} in the request`);
      if (/^https?:/.test(named)) throw badRequest("failed to get HTTP URL content");
      const known = files.get(named);
      if (!known) throw badRequest("wrong remote file identifier specified: can't unserialize it");
      if (known.kind !== kind) throw badRequest(`can't use file of type ${titles[known.kind]} as ${titles[kind]}`);
      return known;
    },
  };
}

/** What Telegram calls the kinds in its refusals (TDLib's FileType). */
const titles: Record<FileKind, string> = {
  ...{ photo: "Photo", document: "Document", voice: "VoiceNote", audio: "Audio", video: "Video" },
  ...{ video_note: "VideoNote", animation: "Animation", sticker: "Sticker" },
};
