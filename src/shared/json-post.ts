import { Agent, type Dispatcher } from "undici";
import type { Clock } from "./clock.ts";
import { TransportError, targetOf, toTransportError } from "./transport.ts";

/** The part of an `AbortSignal` that is used; that of the abort-controller package, which grammY takes, fits as well. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface PostOptions {
  signal?: CancelSignal | undefined;
  /** For the whole of it: waiting for a connection, the request and its answer. */
  timeoutMs: number;
}

/** An answer of whatever status, its body as it came. */
export interface PostAnswer {
  status: number;
  text: string;
}

export interface JsonPoster {
  /**
   * Posts a JSON text once. Any status is an answer; without a whole answer it rejects with a `TransportError`, or with
   * the signal's reason. Redirects are not followed.
   */
  post(url: string, body: string, options: PostOptions): Promise<PostAnswer>;
  /** Closes the connections; requests in flight are cut off with a `TransportError`. */
  close(): Promise<void>;
}

/** The largest answer that is read: a hundred updates with the longest texts and formats stay far below it. */
const largestAnswerBytes = 32 * 1_024 * 1_024;
/** How long an unused connection is kept, so that a chat's next command need not set up another. */
const keepAliveMs = 30_000;

function reasonOf({ reason }: CancelSignal): unknown {
  return reason ?? new DOMException("This operation was aborted", "AbortError");
}

interface Flight {
  answer: Promise<PostAnswer>;
  handler: Dispatcher.DispatchHandler;
  /** Ends it at once with this as the reason, whether it has left already or not. */
  cut(reason: unknown): void;
}

function createFlight(): Flight {
  const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
  const chunks: Buffer[] = [];
  let status = 0;
  let isCut = false;
  let controller: Dispatcher.DispatchController | null = null;
  const abort = () => controller?.abort(new TransportError("The request was cut off.", "CUT_OFF"));

  return {
    answer: promise,
    cut(reason) {
      reject(reason);
      isCut = true;
      abort();
    },
    handler: {
      onRequestStart(started) {
        controller = started;
        if (isCut) abort();
      },
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        resolve({ status, text: Buffer.concat(chunks).toString("utf8") });
      },
      onResponseError(_, error) {
        reject(toTransportError(error));
      },
    },
  };
}

/**
 * Posts JSON texts with little processor time: by undici's dispatcher itself, since its `request` and `fetch` build
 * streams that nobody reads here. `connections` is how many requests may be under way to one host at a time; the others
 * wait for a free connection. They are opened when they are needed, and kept for a while.
 */
export function createJsonPoster(options: { connections: number; clock: Clock; userAgent?: string }): JsonPoster {
  const { connections, clock, userAgent } = options;
  // A request has one deadline, from the clock, so undici's own time-outs are off.
  const agent = new Agent({
    connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
    maxResponseSize: largestAnswerBytes,
    allowH2: false,
  });
  const headers = { "content-type": "application/json", ...(userAgent ? { "user-agent": userAgent } : {}) };

  return {
    async post(url, body, { signal, timeoutMs }) {
      const target = targetOf(url);
      if (signal?.aborted) throw reasonOf(signal);
      const flight = createFlight();
      const onAbort = () => signal && flight.cut(reasonOf(signal));
      const onDeadline = () => flight.cut(new TransportError(`No whole answer within ${timeoutMs} ms.`, "TIMEOUT"));
      const callOff = clock.after(timeoutMs, onDeadline);
      signal?.addEventListener("abort", onAbort);
      try {
        agent.dispatch({ ...target, method: "POST", headers, body }, flight.handler);
        return await flight.answer;
      } finally {
        signal?.removeEventListener("abort", onAbort);
        callOff();
      }
    },
    close: () => agent.destroy(),
  };
}
