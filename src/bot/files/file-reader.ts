import { type Api, GrammyError } from "grammy";
import { UserFacingError } from "../../domain/errors.ts";
import type { MediaFile } from "../../domain/input.ts";
import { readBounded } from "../../shared/bounded-body.ts";
import type { Clock } from "../../shared/clock.ts";
import { messageOf } from "../../shared/file-fault.ts";
import type { Logger } from "../../shared/logger.ts";
import { mediaTypeOf } from "../../shared/media-type.ts";
import { hideSecrets } from "../../shared/secrets.ts";
import { toTransportError } from "../../shared/transport.ts";
import { toCallSignal } from "../polling.ts";
import { type Attachment, fileLimits } from "./received-file.ts";

/** For asking where the file lies and fetching all of it. */
const timeoutMs = 60_000;

export interface FileReaderOptions {
  api: Pick<Api, "getFile">;
  /** Without a slash at its end. */
  apiRoot: string;
  token: string;
  clock: Pick<Clock, "deadline">;
  logger: Pick<Logger, "warn">;
  fetch?: typeof fetch;
}

export interface FileReader {
  /**
   * Fetches what a person has sent. Rejects with a `UserFacingError` where it cannot be had or is too large, whatever
   * was told of its size; or with the signal's reason. No error and no line of the log holds the token.
   */
  read(attachment: Attachment, signal: AbortSignal): Promise<MediaFile>;
}

const nameOf: Readonly<Record<Attachment["kind"], string>> = {
  picture: "The picture",
  recording: "The recording",
  text: "The file",
  unusable: "The file",
};

function tooLarge({ kind }: Attachment, largestBytes: number): UserFacingError {
  return new UserFacingError(`${nameOf[kind]} is larger than ${largestBytes / 1_024 / 1_024} MB. Send a smaller one.`);
}

function unreachable({ kind }: Attachment): UserFacingError {
  return new UserFacingError(`${nameOf[kind]} could not be fetched from Telegram. Send it again.`);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes("file is too big");
}

/** What is said of a failed download in the log: the address would hold the token. */
function faultOf(error: unknown): string {
  return error instanceof TypeError ? toTransportError(error.cause).message : messageOf(error);
}

/** Fetches files from Telegram. */
export function createFileReader(options: FileReaderOptions): FileReader {
  const { api, apiRoot, token, clock, logger, fetch = globalThis.fetch } = options;

  async function download(fileId: string, largestBytes: number, signal: AbortSignal) {
    const { file_path: path } = await api.getFile(fileId, toCallSignal(signal));
    if (path === undefined) throw new Error("Telegram does not tell where the file lies.");
    const place = path.split("/").map(encodeURIComponent).join("/");
    const response = await fetch(`${apiRoot}/file/bot${token}/${place}`, { signal, redirect: "error" });
    if (response.ok) return await readBounded(response.body, largestBytes);
    await response.body?.cancel();
    throw new Error(`Telegram answered ${response.status}.`);
  }

  async function fetchBytes(attachment: Attachment, signal: AbortSignal): Promise<Uint8Array> {
    const { kind, fileId } = attachment;
    const { bytes: largestBytes } = fileLimits[kind === "unusable" ? "recording" : kind];
    try {
      const bytes = await download(fileId, largestBytes, AbortSignal.any([signal, clock.deadline(timeoutMs)]));
      if (bytes !== null) return bytes;
    } catch (error) {
      signal.throwIfAborted();
      if (!isTooLarge(error)) {
        logger.warn(`A file could not be fetched from Telegram: ${hideSecrets(faultOf(error), [token])}`);
        throw unreachable(attachment);
      }
    }
    throw tooLarge(attachment, largestBytes);
  }

  return {
    async read(attachment, signal) {
      signal.throwIfAborted();
      const { kind, mediaType, name } = attachment;
      const bytes = await fetchBytes(attachment, signal);
      if (bytes.length === 0) throw new UserFacingError(`${nameOf[kind]} is empty. Send another.`);
      return { bytes, mediaType: (kind === "text" ? null : mediaTypeOf(bytes)) ?? mediaType, name };
    },
  };
}
