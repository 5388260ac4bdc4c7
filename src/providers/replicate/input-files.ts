import mime from "mime";
import type { MediaFile } from "../../domain/input.ts";
import type { ReplicateApi } from "./api.ts";

/**
 * Up to here, in bytes, a file is written into the request itself; larger ones are uploaded first
 * (https://replicate.com/docs/topics/predictions/input-files recommends the former for small files only).
 */
const largestInline = 256 * 1_024;

/** The file's address, as models take files: with all of it within, or where it was uploaded. */
export async function addressOf(file: MediaFile, api: ReplicateApi, signal: AbortSignal): Promise<string> {
  const { bytes, mediaType } = file;
  if (bytes.length <= largestInline) return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
  const name = file.name ?? `file.${mime.getExtension(mediaType) ?? "bin"}`;
  return await api.upload({ bytes, mediaType, name }, signal);
}

/** The file that a `data:` address holds; null where it is another kind of address, or damaged. */
export function fileOfDataUri(address: string): MediaFile | null {
  const match = /^data:([\w.+-]+\/[\w.+-]+)(?:;[^,;]*)*?(;base64)?,/i.exec(address);
  const mediaType = match?.[1];
  if (!match || mediaType === undefined) return null;
  const content = address.slice(match[0].length);
  try {
    const bytes = match[2] ? Buffer.from(content, "base64") : Buffer.from(decodeURIComponent(content));
    return { bytes, mediaType: mediaType.toLowerCase(), name: null };
  } catch {
    return null;
  }
}

/** A picture's address of a chat message: what stands in it and is large is uploaded; others are left as they are. */
export async function pictureAddress(address: string, api: ReplicateApi, signal: AbortSignal): Promise<string> {
  if (address.length <= (largestInline * 4) / 3) return address;
  const file = fileOfDataUri(address);
  return file === null ? address : await addressOf(file, api, signal);
}
