import type { IncomingMessage } from "node:http";
import { secondsOf } from "../world/inference/recording.ts";
import type { Telegram } from "../world/telegram/telegram.ts";
import { replyOf } from "./actions.ts";
import { RefusedError, readBytes } from "./answers.ts";
import { chatOf } from "./club.ts";
import { personOf } from "./people.ts";

/** What the Bot API hands to a bot at most (getFile). */
const largestFile = 20 * 1024 * 1024;
/** Telegram's limit for people without a subscription. */
const longestCaption = 1024;

/** How Telegram's own clients send a file, by its type. */
const kinds = [
  ["photo", /^image\/(?:png|jpeg|webp)$/],
  ["voice", /^audio\/(?:ogg|opus)$/],
  ["audio", /^audio\//],
  ["document", /./],
] as const;

/** The types that a name tells where a browser does not. */
const recordingNames = /\.(?:ogg|oga|opus)$/i;

/**
 * `POST /actions/send-file?person=…&chat=…&replyTo=…&caption=…`: the body is the file, its name stands in X-File-Name,
 * encoded as in an address. That header is also what keeps other sites' forms out: they cannot set it.
 * @throws RefusedError
 */
export async function sendUpload(telegram: Telegram, request: IncomingMessage): Promise<unknown> {
  const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const name = nameOf(request);
  const person = personOf(Number(searchParams.get("person")));
  const chatId = chatOf(person, numberIn(searchParams, "chat"));
  const caption = searchParams.get("caption") ?? "";
  if (caption.length > longestCaption) throw new RefusedError(400, captionSentence(caption.length));
  const bytes = await readBytes(request, { limit: largestFile, tooLong: "A file may have at most 20 MB here." });
  if (bytes.length === 0) throw new RefusedError(400, "This file is empty.");
  const contentType = typeOf(request.headers["content-type"], name);
  const kind = kinds.find(([, fits]) => fits.test(contentType))?.[0] ?? "document";
  const seconds = secondsOf(bytes);
  const { messageId } = telegram.user(person.id).sendFile({
    ...{ kind, bytes, name, contentType, caption, chatId },
    ...(seconds !== null && { duration: Math.round(seconds) }),
    ...replyOf(numberIn(searchParams, "replyTo")),
  });
  return { messageId };
}

function captionSentence(length: number): string {
  return `A file's caption has at most ${longestCaption} characters; this one has ${length}.`;
}

function nameOf({ headers }: IncomingMessage): string {
  const given = headers["x-file-name"];
  try {
    if (typeof given === "string" && given !== "") return decodeURIComponent(given);
  } catch {
    // Said below.
  }
  throw new RefusedError(415, "Send the file's name as X-File-Name.");
}

function numberIn(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name);
  return text === null ? undefined : Number(text);
}

/** The type without its parameters. Recordings have many names for one type, and some browsers know none. */
function typeOf(header: string | undefined, name: string): string {
  if (recordingNames.test(name)) return "audio/ogg";
  const [type = ""] = (header ?? "").toLowerCase().split(";");
  return /^[a-z]+\/[\w.+-]+$/.test(type.trim()) ? type.trim() : "application/octet-stream";
}
