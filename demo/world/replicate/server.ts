import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ApiError, usualError } from "./api-error.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import type { RequestFault } from "./fault.ts";
import type { Route } from "./route.ts";
import { runRoutes } from "./run-routes.ts";
import type { ReplicateState } from "./state.ts";
import { streamRun } from "./stream.ts";

export interface ServerParts {
  state: ReplicateState;
  latencyMs: number;
  /** Told of every request. */
  onRequest(request: { method: string; url: string; headers: IncomingMessage["headers"] }): void;
  /** Waits for what a fault of the kind `late` waits for. */
  lifted(fault: RequestFault): Promise<void>;
}

/** An answer with JSON, or with none. */
interface JsonReply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const routes: readonly Route[] = [...catalogueRoutes, ...runRoutes];

export function createReplicateServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    receive(parts, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 120_000;
  return server;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  root: string;
  body: Buffer;
}

async function receive(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, latencyMs } = parts;
  const root = `http://${request.headers.host ?? "127.0.0.1"}`;
  const url = new URL(request.url ?? "/", root);
  const method = request.method ?? "GET";
  parts.onRequest({ method, url: request.url ?? "/", headers: request.headers });
  const body = await readBody(request);
  const fault = state.requestFaults.take((each) => concerns(each, { method, path: url.pathname, body }));
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  if (response.destroyed || fault?.kind === "silence") return;
  if (fault?.kind === "closed") {
    response.destroy();
    return;
  }
  const exchange = { request, response, url, root, body };
  if (fault?.kind === "status") return write(response, refusalOf(fault));
  if (fault?.kind === "html") return writePage(response);
  if (sendOutput(state, exchange)) return;
  const reply = replyOf(state, exchange);
  if (fault?.kind === "late") await parts.lifted(fault);
  if (!response.destroyed) write(response, reply, fault?.kind === "truncated");
}

/** A run by its version names the model in no part of the request but the version, which only the route knows. */
function concerns(fault: RequestFault, request: { method: string; path: string; body: Buffer }): boolean {
  if (fault.model !== undefined && !request.path.includes(`/${fault.model}`)) return false;
  return fault.when === undefined || fault.when(request);
}

function refusalOf({ status, detail, retry_after }: Extract<RequestFault, { kind: "status" }>): JsonReply {
  const changes = { ...(detail !== undefined && { detail }), ...(retry_after !== undefined && { retry_after }) };
  return { status, body: usualError(status, changes).body };
}

/** Streams, and files that models have made. Answers whether the request was for one. */
function sendOutput(state: ReplicateState, { request, response, url }: Exchange): boolean {
  const streamed = /^\/stream\/v1\/predictions\/([\w-]+)$/.exec(url.pathname)?.[1];
  const delivered = /^\/delivery\/([\w-]+)\/output\.\w+$/.exec(url.pathname)?.[1];
  const run = state.runs.get(streamed ?? delivered ?? "");
  if (request.method !== "GET" || !run) return false;
  if (streamed !== undefined) {
    void streamRun(run, response);
    return true;
  }
  const { product } = run;
  if (product.kind !== "file") return false;
  response.writeHead(200, { "content-type": product.type, "content-length": product.bytes.length });
  response.end(product.bytes);
  return true;
}

function replyOf(state: ReplicateState, { request, url, root, body }: Exchange): JsonReply {
  try {
    if (request.headers.authorization !== `Bearer ${state.token}`) throw usualError(401);
    for (const route of routes) {
      const match = request.method === route.method && route.path.exec(url.pathname);
      if (!match) continue;
      const answer = route.answer({ state, url, root, parts: match.slice(1), headers: request.headers, body });
      return { status: route.status ?? 200, body: answer };
    }
    throw usualError(404);
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    return { status: 500, body: { detail: `The stand-in failed: ${String(error)}`, status: 500 } };
  }
}

function write(response: ServerResponse, { status, body }: JsonReply, isCut = false): void {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  const sent = isCut ? bytes.subarray(0, bytes.length >> 1) : bytes;
  response.writeHead(status, { "content-type": "application/json", "content-length": sent.length });
  response.end(sent);
}

function writePage(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<!doctype html><html><head><title>One moment</title></head><body>We will be right back.</body></html>");
}
