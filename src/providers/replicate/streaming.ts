import type { AnswerEvent } from "../../domain/answer.ts";
import { recordOrNull } from "../../shared/foreign-json.ts";
import { brokenAnswer } from "../failure-kind.ts";
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
  const response = await api.open(url, { accept: "text/event-stream", signal });
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  if (!isStream || response.body === null) {
    await response.body?.cancel();
    throw brokenAnswer(replicate, "answered with something else than a stream of events");
  }
  return response.body;
}

/** What a stream brought. */
export interface StreamedOutput {
  text: string;
  /** It ended as it should; otherwise the run's own record tells the error. */
  isWhole: boolean;
}

/**
 * Reads a run's output as it comes, and answers all of it at its end. Throws a `CallError` where it breaks off, or the signal's reason.
 */
export async function* streamOutput(url: string, options: StreamOptions): AsyncGenerator<AnswerEvent, StreamedOutput> {
  let text = "";
  const body = await openStream(url, options);
  yield { type: "life" };
  for await (const event of readEvents(body, options.signal)) {
    if (event?.event === "error") throw streamFault(event.data, options.api.secrets);
    if (event?.event === "done") {
      const reason = endReason(event.data);
      if (reason === "canceled") throw predictionFault("canceled", null, []);
      return { text, isWhole: reason === null };
    }
    if (event?.event === "output" && event.data !== "") {
      text += event.data;
      yield { type: "text", text: event.data };
    } else {
      yield { type: "life" };
    }
  }
  throw brokenAnswer(replicate, "closed the stream before the answer's end");
}
