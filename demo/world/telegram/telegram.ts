import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createFaultList } from "../fault-list.ts";
import { type Account, createAccount } from "./account.ts";
import type { MessageDraft } from "./drafts.ts";
import type { TelegramEvent } from "./event.ts";
import type { TelegramFault } from "./fault.ts";
import { addToGroup, removeFromGroup } from "./membership.ts";
import type { StoredMessage } from "./message.ts";
import { copyOf } from "./message-store.ts";
import { createTelegramUser, type TelegramUser } from "./people.ts";
import { createApiServer, type RecordedCall } from "./server.ts";

export type { MessageDraft } from "./drafts.ts";
export type { TelegramEvent } from "./event.ts";
export type { TelegramFault } from "./fault.ts";
export type { Button, Entity, Media, StoredMessage } from "./message.ts";
export type { TelegramUser } from "./people.ts";

export interface TelegramOptions {
  /** Default "123456:DEMO-token-of-the-stand-in". Another token gets 401. */
  token?: string;
  /** Milliseconds before each answer; default 0. */
  latencyMs?: number;
  /** Default 0: any free one. */
  port?: number;
  /** Milliseconds since the epoch; default the machine's clock. Dates of messages and the end of drafts come from it, waiting does not. */
  now?: () => number;
  /** Extra request handler for paths that are not the Bot API's (the demo page); answers true when it took the request. */
  serve?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface Telegram {
  /** The API root (TELEGRAM_API_ROOT), without a slash at the end. */
  url: string;
  token: string;
  /**
   * A person; the same object for the same id, facts that are given again replace the older ones. Until a person has
   * sent something to the bot, sends to them get 403 "bot can't initiate conversation with a user" unless `hasStarted`.
   */
  user(id: number, facts?: { firstName?: string; languageCode?: string; hasStarted?: boolean }): TelegramUser;
  /**
   * A group that the bot is a member of, in privacy mode: it is told of commands, mentions and replies to it only. One
   * that it was removed from takes it back.
   */
  group(id: number, title: string, facts?: { isForum?: boolean }): void;
  /** Takes the bot out of a group: its sends get 403. Sends the my_chat_member update. @throws Error if it is not in. */
  removeBot(groupId: number): void;
  /** All messages of a chat, oldest first (deleted ones left out). */
  messages(chatId: number): StoredMessage[];
  /** The message that a person sees being written now; it goes 30 s after its last change. */
  draft(chatId: number): MessageDraft | null;
  /**
   * The commands that a chat's menu shows a user now (scopes and language resolved as Telegram does: chat_member, chat,
   * all_private_chats/all_group_chats, default; language then none). `userId` matters in groups only.
   */
  menu(
    chatId: number,
    viewer?: string | { languageCode?: string; userId?: number },
  ): { command: string; description: string }[];
  /** Calls back on what a client would notice. Answers what ends it. */
  subscribe(listener: (event: TelegramEvent) => void): () => void;
  /** All API calls so far that carried the right token, those that went wrong included. `at` is in milliseconds. */
  calls: RecordedCall[];
  /** From now on calls go wrong. Where several faults fit a call, the one that was set first is used. */
  fail(fault: TelegramFault): void;
  /** All is well again. Calls that hang stay so. */
  heal(): void;
  /**
   * Hands out an update of the caller's making, with the next update_id unless it has one. One with an older id is
   * handed to a bot that polls without an offset, as one that has just started does.
   */
  inject(update: Record<string, unknown>): void;
  /** The highest update id that was confirmed so far; 0 before the first. */
  confirmed(): number;
  /** Resolves as soon as the server is closed; calls that still wait are cut off, taps that wait reject. */
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1. @throws Error where the wanted port is taken. */
export async function startTelegram(options: TelegramOptions = {}): Promise<Telegram> {
  const { token = "123456:DEMO-token-of-the-stand-in", now = Date.now, latencyMs = 0, serve } = options;
  const account = createAccount({ token, now });
  const faults = createFaultList<TelegramFault>();
  const calls: RecordedCall[] = [];
  const server = createApiServer({ account, token, latencyMs, now, faults, calls, serve });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    user: createPeople(account),
    group: (id, title, { isForum = false } = {}) => addToGroup(account, { id, title, isForum }),
    removeBot: (groupId) => removeFromGroup(account, groupId),
    messages: (chatId) => account.messages.of(chatId).map(copyOf),
    draft: account.drafts.visible,
    menu: (chatId, viewer = {}) =>
      account.menus.shown({ chatId, ...(typeof viewer === "string" ? { languageCode: viewer } : viewer) }),
    subscribe: account.events.subscribe,
    calls,
    fail: faults.add,
    heal: faults.clear,
    inject: account.updates.inject,
    confirmed: account.updates.confirmed,
    stop: () => stop(server, account),
  };
}

function createPeople(account: Account): Telegram["user"] {
  const users = new Map<number, TelegramUser>();
  return (id, facts = {}) => {
    const known = account.chats.people.get(id);
    const person = known ?? { id, firstName: `Person ${id}`, languageCode: null, hasStarted: false, hasBlocked: false };
    account.chats.people.set(id, Object.assign(person, facts));
    const user = users.get(id) ?? createTelegramUser(account, person);
    users.set(id, user);
    return user;
  };
}

function stop(server: Server, account: Account): Promise<void> {
  account.webhook.stop();
  account.queries.close();
  account.updates.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
