import type { Dispatcher, Headers, Response, fetch as undiciFetch } from "undici";
import type { Clock } from "./clock.ts";
import {
  brokenFailure,
  type FailureContext,
  networkFailure,
  oversizeFailure,
  statusFailure,
  timeoutFailure,
} from "./http-failure.ts";
import type { RateLimitGate } from "./rate-limit.ts";
import { parseRetryAfter } from "./retry-delay.ts";
import { UpstreamError } from "./upstream-error.ts";

export interface JsonAnswer {
  data: unknown;
  headers: Headers;
  status: number;
}

export interface AttemptRequest {
  headers: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

/** One request without a second chance. Rejects with an `UpstreamError`, or with the signal's reason. */
export type Attempt = (context: FailureContext, request: AttemptRequest) => Promise<JsonAnswer>;

/**
 * The most of one answer that is read, in bytes after decompression. The largest that is expected, a page of 500
 * records, has a few megabytes; an answer without an end would otherwise fill the memory before its time is up.
 */
export const largestAnswerBytes = 64 * 1_024 * 1_024;

/** Makes single requests over one dispatcher. The clock gives each of them `timeoutMs`, the body included. */
export function createAttempt(options: {
  clock: Clock;
  fetch: typeof undiciFetch;
  dispatcher: Dispatcher;
  /** Told what each reply says of the origin's window. */
  gate: RateLimitGate;
  timeoutMs: number;
}): Attempt {
  const { clock, fetch, dispatcher, gate, timeoutMs } = options;

  return async (context, { headers, signal }) => {
    const deadline = clock.deadline(timeoutMs);
    try {
      const eitherSignal = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const response = await fetch(context.url, { headers, signal: eitherSignal, dispatcher });
      gate.observe(new URL(context.url).origin, response.headers);
      return readAnswer({ context, response, body: await readBody(context, response), now: clock.now() });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof UpstreamError) {
        throw error;
      }
      throw deadline.aborted ? timeoutFailure(context, timeoutMs) : networkFailure(context, error);
    }
  };
}

/** The whole body as text. Leaving the loop early closes the connection. */
async function readBody(context: FailureContext, { body, status }: Response): Promise<string> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > largestAnswerBytes) throw oversizeFailure(context, { status, limitBytes: largestAnswerBytes });
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, size));
}

interface ReceivedAnswer {
  context: FailureContext;
  response: { ok: boolean; status: number; headers: Headers };
  body: string;
  now: number;
}

function readAnswer({ context, response, body, now }: ReceivedAnswer): JsonAnswer {
  const { status, headers } = response;
  if (!response.ok) {
    const retryAfterMs = parseRetryAfter(headers.get("retry-after"), now);
    throw statusFailure(context, { status, body, retryAfterMs, errorCode: headers.get("x-error-code") });
  }
  try {
    return { data: JSON.parse(body), headers, status };
  } catch {
    throw brokenFailure(context, { status, body });
  }
}
