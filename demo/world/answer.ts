import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { type Course, type EventForm, writeEvents } from "./event-writer.ts";

export interface Question {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** As it came; empty where there is none. */
  body: Buffer;
}

/** An answer before it is written. Bytes and texts are sent as they are, anything else as JSON. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** Sent one after another as server-sent events in place of the body: texts as they are, anything else as JSON. */
  events?: readonly unknown[];
  /** How each event is written, where not as a server-sent event. */
  eventForm?: EventForm;
  /** Milliseconds from one event to the next; as fast as they can be written, without it. */
  eventIntervalMs?: number;
}

export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers, body };
}

/** Turns the answer into bytes at once; the function that comes back writes all of them, with their length. */
export function serialiseAnswer(answer: Answer, method = "GET"): (response: ServerResponse) => void {
  if (answer.events) return (response) => startEvents(response, answer);
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

/** Sends the head of a stream, and then its events as the course says. */
export function startEvents(response: ServerResponse, answer: Answer, course: Course = {}): void {
  const { status, headers, events = [], eventForm, eventIntervalMs: intervalMs } = answer;
  response.writeHead(status, { "content-type": "text/event-stream; charset=utf-8", ...headers });
  void writeEvents(response, events, { ...course, ...(intervalMs !== undefined && { intervalMs }) }, eventForm);
}

/** How an answer ends in its middle: whole to its headers, before the length that they promise, or never. */
export type Ending = "short" | "cut" | "hang";

/** Sends only the first half. */
export function writeHalf(response: ServerResponse, answer: Answer, ending: Ending): void {
  const bytes = bytesOf(answer);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.writeHead(answer.status, headersOf(answer, ending === "short" ? half.length : bytes.length));
  if (ending === "short") response.end(half);
  else response.write(half, () => ending === "cut" && response.destroy());
}

function bytesOf({ body }: Answer): Buffer {
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function headersOf({ body, headers }: Answer, length: number): Record<string, string> {
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  return { "content-type": type, ...headers, "content-length": String(length) };
}
