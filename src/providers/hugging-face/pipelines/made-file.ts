import type { AnswerEvent } from "../../../domain/answer.ts";
import type { Clock } from "../../../shared/clock.ts";
import { mediaTypeOf } from "../../../shared/media-type.ts";
import { brokenAnswer } from "../../failure-kind.ts";
import { CallError } from "../../invocation.ts";
import { type Exchange, isJson, jsonOf, type Reply } from "./exchange.ts";
import { readJob } from "./media-jobs.ts";

/** Between two questions after a job: as often as the official client asks. */
const pauseMs = 500;

export type MediaFamily = "image" | "video" | "audio";

export interface Making {
  host: string;
  /** The host's first answer, and the address behind the public router that gave it. */
  reply: Reply;
  asked: string;
  family: MediaFamily;
  exchange: Exchange;
  clock: Pick<Clock, "sleep">;
  /** Our router's address of one of the public router's. */
  addressed(url: string): string;
  signal: AbortSignal;
}

/** Follows the making of a file to its end, with a sign of life at each question, and hands it over. */
export async function* followMaking(making: Making): AsyncGenerator<AnswerEvent> {
  const { host, exchange, clock, signal } = making;
  let { reply, asked } = making;
  while (isJson(reply.mediaType)) {
    const state = readJob(host, jsonOf(reply, host), asked);
    if (!state) throw brokenAnswer(host, "sent an answer without a file in it");
    if (state.state === "failed") throw brokenAnswer(host, "could not make the file");
    if (state.state === "made") {
      reply = "at" in state ? await fetchMade(state.at, making) : inAnswer(state.base64);
      break;
    }
    yield { type: "life" };
    if (state.isPending) await clock.sleep(pauseMs, signal);
    asked = state.url;
    reply = await exchange({ url: making.addressed(asked), who: host, isTrusted: true, signal });
  }
  yield { type: "file", file: { ...checked(reply, making), name: null } };
}

/** From the host's store, which is somebody else: what it answers says nothing of the route. */
async function fetchMade(url: string, { host, exchange, signal }: Making): Promise<Reply> {
  const who = `The store of ${host}`;
  try {
    return await exchange({ url, who, isTrusted: false, signal });
  } catch (error) {
    if (error instanceof CallError && error.kind !== "busy") {
      throw brokenAnswer(host, "made a file that could not be fetched", error);
    }
    throw error;
  }
}

function inAnswer(base64: string): Reply {
  return { mediaType: "", bytes: new Uint8Array(Buffer.from(base64, "base64")) };
}

/** The bytes with their kind. Stores often know no kind; then their beginning tells. */
function checked({ mediaType, bytes }: Reply, { host, family }: Making): { bytes: Uint8Array; mediaType: string } {
  if (bytes.byteLength === 0) throw brokenAnswer(host, "sent an empty file");
  const known = mediaType.startsWith(`${family}/`) ? mediaType : mediaTypeOf(bytes);
  if (!known?.startsWith(`${family}/`)) throw brokenAnswer(host, `sent something else than ${nameOf[family]}`);
  return { bytes, mediaType: known };
}

const nameOf: Readonly<Record<MediaFamily, string>> = { image: "a picture", video: "a video", audio: "a recording" };
