import type { IncomingHttpHeaders, ServerResponse } from "node:http";

export interface Question {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
}

/** An answer before it is written. A text is sent as it is, anything else as JSON. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers, body };
}

/** Turns the answer into bytes at once; the function that comes back writes all of them, with their length. */
export function serialiseAnswer(answer: Answer, method = "GET"): (response: ServerResponse) => void {
  const bytes = bytesOf(answer);
  return (response) => {
    response.writeHead(answer.status, headersOf(answer, bytes.length));
    response.end(method === "HEAD" ? undefined : bytes);
  };
}

/** Writes the whole answer with its length. */
export function writeAnswer(response: ServerResponse, answer: Answer, method?: string): void {
  serialiseAnswer(answer, method)(response);
}

/** Sends only the first half. With `cut`, the headers promise the whole and the connection ends before it. */
export function writeHalf(response: ServerResponse, answer: Answer, cut: boolean): void {
  const bytes = bytesOf(answer);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.writeHead(answer.status, headersOf(answer, cut ? bytes.length : half.length));
  if (cut) response.write(half, () => response.destroy());
  else response.end(half);
}

function bytesOf(answer: Answer): Buffer {
  return Buffer.from(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
}

function headersOf(answer: Answer, length: number): Record<string, string> {
  const type = typeof answer.body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  return { "content-type": type, ...answer.headers, "content-length": String(length) };
}
