import type { IncomingMessage, ServerResponse } from "node:http";
import type { StoredMessage, Telegram } from "../world/telegram/telegram.ts";
import { answerContent, answerJson, RefusedError, readJson, refuseForeign } from "./answers.ts";
import type { Happenings } from "./happenings.ts";
import { personOf } from "./people.ts";
import { readStaticFiles } from "./static-files.ts";

interface RoutesOptions {
  telegram: Telegram;
  happenings: Happenings;
  /** Takes the response as one more page to be told of everything. */
  join(response: ServerResponse): void;
  /** A happening has changed its state. */
  onHappening(): void;
}

/** Pictures that a browser shows without running anything. */
const pictureTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** Handles every request that is not one of the Bot API. Faults of the reader are answered with `{ error }`. */
export function createPageRoutes(options: RoutesOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const files = readStaticFiles();
  const actions = createActions(options);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseForeign(request);
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const action = actions.get(pathname);
    if (action) {
      if (request.method !== "POST") throw new RefusedError(405, "This address takes POST only.");
      return answerJson(response, await action(await readJson(request)));
    }
    if (request.method !== "GET") throw new RefusedError(405, "This address takes GET only.");
    if (pathname === "/events") return options.join(response);
    const file = files.get(pathname);
    if (file) return answerContent(response, file);
    if (!sendFile(options.telegram, pathname, response)) throw new RefusedError(404, "There is no such page.");
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const status = error instanceof RefusedError ? error.status : 409;
      answerJson(response, { error: error instanceof Error ? error.message : String(error) }, status);
    });
  };
}

type Action = (body: Record<string, unknown>) => unknown;

function createActions({ telegram, happenings, onHappening }: RoutesOptions): ReadonlyMap<string, Action> {
  return new Map<string, Action>([
    [
      "/actions/send",
      ({ person, text }) => {
        const { messageId } = telegram.user(personOf(person).id).send(textOf(text, "text"));
        return { messageId };
      },
    ],
    [
      "/actions/tap",
      ({ person, messageId, data }) => {
        const { id } = personOf(person);
        return telegram.user(id).tap(messageOf(telegram, id, messageId), textOf(data, "data"));
      },
    ],
    [
      "/actions/happening",
      ({ name, isActive }) => {
        const sentence = happenings.set(textOf(name, "name"), isActive === true);
        onHappening();
        return { sentence };
      },
    ],
  ]);
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new RefusedError(400, `"${name}" must be a text.`);
}

function messageOf(telegram: Telegram, chatId: number, messageId: unknown): StoredMessage {
  const message = telegram.messages(chatId).find((each) => each.messageId === messageId);
  if (!message) throw new Error("This message is gone.");
  return message;
}

/** Sends the picture or the document of a message. Answers whether there is one. */
function sendFile(telegram: Telegram, pathname: string, response: ServerResponse): boolean {
  const [, chat, id] = /^\/files\/(\d+)\/(\d+)$/.exec(pathname) ?? [];
  const message = telegram.messages(Number(chat)).find(({ messageId }) => messageId === Number(id));
  if (message?.photo && pictureTypes.includes(message.photo.contentType)) {
    answerContent(response, { type: message.photo.contentType, bytes: message.photo.bytes });
    return true;
  }
  if (!message?.document) return false;
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(message.document.name)}`;
  answerContent(response, {
    type: "application/octet-stream",
    bytes: message.document.bytes,
    headers: { "content-disposition": disposition },
  });
  return true;
}
