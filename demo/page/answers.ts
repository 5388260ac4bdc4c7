import type { IncomingMessage, ServerResponse } from "node:http";

/** Nothing from elsewhere is loaded, nothing may embed the page, and what is typed goes nowhere else. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
  const bytes = await readBytes(request, { limit: longestBody, tooLong: "That is too long." });
  try {
    const body: unknown = JSON.parse(bytes.toString());
    if (typeof body === "object" && body !== null) return { ...body };
  } catch {
    // Said below, as for anything else that is no object.
  }
  throw new RefusedError(400, "That is not a JSON object.");
}

/**
 * The request's body as it is; of one that is too long, the rest is thrown away.
 * @throws RefusedError (413, with the sentence) where it has more than `limit` bytes.
 */
export async function readBytes(
  request: IncomingMessage,
  { limit, tooLong }: { limit: number; tooLong: string },
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  // The request stays open, so that whoever still sends can be answered.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += part.length;
    if (length > limit) {
      request.resume();
      throw new RefusedError(413, tooLong);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
