import type { Agent, Dispatcher } from "undici";
import type { Clock } from "./clock.ts";
import { type StreamedAnswer, StreamingFlight } from "./streaming-flight.ts";
import { targetOf } from "./transport.ts";

export type { StreamedAnswer } from "./streaming-flight.ts";

export interface StreamingPostOptions {
  /** On top of those for JSON; names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Ends the request, or the reading of its answer, at once. The caller's deadlines are in it: there are no others. */
  signal: AbortSignal;
}

export interface StreamingPoster {
  /**
   * Posts a JSON text once, and resolves when the answer's head is there, whatever its status; its body is then read as
   * it comes. Without an answer it rejects with a `TransportError`, or with the signal's reason. Redirects are not
   * followed. The answer must be read to its end, left by its iterator's `return`, or released.
   */
  post(url: string, body: string, options: StreamingPostOptions): Promise<StreamedAnswer>;
  /** The same for what is only asked for, such as the state of a server to which calls go. */
  get(url: string, options: StreamingPostOptions): Promise<StreamedAnswer>;
  /** Closes the connections; requests in flight are cut off with a `TransportError`. */
  close(): Promise<void>;
}

export interface StreamingPosterOptions {
  clock: Clock;
  userAgent?: string;
  /** Requests that may be under way to one host at a time; the others wait. Each answer that streams takes one. */
  connections?: number;
}

/** More than a machine's users keep busy; it only bounds the sockets of a fault that never ends. */
const defaultConnections = 256;
/** How long an unused connection is kept, so that the next call need not set up another. */
const keepAliveMs = 30_000;

/**
 * Posts JSON and hands on the answers as they come, with little processor time: by undici's dispatcher itself, as
 * `createJsonPoster` does, since undici's `request` and `fetch` build streams around each body.
 */
export function createStreamingPoster(options: StreamingPosterOptions): StreamingPoster {
  const { clock, userAgent, connections = defaultConnections } = options;
  let agent: Agent | null = null;
  let connecting: Promise<Agent> | null = null;
  const ownHeaders = userAgent ? { "user-agent": userAgent } : {};
  const headersOfPost = { "content-type": "application/json", ...ownHeaders };

  /** With the first request: loading undici takes a tenth of the start of a command that asks nobody. */
  async function connect(): Promise<Agent> {
    const undici = await import("undici");
    // Callers' signals hold the deadlines, so undici's own time-outs are off.
    agent = new undici.Agent({
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: keepAliveMs,
      allowH2: false,
    });
    return agent;
  }

  async function send(
    url: string,
    request: Pick<Dispatcher.DispatchOptions, "method" | "headers" | "body">,
    signal: AbortSignal,
  ): Promise<StreamedAnswer> {
    const { origin, path } = targetOf(url);
    if (agent === null) {
      connecting ??= connect();
      agent = await connecting;
    }
    signal.throwIfAborted();
    const flight = new StreamingFlight(signal, clock);
    agent.dispatch({ origin, path, ...request }, flight);
    return flight.started;
  }

  return {
    post: (url, body, { headers, signal }) =>
      send(url, { method: "POST", headers: { ...headersOfPost, ...headers }, body }, signal),
    get: (url, { headers, signal }) => send(url, { method: "GET", headers: { ...ownHeaders, ...headers } }, signal),
    close: async () => (await connecting)?.destroy(),
  };
}
