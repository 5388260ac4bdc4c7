import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { FaultList } from "../fault-list.ts";
import type { Account } from "./account.ts";
import { accountMethods } from "./account-methods.ts";
import { ApiError } from "./api-error.ts";
import { applyFault } from "./apply-fault.ts";
import { editMethods } from "./edit-methods.ts";
import { concerns, type TelegramFault } from "./fault.ts";
import type { Method } from "./method.ts";
import { type Call, readPayload } from "./payload.ts";
import { sendFileMethods } from "./send-file-methods.ts";
import { sendMethods } from "./send-methods.ts";

export interface RecordedCall {
  method: string;
  payload: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface ServerParts {
  account: Account;
  token: string;
  latencyMs: number;
  now: () => number;
  faults: FaultList<TelegramFault>;
  calls: RecordedCall[];
  serve: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

/** What goes back over the wire. */
interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown>;
}

const allMethods: Record<string, Method> = { ...accountMethods, ...sendMethods, ...sendFileMethods, ...editMethods };
/** Telegram does not care about upper and lower case in the names of methods. */
const methods = new Map(Object.entries(allMethods).map(([name, method]) => [name.toLowerCase(), { name, method }]));

export function createApiServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    receive(parts, request, response).catch(() => response.destroy());
  });
  // Longer than any client keeps an idle connection: one that is closed just as it is used again would be a fault that
  // nobody asked for.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function receive(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const api = /^\/bot([^/]+)\/([^/]+)$/.exec(url.pathname);
  if (api) return answerCall(parts, { request, response, url, token: decode(api[1]), name: decode(api[2]) });
  const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
  if (file) return sendFile(parts, response, { token: decode(file[1]), path: decode(file[2]) });
  if (parts.serve?.(request, response)) return;
  request.resume();
  write(response, failure(404, "Not Found"));
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  token: string;
  name: string;
}

async function answerCall(parts: ServerParts, exchange: Exchange): Promise<void> {
  const { request, response, url, token } = exchange;
  if (token !== parts.token) {
    request.resume();
    return write(response, failure(401, "Unauthorized"));
  }
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  const known = methods.get(exchange.name.toLowerCase());
  const name = known?.name ?? exchange.name;
  const read = await readPayload(request, url).catch((error: unknown) => answerOf(error));
  if ("status" in read) return later(parts, response, () => write(response, read));
  parts.calls.push({ method: name, payload: read.payload, at: parts.now() });
  const fault = parts.faults.take((each) => concerns(each, name, read.payload));
  const call: Call = { ...read, signal: controller.signal };
  const answer = fault && !fault.afterEffect ? null : await perform(parts.account, known?.method, call);
  later(parts, response, () => {
    if (fault) applyFault(fault, response);
    else if (answer) write(response, answer);
  });
}

async function perform(account: Account, method: Method | undefined, call: Call): Promise<ApiAnswer> {
  if (!method) return failure(404, "Not Found");
  try {
    return { status: 200, body: { ok: true, result: await method(account, call) } };
  } catch (error) {
    return answerOf(error);
  }
}

function answerOf(error: unknown): ApiAnswer {
  if (error instanceof ApiError) return failure(error.errorCode, error.message);
  return failure(500, `Internal Server Error: the stand-in failed: ${String(error)}`);
}

function failure(errorCode: number, description: string): ApiAnswer {
  return { status: errorCode, body: { ok: false, error_code: errorCode, description } };
}

/** The latency stands for the network: the work is done by then. */
function later({ latencyMs }: ServerParts, response: ServerResponse, act: () => void): void {
  if (latencyMs === 0) {
    act();
    return;
  }
  const timer = setTimeout(() => {
    if (!response.destroyed) act();
  }, latencyMs);
  response.once("close", () => clearTimeout(timer));
}

function write(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", ...headers, "content-length": bytes.length });
  response.end(bytes);
}

function sendFile(
  parts: ServerParts,
  response: ServerResponse,
  { token, path }: { token: string; path: string },
): void {
  const file = token === parts.token ? parts.account.files.byPath(path) : undefined;
  if (!file) {
    write(response, failure(404, "Not Found"));
    return;
  }
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": file.bytes.length });
  response.end(file.bytes);
}

function decode(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? "");
  } catch {
    return part ?? "";
  }
}
