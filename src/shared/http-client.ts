import PQueue from "p-queue";
import type { Agent, fetch as undiciFetch } from "undici";
import type { Clock } from "./clock.ts";
import { type Attempt, createAttempt, type JsonAnswer } from "./http-attempt.ts";
import { describeUrl, type FailureContext, type StatusAdvice } from "./http-failure.ts";
import { createPatience, type Patience } from "./patience.ts";
import { createRateLimitGate, type RateLimitGate } from "./rate-limit.ts";
import { backoffMs } from "./retry-delay.ts";
import { UpstreamError } from "./upstream-error.ts";

export type { JsonAnswer } from "./http-attempt.ts";

export interface HttpClientOptions {
  clock: Clock;
  userAgent: string;
  /** Requests in flight at the same time. */
  concurrency?: number;
  /** For one attempt, its body included. */
  timeoutMs?: number;
  maximumAttempts?: number;
  logger?: { debug(message: string): void } | undefined;
  fetch?: typeof undiciFetch;
}

export interface JsonRequestOptions {
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
  /** Called when an attempt leaves for the network; the first is 1. */
  onAttempt?: (attempt: number) => void;
  /** What a person can do about a status of this upstream. */
  advice?: StatusAdvice;
  /** Fewer than the client's own, for a server that answers at once or is not there. */
  maximumAttempts?: number;
}

export interface HttpClient {
  /**
   * Gets a JSON document. Retries what another try may mend, waits where the origin's rate limit says so (at most
   * `longestWaitMs` in all), and rejects with an `UpstreamError`, or with the signal's reason.
   */
  getJson(url: string, options?: JsonRequestOptions): Promise<JsonAnswer>;
  /** Closes the connections; requests in flight are cut off. */
  close(): Promise<void>;
}

interface LinkOptions extends Pick<HttpClientOptions, "clock" | "fetch"> {
  concurrency: number;
  timeoutMs: number;
  gate: RateLimitGate;
}

/** The connections, with the first request: loading undici takes a tenth of the start of a command that asks nobody. */
function createLink({ clock, fetch, concurrency, timeoutMs, gate }: LinkOptions) {
  let connecting: Promise<{ dispatcher: Agent; attempt: Attempt }> | null = null;

  async function connect() {
    const undici = await import("undici");
    // An attempt has a deadline as a whole, so the agent's own time-outs are off: one clock decides.
    const dispatcher = new undici.Agent({
      connections: concurrency,
      headersTimeout: 0,
      bodyTimeout: 0,
      allowH2: false,
    });
    return { dispatcher, attempt: createAttempt({ clock, fetch: fetch ?? undici.fetch, dispatcher, gate, timeoutMs }) };
  }

  return {
    async attempt(): Promise<Attempt> {
      connecting ??= connect();
      return (await connecting).attempt;
    },
    close: async () => (await connecting)?.dispatcher.destroy(),
  };
}

/** An HTTP client for reading JSON politely: bounded concurrency, kept connections, retries, rate limits, time-outs. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock, userAgent, concurrency = 20, timeoutMs = 20_000, maximumAttempts = 4, logger } = options;
  const queue = new PQueue({ concurrency });
  const gate = createRateLimitGate({ clock });
  const link = createLink({ ...options, concurrency, timeoutMs, gate });

  /** Waits outside the queue, so that a closed origin takes no place from the open ones. */
  async function attemptInTurn(
    context: FailureContext,
    request: JsonRequestOptions,
    patience: Patience,
  ): Promise<JsonAnswer> {
    const { origin } = new URL(context.url);
    const headers = { accept: "application/json", "user-agent": userAgent, ...request.headers };
    const place = request.signal ? { signal: request.signal } : {};
    const attempt = await link.attempt();
    for (;;) {
      await gate.pass(origin, patience, request.signal);
      const answer = await queue.add(async () => {
        if (!gate.isOpen(origin)) return null;
        request.onAttempt?.(context.attempt);
        return attempt(context, { headers, signal: request.signal });
      }, place);
      if (answer) return answer;
    }
  }

  async function waitAfter(
    failure: UpstreamError,
    context: FailureContext,
    { patience, signal }: { patience: Patience; signal?: AbortSignal | undefined },
  ): Promise<void> {
    if (!gate.isOpen(new URL(context.url).origin)) return; // The gate knows the moment.
    const waitMs = failure.retryAfterMs ?? backoffMs(context.attempt);
    patience.spend(describeUrl(context.url), waitMs);
    logger?.debug(`${failure.message} Asked again in ${waitMs} ms.`);
    await clock.sleep(waitMs, signal);
  }

  async function getJson(url: string, request: JsonRequestOptions = {}): Promise<JsonAnswer> {
    const secrets = secretsOf(request.headers);
    const patience = createPatience();
    for (let count = 1; ; count++) {
      request.signal?.throwIfAborted();
      const context = { url, attempt: count, secrets, advice: request.advice };
      try {
        return await attemptInTurn(context, request, patience);
      } catch (error) {
        request.signal?.throwIfAborted();
        if (!isWorthAnother(error) || count >= (request.maximumAttempts ?? maximumAttempts)) throw error;
        await waitAfter(error, context, { patience, signal: request.signal });
      }
    }
  }

  return { getJson, close: link.close };
}

function isWorthAnother(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.isRetryable;
}

/** The credentials of a request, so that no upstream can make an error repeat them. */
function secretsOf(headers: JsonRequestOptions["headers"]): string[] {
  const authorization = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  const credential = authorization?.split(" ").at(-1);
  return credential ? [credential] : [];
}
