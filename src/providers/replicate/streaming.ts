import type { EventSourceMessage } from "eventsource-parser";
import type { AnswerEvent } from "../../domain/answer.ts";
import { recordOrNull } from "../../shared/foreign-json.ts";
import { brokenAnswer } from "../failure-kind.ts";
import type { CallError } from "../invocation.ts";
import type { ReplicateApi } from "./api.ts";
import { readEvents } from "./event-stream.ts";
import { predictionFault, replicate, streamFault } from "./failure.ts";

interface StreamOptions {
  api: ReplicateApi;
  signal: AbortSignal;
}

/** Why a stream ended, of its last event: `{}`, or `{"reason": "canceled"}` or `"error"`. */
function endReason(data: string): string | null {
  try {
    const reason = recordOrNull(JSON.parse(data))?.reason;
    return typeof reason === "string" ? reason : null;
  } catch {
    return null;
  }
}

async function openStream(url: string, { api, signal }: StreamOptions): Promise<AsyncIterable<Uint8Array>> {
  const response = await api.open(url, { what: "stream", accept: "text/event-stream", signal });
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  if (!isStream || response.body === null) {
    await response.body?.cancel();
    throw brokenAnswer(replicate, "answered with something else than a stream of events");
  }
  return response.body;
}

interface StreamEnd {
  isWhole: boolean;
  /** The run's own, where the stream tells it. */
  fault: CallError | null;
}

/** How the stream ends with this event; null where it goes on. */
function endOf(event: EventSourceMessage | null, { api }: StreamOptions): StreamEnd | null {
  if (event?.event === "error") return { isWhole: false, fault: streamFault(event.data, api.secrets) };
  if (event?.event !== "done") return null;
  const reason = endReason(event.data);
  if (reason === "canceled") return { isWhole: false, fault: predictionFault(reason, null, []) };
  return { isWhole: reason === null, fault: null };
}

/** What a stream brought. */
export interface StreamedOutput {
  text: string;
  /** It ended as it should, with something in it; otherwise the run's own record tells what has become of it. */
  isWhole: boolean;
}

/**
 * Reads a run's output as it comes, and answers all of it at its end. A stream that cannot be read, and has brought
 * nothing yet, harms nothing: the run goes on without it. Throws a `CallError` where it breaks off later or tells that
 * the run has failed, or the signal's reason.
 */
export async function* streamOutput(url: string, options: StreamOptions): AsyncGenerator<AnswerEvent, StreamedOutput> {
  let text = "";
  let end: StreamEnd | null = null;
  try {
    const body = await openStream(url, options);
    yield { type: "life" };
    for await (const event of readEvents(body, options.signal)) {
      end = endOf(event, options);
      if (end !== null) break;
      const piece = event?.event === "output" ? event.data : "";
      text += piece;
      yield piece === "" ? { type: "life" } : { type: "text", text: piece };
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (text !== "") throw error;
  }
  if (end?.fault) throw end.fault;
  if (end === null && text !== "") throw brokenAnswer(replicate, "closed the stream before the answer's end");
  return { text, isWhole: text !== "" && end?.isWhole === true };
}
