import type { FileKind, StoredFile } from "./file-store.ts";

type Facts = Record<string, unknown>;

/** The side of a sticker and of a round video note, in pixels; of a video whose size nobody told, too. */
const usualSide = 512;

/** What a message tells of its file, by the kind of the file. */
const contents: Record<FileKind, (file: StoredFile) => Facts> = {
  photo: (file) => ({ photo: [...file.smaller, file].map((each) => ({ ...common(each), ...sides(each) })) }),
  document: (file) => ({ document: named(file) }),
  voice: (file) => ({ voice: { ...common(file), ...lasting(file), mime_type: file.contentType } }),
  audio: (file) => ({ audio: { ...named(file), ...lasting(file) } }),
  video: (file) => ({ video: { ...named(file), ...lasting(file), ...sides(file) } }),
  video_note: (file) => ({ video_note: { ...common(file), ...lasting(file), length: usualSide } }),
  // "For backward compatibility, when this field is set, the document field will also be set" (Message.animation).
  animation: (file) => ({ animation: { ...named(file), ...lasting(file), ...sides(file) }, document: named(file) }),
  sticker: (file) => ({
    sticker: { ...common(file), ...sides(file), type: "regular", is_animated: false, is_video: false, emoji: "🙂" },
  }),
};

/** The fields of the Bot API's Message that are about its file. */
export function wireFile(file: StoredFile): Facts {
  return contents[file.kind](file);
}

function common({ id, uniqueId, size }: StoredFile): Facts {
  return { file_id: id, file_unique_id: uniqueId, file_size: size };
}

function named(file: StoredFile): Facts {
  return { ...common(file), ...(file.name !== "" && { file_name: file.name }), mime_type: file.contentType };
}

function lasting({ duration }: StoredFile): Facts {
  return { duration: duration ?? 0 };
}

function sides({ width, height }: StoredFile): Facts {
  return { width: width || usualSide, height: height || usualSide };
}
