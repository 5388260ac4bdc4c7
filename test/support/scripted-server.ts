import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect } from "vitest";
import { UpstreamError } from "../../src/shared/upstream-error.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that answers with each handler in turn; the last one stays. */
export interface ScriptedServer {
  url: string;
  /** From now on these answer. */
  script(...handlers: Handler[]): void;
  /** All requests so far, oldest first. */
  received: IncomingMessage[];
  stop(): void;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  let handlers: Handler[] = [];
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
    handler?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/things`,
    received,
    script(...next) {
      handlers = next;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with a status, a body (as JSON where it is no text) and headers. */
export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_, response) => response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

export const goodReply = reply(200, { fine: true });

/** The upstream's error with which a promise rejects. */
export async function failureOf(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}
