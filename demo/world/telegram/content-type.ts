import { extname } from "node:path";
import type { Upload } from "./multipart.ts";

/** Of two endings with one type, the last is the usual one. */
const types: Record<string, string> = {
  ...{ ".json": "application/json", ".md": "text/markdown", ".txt": "text/plain", ".csv": "text/csv" },
  ...{ ".pdf": "application/pdf", ".zip": "application/zip", ".svg": "image/svg+xml", ".png": "image/png" },
  ...{ ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp" },
  ...{ ".opus": "audio/ogg", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4" },
  ...{ ".flac": "audio/flac", ".wav": "audio/wav", ".webm": "video/webm", ".mov": "video/quicktime" },
  ...{ ".mp4": "video/mp4" },
};
const endings = new Map(Object.entries(types).map(([ending, type]) => [type, ending]));

const unknownType = "application/octet-stream";

/** What a file is: the sender's word, else what its name says. A WAV file is one under any name. */
export function contentTypeOf({ name, contentType, bytes }: Upload): string {
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WAVE") return "audio/wav";
  return contentType === unknownType ? (types[extname(name).toLowerCase()] ?? unknownType) : contentType;
}

/** How the name of a file ends that is kept, with its dot; "" where nobody knows. */
export function endingOf({ name, contentType }: Omit<Upload, "bytes">): string {
  return extname(name) || (endings.get(contentType) ?? "");
}
