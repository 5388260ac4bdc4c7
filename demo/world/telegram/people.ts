import type { Account } from "./account.ts";
import { type Person, wireUser } from "./chats.ts";
import { detectEntities } from "./formatted-text.ts";
import type { StoredMessage } from "./message.ts";
import { copyOf, type MessageRecord } from "./message-store.ts";
import { tellOf } from "./tell.ts";
import { wireMessage } from "./wire-message.ts";

export interface TelegramUser {
  id: number;
  /**
   * Sends a text as this person, to the bot's private chat or to `chatId` (a group, negative). bot_command entities are
   * set as Telegram does. Who has blocked the bot lifts that first. @throws Error where the text is empty or longer
   * than 4096, or the group is unknown.
   */
  send(text: string, options?: { chatId?: number }): StoredMessage;
  /**
   * Taps a button of a message, by its text or its callback data. Resolves when the bot has answered the callback
   * query. Rejects where the message has no such button now, or the bot has not answered within 30 seconds. `data`
   * sends any data, as a forged client could.
   */
  tap(message: StoredMessage, button: string | { data: string }): Promise<{ text: string | null; showAlert: boolean }>;
  /** Blocks the bot: its sends get 403. Sends the my_chat_member update. */
  block(): void;
  unblock(): void;
}

/** The person behind `person`, as a test or the demo page moves it. */
export function createTelegramUser(account: Account, person: Person): TelegramUser {
  return {
    id: person.id,
    send: (text, options = {}) => copyOf(send(account, person, { text, chatId: options.chatId ?? person.id })),
    tap(message, button) {
      try {
        return tap(account, person, { message, data: dataOf({ account, person, message, button }) });
      } catch (error) {
        return Promise.reject(error);
      }
    },
    block: () => setBlocked(account, person, true),
    unblock: () => setBlocked(account, person, false),
  };
}

function send(
  account: Account,
  person: Person,
  { text: typed, chatId }: { text: string; chatId: number },
): MessageRecord {
  const text = typed.trim();
  if (text === "") throw new Error("A message needs a text.");
  if (text.length > 4096) throw new Error(`A message has at most 4096 characters; this one has ${text.length}.`);
  if (chatId !== person.id && !account.chats.groups.has(chatId)) throw new Error(`There is no group ${chatId}.`);
  if (chatId === person.id) {
    if (person.hasBlocked) setBlocked(account, person, false);
    person.hasStarted = true;
  }
  const content = { text, entities: detectEntities(text) };
  const record = account.messages.add({ ...content, chatId, from: person.id, date: account.seconds() });
  tellOf(account, "message", record);
  if (chatId > 0 || isForBot(account, record.stored)) account.updates.add("message", wireMessage(account, record));
  return record;
}

/** In privacy mode a bot is told of commands, but not of those for other bots, and of what mentions it. */
function isForBot(account: Account, { text, entities }: StoredMessage): boolean {
  const mention = `@${account.bot.username}`.toLowerCase();
  if (text.toLowerCase().includes(mention)) return true;
  const commands = entities.filter(({ type }) => type === "bot_command");
  return commands.some(({ offset, length }) => !text.slice(offset, offset + length).includes("@"));
}

interface TapAttempt {
  account: Account;
  person: Person;
  message: StoredMessage;
  button: string | { data: string };
}

/** @throws Error where the person could not tap this. */
function dataOf({ account, person, message, button }: TapAttempt): string {
  if (typeof button !== "string") return button.data;
  const { chatId, messageId } = message;
  if (chatId > 0 && chatId !== person.id) throw new Error(`Person ${person.id} does not see the chat ${chatId}.`);
  const record = account.messages.find(chatId, messageId);
  if (!record || record.stored.isDeleted) throw new Error(`There is no message ${messageId} in the chat ${chatId}.`);
  const buttons = record.stored.buttons.flat();
  const wanted = buttons.find(({ text }) => text === button) ?? buttons.find((each) => each.callback_data === button);
  if (!wanted)
    throw new Error(`No button "${button}"; there are: ${buttons.map(({ text }) => text).join(", ") || "none"}.`);
  if (wanted.callback_data === undefined) throw new Error(`The button "${wanted.text}" tells the bot nothing.`);
  return wanted.callback_data;
}

function tap(account: Account, person: Person, { message, data }: { message: StoredMessage; data: string }) {
  const { chatId, messageId } = message;
  const { id, answered } = account.queries.open({ userId: person.id, chatId, messageId });
  account.updates.add("callback_query", {
    id,
    from: wireUser(person),
    message: tappedMessage(account, message),
    // Opaque, the same for every tap in a chat, and not its id.
    chat_instance: String(BigInt(chatId) * 7_919n + 104_729n),
    data,
  });
  return answered;
}

/** The whole message, or what Telegram tells of one that is gone (InaccessibleMessage). */
function tappedMessage(account: Account, { chatId, messageId }: StoredMessage): Record<string, unknown> {
  const record = account.messages.find(chatId, messageId);
  if (record && !record.stored.isDeleted) return wireMessage(account, record);
  return { chat: account.chats.chat(chatId), message_id: messageId, date: 0 };
}

function setBlocked(account: Account, person: Person, hasBlocked: boolean): void {
  if (person.hasBlocked === hasBlocked) return;
  person.hasBlocked = hasBlocked;
  const member = { user: account.bot, status: "member" };
  const kicked = { user: account.bot, status: "kicked", until_date: 0 };
  account.updates.add("my_chat_member", {
    chat: account.chats.chat(person.id),
    from: wireUser(person),
    date: account.seconds(),
    old_chat_member: hasBlocked ? member : kicked,
    new_chat_member: hasBlocked ? kicked : member,
  });
}
