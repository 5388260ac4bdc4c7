import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TelegramClient } from "telegram-test-api/lib/modules/telegramClient.js";
import { TelegramServer } from "telegram-test-api/lib/telegramServer.js";

/** A message of the bot, as the foreign server keeps it. */
export interface BotMessage {
  chatId: number;
  messageId: number;
  text: string;
  buttons: { text: string; callback_data?: string }[];
}

export interface TelegramTestApi {
  /** The API root for the program (TELEGRAM_API_ROOT). */
  url: string;
  token: string;
  client(userId: number): TelegramClient;
  /** The bot's messages in a chat, oldest first, as they stand now. */
  messages(chatId: number): BotMessage[];
  /** Resolves with the newest message of a chat that fits, now or as soon as there is one. */
  message(chatId: number, until: (message: BotMessage) => boolean): Promise<BotMessage>;
  /** The taps that the bot has answered so far: what it said. */
  tapAnswers: (string | null)[];
  /** Names of methods that the foreign server does not know, as often as they were called. */
  missing: string[];
  stop(): Promise<void>;
}

interface Update {
  update_id: number;
}

const arrivals = ["AddedUserMessage", "AddedUserCommand", "AddedUserCallbackQuery"];
const happenings = ["AddedBotMessage", "EditedMessageText"];
const known = new Set(
  ["getMe", "sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage", "deleteWebhook"].map((name) =>
    name.toLowerCase(),
  ),
);
const patienceMs = 15_000;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function answer(response: ServerResponse, result: unknown): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ ok: true, result }));
}

/** What the foreign server has no notion of: updates that wait until they are confirmed, and a poll that waits for them. */
function createLongPoll(server: TelegramServer, token: string) {
  let pending: Update[] = [];

  function arrival(timeoutMs: number, closed: Promise<unknown>): Promise<unknown> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    for (const name of arrivals) server.once(name, resolve);
    return Promise.race([promise, closed]).finally(() => {
      clearTimeout(timer);
      for (const name of arrivals) server.off(name, resolve);
    });
  }

  return async (request: { offset?: number; timeout?: number }, closed: Promise<unknown>): Promise<Update[]> => {
    const { offset = 0, timeout = 0 } = request;
    const take = () => {
      pending = [...pending, ...(server.getUpdates(token) as Update[])].filter((each) => each.update_id >= offset);
      return pending;
    };
    if (take().length === 0 && timeout > 0) await arrival(timeout * 1_000, closed);
    return take();
  };
}

function toBotMessage({ messageId, message }: TelegramServer["storage"]["botMessages"][number]): BotMessage {
  const markup = message.reply_markup;
  const rows = markup !== undefined && "inline_keyboard" in markup ? markup.inline_keyboard : [];
  const buttons = rows.flat() as BotMessage["buttons"];
  return { chatId: Number(message.chat_id), messageId, text: message.text, buttons };
}

/**
 * telegram-test-api, a stand-in that others have written, behind a server that adds what it lacks and the program needs:
 * long polling with confirmation, and an answer to methods that it does not know. All else passes through.
 */
export async function startTelegramTestApi(token = "4242:foreign-stand-in"): Promise<TelegramTestApi> {
  const server = new TelegramServer({ host: "127.0.0.1" });
  // Its constructor takes 0 for 9000.
  server.config.port = 0;
  await server.start();
  const { port } = (Reflect.get(server, "server") as { address(): AddressInfo }).address();
  const foreignUrl = `http://127.0.0.1:${port}`;
  server.config.apiURL = foreignUrl;
  const poll = createLongPoll(server, token);
  const tapAnswers: TelegramTestApi["tapAnswers"] = [];
  const missing: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.url?.split("/").at(-1) ?? "";
    const body = await readBody(request);
    if (method === "getUpdates") {
      const closed = new Promise((resolve) => response.once("close", resolve));
      return answer(response, await poll(JSON.parse(body.toString()), closed));
    }
    if (!known.has(method.toLowerCase())) {
      missing.push(method);
      return answer(response, true);
    }
    if (method === "answerCallbackQuery") tapAnswers.push(JSON.parse(body.toString()).text || null);
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const passed = await fetch(foreignUrl + request.url, { method: "POST", headers, body });
    response.writeHead(passed.status, { "content-type": "application/json" });
    response.end(await passed.text());
  }

  const front = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const messages = (chatId: number) => server.storage.botMessages.map(toBotMessage).filter((m) => m.chatId === chatId);

  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    token,
    tapAnswers,
    missing,
    messages,
    client: (userId) => server.getClient(token, { userId, chatId: userId, firstName: `Person ${userId}` }),
    message(chatId, until) {
      const { promise, resolve, reject } = Promise.withResolvers<BotMessage>();
      const look = () => {
        const found = messages(chatId).findLast(until);
        if (found) resolve(found);
      };
      const seen = () =>
        new Error(
          `No such message. The chat:\n${messages(chatId)
            .map(({ text }) => text)
            .join("\n---\n")}`,
        );
      const timer = setTimeout(() => reject(seen()), patienceMs);
      for (const name of happenings) server.on(name, look);
      look();
      return promise.finally(() => {
        clearTimeout(timer);
        for (const name of happenings) server.off(name, look);
      });
    },
    async stop() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await server.stop();
    },
  };
}
