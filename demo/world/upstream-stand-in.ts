import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { type Answer, type Question, serialiseAnswer } from "./answer.ts";
import { applyFault } from "./apply-fault.ts";
import { type CallTarget, followCall, type ModelCall } from "./call.ts";
import { concerns, type Fault } from "./fault.ts";
import { createFaultList } from "./fault-list.ts";

export interface RecordedRequest {
  method: string;
  /** Path and query, as they came. */
  url: string;
  headers: IncomingHttpHeaders;
  /** As text, as soon as the whole of it is there; empty where there is none. */
  body: string;
}

/** A server of the miniature internet, and how to make it misbehave. */
export interface UpstreamStandIn {
  /** Without a slash at the end. */
  url: string;
  /** All requests so far, oldest first, those that went wrong included. */
  requests: RecordedRequest[];
  /** All calls of models so far, oldest first, with how each ended. */
  calls: ModelCall[];
  /** How many calls there were that are alike in all that is given. */
  countCalls(wanted?: Partial<ModelCall>): number;
  /**
   * From now on these requests go wrong, until `heal`, or until what comes back is called. Where several faults fit a
   * request, the one that was set first is used.
   */
  fail(fault: Fault): () => void;
  /** All is well again. Requests that hang stay so. */
  heal(): void;
}

export interface StartedUpstream {
  standIn: UpstreamStandIn;
  stop(): Promise<void>;
}

interface UpstreamOptions {
  answer: (question: Question) => Answer;
  /** The model that a request calls; null where it calls none. Default: none does. */
  callOf?: (question: Question) => CallTarget | null;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** 0 for any free one. */
  port: number;
  /** The clock of its answers' `Date`: milliseconds since the epoch. Default: the machine's. */
  now?: () => number;
}

/** Listens on 127.0.0.1. @throws Error where the port is taken. */
export async function startUpstream(options: UpstreamOptions): Promise<StartedUpstream> {
  const requests: RecordedRequest[] = [];
  const calls: ModelCall[] = [];
  const faults = createFaultList<Fault>();
  const timers = new Set<NodeJS.Timeout>();

  function recordCall(question: Question, response: ServerResponse): ModelCall | null {
    const target = options.callOf?.(question) ?? null;
    if (!target) return null;
    const call: ModelCall = { ...target, path: question.url.pathname, outcome: "running" };
    calls.push(call);
    followCall(call, response);
    return call;
  }

  /** Finds the answer; the function that comes back sends it. */
  function prepare(question: Question, response: ServerResponse): () => void {
    const call = recordCall(question, response);
    const fault = faults.take((each) => concerns(each, question, call));
    if (fault) {
      if (call && endsHere(fault)) call.outcome = "failed";
      return () => applyFault({ fault, question, response, answer: (it) => answerSafely(options.answer, it) });
    }
    const write = serialiseAnswer(answerSafely(options.answer, question), question.method);
    return () => write(response);
  }

  function send(question: Question, response: ServerResponse): void {
    if (options.latencyMs === 0) {
      prepare(question, response)();
      return;
    }
    // The latency stands for the network: the work is done meanwhile, and many requests at once wait no longer than one.
    let write = () => {};
    setImmediate(() => {
      write = prepare(question, response);
    });
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!response.destroyed) write();
    }, options.latencyMs);
    timers.add(timer);
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const { method = "GET", url = "/", headers } = request;
    const recorded: RecordedRequest = { method, url, headers, body: "" };
    requests.push(recorded);
    if (options.now) response.setHeader("date", new Date(options.now()).toUTCString());
    const question = questionOf(request);
    if (method === "GET" || method === "HEAD") {
      request.resume();
      send(question, response);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      question.body = Buffer.concat(chunks);
      recorded.body = question.body.toString();
      send(question, response);
    });
  }

  const server = createServer(receive);
  const port = await listen(server, options.port);
  return {
    standIn: {
      url: `http://127.0.0.1:${port}`,
      requests,
      calls,
      countCalls: (wanted = {}) => calls.filter((call) => isLike(call, wanted)).length,
      fail: faults.add,
      heal: faults.clear,
    },
    stop: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whether the fault ends the call by this server's own doing: where it hangs, the caller may still go away. */
function endsHere({ kind }: Fault): boolean {
  return kind !== "silence" && kind !== "stalled" && kind !== "comments";
}

function isLike(call: ModelCall, { model, host, path, outcome }: Partial<ModelCall>): boolean {
  if (model !== undefined && model !== call.model) return false;
  if (host !== undefined && host !== call.host) return false;
  return (path === undefined || path === call.path) && (outcome === undefined || outcome === call.outcome);
}

function questionOf(request: IncomingMessage): Question {
  const host = request.headers.host ?? "127.0.0.1";
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", `http://${host}`),
    headers: request.headers,
    body: Buffer.alloc(0),
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
