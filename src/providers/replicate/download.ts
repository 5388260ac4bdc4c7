import mime from "mime";
import type { MediaFile } from "../../domain/input.ts";
import { brokenAnswer, connectionFault } from "../failure-kind.ts";
import type { ReplicateApi } from "./api.ts";
import { replicate } from "./failure.ts";
import { fileOfDataUri } from "./input-files.ts";

/** The largest file that is taken, in bytes. */
const largestFile = 100 * 1_024 * 1_024;

const tooLarge = () => brokenAnswer(replicate, "made a file of more than 100 MB, which is not taken");

async function readBytes(response: Response, signal: AbortSignal): Promise<Uint8Array> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  if (announced > largestFile) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const pieces: AsyncIterable<Uint8Array> | null = response.body;
  try {
    for await (const chunk of pieces ?? []) {
      size += chunk.byteLength;
      if (size > largestFile) break;
      chunks.push(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw connectionFault({ who: replicate, error, isWithinAnswer: true });
  }
  if (size > largestFile) throw tooLarge();
  return Buffer.concat(chunks, size);
}

/** What the server says that it is; where it does not know, what its name says. */
function mediaTypeOf(header: string | null, name: string | null): string {
  const type = header?.split(";")[0]?.trim().toLowerCase() ?? "";
  const isTold =
    /^[\w.+-]+\/[\w.+-]+$/.test(type) && type !== "application/octet-stream" && type !== "binary/octet-stream";
  return isTold ? type : (mime.getType(name ?? "") ?? "application/octet-stream");
}

function nameOf(url: string): string | null {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  return /^[\w.-]{1,200}$/.test(last) ? last : null;
}

/** Fetches a file that a model has made. Rejects with a `CallError`, or the signal's reason. */
export async function download(url: string, api: ReplicateApi, signal: AbortSignal): Promise<MediaFile> {
  if (url.startsWith("data:")) {
    const file = fileOfDataUri(url);
    if (file === null || file.bytes.length === 0) throw brokenAnswer(replicate, "sent a damaged file");
    return file;
  }
  const response = await api.open(url, { accept: "*/*", signal });
  const bytes = await readBytes(response, signal);
  if (bytes.length === 0) throw brokenAnswer(replicate, "made a file that is empty");
  const name = nameOf(url);
  return { bytes, mediaType: mediaTypeOf(response.headers.get("content-type"), name), name };
}
