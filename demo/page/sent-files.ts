import type { IncomingMessage, ServerResponse } from "node:http";
import type { StoredMessage, Telegram } from "../world/telegram/telegram.ts";
import { answerContent, safeHeaders } from "./answers.ts";

/** Pictures that a browser shows, and sounds and films that it plays, without running anything. */
const shownTypes = [
  ...["image/png", "image/jpeg", "image/webp", "image/gif", "video/mp4", "video/webm"],
  ...["audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "audio/x-wav", "audio/flac", "audio/aac", "audio/webm"],
];

interface SentFile {
  name: string;
  contentType: string;
  bytes: Buffer;
}

/** Whether the page may show or play a file of this type where it stands. */
export function isShown(contentType: string): boolean {
  return shownTypes.includes(contentType);
}

/** `GET /files/{chat}/{message}`: sends what a message holds. Answers whether there is something. */
export function sendMessageFile(telegram: Telegram, request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const [, chat, id] = /^\/files\/(-?\d+)\/(\d+)$/.exec(pathname) ?? [];
  const message = telegram.messages(Number(chat)).find(({ messageId }) => messageId === Number(id));
  const file = message && fileOf(message);
  if (!file) return false;
  const isPlayed = isShown(file.contentType) && !searchParams.has("download");
  if (!isPlayed) sendDownload(response, file);
  else if (!sendPart(request, response, file)) {
    answerContent(response, { type: file.contentType, bytes: file.bytes, headers: { "accept-ranges": "bytes" } });
  }
  return true;
}

function fileOf({ photo, document, media }: StoredMessage): SentFile | null {
  if (photo) return { name: "picture", ...photo };
  if (document) return document;
  return media && { ...media, name: media.name ?? media.kind };
}

function sendDownload(response: ServerResponse, { name, bytes }: SentFile): void {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`;
  answerContent(response, { type: "application/octet-stream", bytes, headers: { "content-disposition": disposition } });
}

/** A part, for players that go to a place in it. Answers false where the whole is wanted, or a part that is none. */
function sendPart({ headers }: IncomingMessage, response: ServerResponse, { contentType, bytes }: SentFile): boolean {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (first === undefined) return false;
  const start = Number(first);
  const end = Math.min(last ? Number(last) : Number.POSITIVE_INFINITY, bytes.length - 1);
  if (start > end) return false;
  const range = { "content-range": `bytes ${start}-${end}/${bytes.length}`, "accept-ranges": "bytes" };
  const length = { "content-type": contentType, "content-length": String(end - start + 1) };
  response.writeHead(206, { ...safeHeaders, ...range, ...length });
  response.end(bytes.subarray(start, end + 1));
  return true;
}
