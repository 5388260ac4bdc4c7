import mime from "mime";
import type { MediaFile } from "../../domain/input.ts";
import type { Clock } from "../../shared/clock.ts";
import { brokenAnswer, connectionFault } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import type { ReplicateApi } from "./api.ts";
import { replicate } from "./failure.ts";
import { fileOfDataUri } from "./input-files.ts";

/** The largest file that is taken, in bytes. */
const largestFile = 100 * 1_024 * 1_024;

/** Before a file is asked for once more, unless its store names a time, which is kept to as far as this. */
const pauseMs = 500;
const longestPauseMs = 5_000;

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

interface DownloadOptions {
  api: ReplicateApi;
  clock: Clock;
  signal: AbortSignal;
}

async function fetchOnce(url: string, { api, signal }: DownloadOptions): Promise<MediaFile> {
  const response = await api.open(url, { what: "file", accept: "*/*", signal });
  const bytes = await readBytes(response, signal);
  if (bytes.length === 0) throw brokenAnswer(replicate, "made a file that is empty");
  const name = nameOf(url);
  return { bytes, mediaType: mediaTypeOf(response.headers.get("content-type"), name), name };
}

/** What the store answered or the connection did, as a `CallError`; throws what says already what is wrong with the file. */
function storeFault(error: unknown, signal: AbortSignal): CallError {
  signal.throwIfAborted();
  if (error instanceof CallError && (error.code !== null || error.kind === "busy")) return error;
  throw error;
}

/** From a store, which says nothing of the model: that it has none is no model's end, and its waits are not the model's. */
async function fetchMade(url: string, options: DownloadOptions): Promise<MediaFile> {
  const { clock, signal } = options;
  try {
    return await fetchOnce(url, options);
  } catch (error) {
    const { retryAfterMs } = storeFault(error, signal);
    await clock.sleep(Math.min(retryAfterMs ?? pauseMs, longestPauseMs), signal);
  }
  try {
    return await fetchOnce(url, options);
  } catch (error) {
    const { kind, code } = storeFault(error, signal);
    throw new CallError(`${replicate} made a file that could not be fetched.`, {
      kind: kind === "busy" ? "busy" : "broken",
      code,
      cause: error,
    });
  }
}

/**
 * Fetches a file that a model has made, with one more try: the run is paid for. Rejects with a `CallError` of the kind
 * `broken`, or `busy` where its store is; or with the signal's reason.
 */
export async function download(url: string, options: DownloadOptions): Promise<MediaFile> {
  if (!url.startsWith("data:")) return fetchMade(url, options);
  const file = fileOfDataUri(url);
  if (file === null || file.bytes.length === 0) throw brokenAnswer(replicate, "sent a damaged file");
  return file;
}
