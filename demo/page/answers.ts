import type { IncomingMessage, ServerResponse } from "node:http";

/** Nothing from elsewhere is loaded, nothing may embed the page, and what is typed goes nowhere else. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const safeHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** The page never sends more than a message of 4096 characters. */
const longestBody = 64 * 1024;

/** A request that the page refuses, with the status and a sentence. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Content {
  type: string;
  bytes: Buffer | string;
  headers?: Record<string, string>;
}

export function answerContent(response: ServerResponse, { type, bytes, headers = {} }: Content): void {
  response.writeHead(200, { ...safeHeaders, "content-type": type, ...headers });
  response.end(bytes);
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { ...safeHeaders, "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/**
 * Refuses what another web site sends: a name that was made to point at this machine (DNS rebinding) stands in Host, a
 * foreign page in Origin.
 * @throws RefusedError
 */
export function refuseForeign(request: IncomingMessage): void {
  const port = request.socket.localPort ?? 0;
  const own = ["127.0.0.1", "localhost"].map((name) => new URL(`http://${name}:${port}`));
  const { host, origin } = request.headers;
  const isOwnHost = own.some((url) => url.host === host);
  const isOwnOrigin = origin === undefined || own.some((url) => url.origin === origin);
  if (isOwnHost && isOwnOrigin) return;
  throw new RefusedError(403, `This page answers to http://127.0.0.1:${port} only.`);
}

/**
 * The request's body as an object. JSON alone is taken: a form of another site could send anything else.
 * @throws RefusedError
 */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    throw new RefusedError(415, "Send it as application/json.");
  }
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += part;
    if (text.length > longestBody) throw new RefusedError(413, "That is too long.");
  }
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return { ...body };
  } catch {
    // Said below, as for anything else that is no object.
  }
  throw new RefusedError(400, "That is not a JSON object.");
}
