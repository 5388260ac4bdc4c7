import type { Dispatcher, Headers, fetch as undiciFetch } from "undici";
import type { Clock } from "./clock.ts";
import { brokenFailure, type FailureContext, networkFailure, statusFailure, timeoutFailure } from "./http-failure.ts";
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
      gate.observe(new URL(context.url).origin, response.headers.get("ratelimit"));
      return readAnswer({ context, response, body: await response.text(), now: clock.now() });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof UpstreamError) {
        throw error;
      }
      throw deadline.aborted ? timeoutFailure(context, timeoutMs) : networkFailure(context, error);
    }
  };
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
    throw statusFailure(context, { status, body, retryAfterMs });
  }
  try {
    return { data: JSON.parse(body), headers, status };
  } catch {
    throw brokenFailure(context, { status, body });
  }
}
