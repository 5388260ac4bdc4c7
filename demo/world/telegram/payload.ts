import type { IncomingMessage } from "node:http";
import { ApiError, badRequest } from "./api-error.ts";
import { parseMultipart, type Upload } from "./multipart.ts";

export type Payload = Record<string, unknown>;

export interface Call {
  payload: Payload;
  /** Files by the name of their part. */
  uploads: Map<string, Upload>;
  /** Aborted as soon as nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** Parameters that hold JSON; in a form, or for a client that likes it so, they come as a text. */
const structured = new Set([
  ...["reply_markup", "entities", "caption_entities", "media", "commands", "scope", "allowed_updates"],
  ...["reply_parameters", "link_preview_options"],
]);
const numeric = new Set([
  ...["chat_id", "message_id", "message_thread_id", "draft_id", "duration", "width", "height", "start_timestamp"],
  ...["offset", "limit", "timeout", "max_connections", "cache_time"],
]);
const flags = new Set([
  ...["show_alert", "drop_pending_updates", "disable_notification", "protect_content", "allow_paid_broadcast"],
  ...["can_stop", "keep_on_stop", "supports_streaming", "has_spoiler", "show_caption_above_media"],
]);

/** 50 MB of a file and what a form adds to it; see "Sending files" of the Bot API. */
const maximumBytes = 50 * 1024 * 1024 + 64 * 1024;

/** Reads the parameters of a call from its query and body, in any of the forms that the Bot API takes. */
export async function readPayload(request: IncomingMessage, url: URL): Promise<Pick<Call, "payload" | "uploads">> {
  const body = await readBody(request);
  const { fields, uploads } = parseBody(body, request.headers["content-type"] ?? "");
  const given: Payload = { ...fields, ...Object.fromEntries(url.searchParams) };
  const payload = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, readValue(name, value)]));
  if (!isWellFormed(payload)) throw badRequest("strings must be encoded in UTF-8");
  return { payload, uploads };
}

/** Half a surrogate pair is no character: JSON can hold one by an escape, and UTF-8 cannot. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  return typeof value !== "object" || value === null || Object.values(value).every(isWellFormed);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= maximumBytes) chunks.push(chunk as Buffer);
  }
  if (size > maximumBytes) throw new ApiError(413, "Request Entity Too Large");
  return Buffer.concat(chunks);
}

function parseBody(body: Buffer, contentType: string): { fields: Payload; uploads: Map<string, Upload> } {
  const uploads = new Map<string, Upload>();
  if (body.length === 0) return { fields: {}, uploads };
  if (contentType.startsWith("application/x-www-form-urlencoded"))
    return { fields: Object.fromEntries(new URLSearchParams(body.toString("utf8"))), uploads };
  if (!contentType.startsWith("multipart/form-data")) return { fields: parseJson(body.toString("utf8")), uploads };
  const form = parseMultipart(body, contentType);
  if (!form) throw badRequest("can't parse the form");
  return form;
}

function parseJson(text: string): Payload {
  const value = jsonOrNull(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badRequest("can't parse JSON object");
  return value as Payload;
}

function readValue(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (structured.has(name)) return jsonOrNull(value) ?? value;
  if (numeric.has(name) && /^-?\d+$/.test(value)) return Number(value);
  if (flags.has(name)) return /^(true|yes|1)$/i.test(value);
  return value;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function textOf(payload: Payload, name: string): string {
  const value = payload[name];
  return typeof value === "string" ? value : "";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws ApiError where there is none. The stand-in has no chats with a user name. */
export function chatIdOf(payload: Payload): number {
  const id = payload.chat_id;
  if (id === undefined || id === null || id === "") throw badRequest("chat_id is empty");
  if (typeof id !== "number" || !Number.isSafeInteger(id)) throw badRequest("chat not found");
  return id;
}

export function messageIdOf(payload: Payload): number {
  const id = payload.message_id;
  if (typeof id !== "number" || !Number.isInteger(id)) throw badRequest("message identifier is not specified");
  return id;
}
