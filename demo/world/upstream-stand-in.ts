import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { type Answer, type Question, serialiseAnswer } from "./answer.ts";
import { applyFault } from "./apply-fault.ts";
import type { Fault } from "./fault.ts";

export interface RecordedRequest {
  method: string;
  /** Path and query, as they came. */
  url: string;
  headers: IncomingHttpHeaders;
}

/** A server of the miniature internet, and how to make it misbehave. */
export interface UpstreamStandIn {
  /** Without a slash at the end. */
  url: string;
  /** All requests so far, oldest first, those that went wrong included. */
  requests: RecordedRequest[];
  /** From now on these requests go wrong. Where several faults fit a request, the one that was set first is used. */
  fail(fault: Fault): void;
  /** All is well again. Requests that hang stay so. */
  heal(): void;
}

export interface StartedUpstream {
  standIn: UpstreamStandIn;
  stop(): Promise<void>;
}

interface UpstreamOptions {
  answer: (question: Question) => Answer;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** 0 for any free one. */
  port: number;
}

/** Listens on 127.0.0.1. @throws Error where the port is taken. */
export async function startUpstream(options: UpstreamOptions): Promise<StartedUpstream> {
  const requests: RecordedRequest[] = [];
  const faults = createFaultList();
  const timers = new Set<NodeJS.Timeout>();

  /** Finds the answer; the function that comes back sends it. */
  function prepare(question: Question, response: ServerResponse): () => void {
    const fault = faults.take(question.url);
    if (fault) return () => applyFault({ fault, question, response, answer: options.answer });
    const write = serialiseAnswer(answerSafely(options.answer, question), question.method);
    return () => write(response);
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    requests.push({ method: request.method ?? "GET", url: request.url ?? "/", headers: request.headers });
    request.resume();
    if (options.latencyMs === 0) {
      prepare(questionOf(request), response)();
      return;
    }
    // The latency stands for the network: the work is done meanwhile, and many requests at once wait no longer than one.
    let send = () => {};
    setImmediate(() => {
      send = prepare(questionOf(request), response);
    });
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!response.destroyed) send();
    }, options.latencyMs);
    timers.add(timer);
  }

  const server = createServer(receive);
  const port = await listen(server, options.port);
  return {
    standIn: { url: `http://127.0.0.1:${port}`, requests, fail: faults.add, heal: faults.clear },
    stop: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createFaultList() {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    add(fault: Fault): void {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear(): void {
      faults = [];
    },
    take(url: URL): Fault | undefined {
      const entry = faults.find(({ fault, left }) => left > 0 && concerns(fault, url));
      if (entry) entry.left -= 1;
      return entry?.fault;
    },
  };
}

function concerns(fault: Fault, url: URL): boolean {
  if (fault.when && !fault.when(url)) return false;
  if (fault.kind !== "reject-expand") return true;
  return [...url.searchParams.getAll("expand"), ...url.searchParams.getAll("expand[]")].includes(fault.field);
}

function questionOf(request: IncomingMessage): Question {
  const host = request.headers.host ?? "127.0.0.1";
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", `http://${host}`),
    headers: request.headers,
  };
}

function answerSafely(answer: UpstreamOptions["answer"], question: Question): Answer {
  try {
    return answer(question);
  } catch (error) {
    return { status: 500, headers: {}, body: { error: `The stand-in failed: ${String(error)}` } };
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
