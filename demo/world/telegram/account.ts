import { type CallbackQueries, createCallbackQueries } from "./callback-queries.ts";
import { type Chats, createChats } from "./chats.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createEvents, type Events } from "./event.ts";
import { createFileStore, type FileStore } from "./file-store.ts";
import { createMenus, type Menus } from "./menus.ts";
import { createMessageStore, type MessageStore } from "./message-store.ts";
import { createUpdateQueue, type UpdateQueue } from "./update-queue.ts";
import { createWebhook, type Webhook } from "./webhook.ts";

/** All that this Telegram knows about its one bot. */
export interface Account {
  /** The bot as the Bot API's User. */
  bot: { id: number; is_bot: true; first_name: string; username: string };
  /** Descriptions that the bot has set, by "<kind>|<language>". */
  descriptions: Map<string, string>;
  chats: Chats;
  messages: MessageStore;
  drafts: Drafts;
  files: FileStore;
  updates: UpdateQueue;
  webhook: Webhook;
  queries: CallbackQueries;
  menus: Menus;
  events: Events;
  /** Seconds since the epoch. */
  seconds(): number;
}

export function createAccount({ token, now }: { token: string; now: () => number }): Account {
  const chats = createChats();
  const updates = createUpdateQueue();
  const events = createEvents();
  const seconds = () => Math.floor(now() / 1000);
  return {
    bot: { id: Number.parseInt(token, 10) || 1, is_bot: true, first_name: "Modelvane", username: "modelvane_demo_bot" },
    descriptions: new Map(),
    chats,
    messages: createMessageStore(),
    drafts: createDrafts({ events, now }),
    files: createFileStore(),
    updates,
    webhook: createWebhook({ updates, seconds }),
    queries: createCallbackQueries(),
    menus: createMenus(chats),
    events,
    seconds,
  };
}
