import PQueue from "p-queue";
import type { Logger } from "pino";
import { Agent, type Headers, fetch as undiciFetch } from "undici";
import type { Clock } from "./clock.ts";
import {
  brokenFailure,
  describeUrl,
  type FailureContext,
  networkFailure,
  type StatusAdvice,
  statusFailure,
  timeoutFailure,
} from "./http-failure.ts";
import { createRateLimitGate, tooLongAWait } from "./rate-limit.ts";
import { backoffMs, longestWaitMs, parseRetryAfter } from "./retry-delay.ts";
import { UpstreamError } from "./upstream-error.ts";

export interface HttpClientOptions {
  clock: Clock;
  userAgent: string;
  /** Requests in flight at the same time. */
  concurrency?: number;
  /** For one attempt, its body included. */
  timeoutMs?: number;
  maximumAttempts?: number;
  logger?: Pick<Logger, "debug"> | undefined;
  fetch?: typeof undiciFetch;
}

export interface JsonRequestOptions {
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
  /** Called when an attempt leaves for the network; the first is 1. */
  onAttempt?: (attempt: number) => void;
  /** What a person can do about a status of this upstream. */
  advice?: StatusAdvice;
}

export interface JsonAnswer {
  data: unknown;
  headers: Headers;
  status: number;
}

export interface HttpClient {
  /**
   * Gets a JSON document. Retries what another try may mend, waits where the origin's rate limit says so, and rejects
   * with an `UpstreamError`, or with the signal's reason.
   */
  getJson(url: string, options?: JsonRequestOptions): Promise<JsonAnswer>;
  close(): Promise<void>;
}

/** An HTTP client for reading JSON politely: bounded concurrency, kept connections, retries, rate limits, time-outs. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock, userAgent, concurrency = 20, timeoutMs = 20_000, maximumAttempts = 4, logger } = options;
  const fetch = options.fetch ?? undiciFetch;
  // The deadline below bounds an attempt as a whole, so the agent's own time-outs are off: one clock decides.
  const dispatcher = new Agent({ connections: concurrency, headersTimeout: 0, bodyTimeout: 0, allowH2: false });
  const queue = new PQueue({ concurrency });
  const gate = createRateLimitGate({ clock });

  async function attemptOnce(context: FailureContext, request: JsonRequestOptions): Promise<JsonAnswer> {
    const deadline = clock.deadline(timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    request.onAttempt?.(context.attempt);
    try {
      const headers = { accept: "application/json", "user-agent": userAgent, ...request.headers };
      const response = await fetch(context.url, { headers, signal, dispatcher });
      gate.observe(new URL(context.url).origin, response.headers.get("ratelimit"));
      const body = await response.text();
      return readAnswer({ context, response, body, now: clock.now() });
    } catch (error) {
      request.signal?.throwIfAborted();
      if (error instanceof UpstreamError) {
        throw error;
      }
      throw deadline.aborted ? timeoutFailure(context, timeoutMs) : networkFailure(context, error);
    }
  }

  /** Waits outside the queue, so that a closed origin takes no place from the open ones. */
  async function attemptInTurn(context: FailureContext, request: JsonRequestOptions): Promise<JsonAnswer> {
    const { origin } = new URL(context.url);
    const place = request.signal ? { signal: request.signal } : {};
    for (;;) {
      await gate.pass(origin, request.signal);
      const answer = await queue.add(async () => gate.isOpen(origin) && attemptOnce(context, request), place);
      if (answer) {
        return answer;
      }
    }
  }

  async function waitBeforeNext(context: FailureContext, failure: UpstreamError, signal?: AbortSignal): Promise<void> {
    if (!gate.isOpen(new URL(context.url).origin)) {
      return; // The gate knows the moment.
    }
    const wait = failure.retryAfterMs ?? backoffMs(context.attempt);
    if (wait > longestWaitMs) {
      throw tooLongAWait(describeUrl(context.url), wait);
    }
    logger?.debug({ url: describeUrl(context.url), status: failure.status, waitMs: wait }, "trying again");
    await clock.sleep(wait, signal);
  }

  async function getJson(url: string, request: JsonRequestOptions = {}): Promise<JsonAnswer> {
    const secrets = secretsOf(request.headers);
    for (let attempt = 1; ; attempt++) {
      request.signal?.throwIfAborted();
      const context = { url, attempt, secrets, advice: request.advice };
      try {
        return await attemptInTurn(context, request);
      } catch (error) {
        request.signal?.throwIfAborted();
        if (!(error instanceof UpstreamError && error.isRetryable) || attempt >= maximumAttempts) {
          throw error;
        }
        await waitBeforeNext(context, error, request.signal);
      }
    }
  }

  return { getJson, close: () => dispatcher.destroy() };
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

/** The credentials of a request, so that no upstream can make an error repeat them. */
function secretsOf(headers: JsonRequestOptions["headers"]): string[] {
  const authorization = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  const credential = authorization?.split(" ").at(-1);
  return credential ? [credential] : [];
}
