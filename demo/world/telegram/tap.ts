import type { Account } from "./account.ts";
import type { TapAnswer } from "./callback-queries.ts";
import { type Person, wireUser } from "./chats.ts";
import type { StoredMessage } from "./message.ts";
import { wireMessage } from "./wire-message.ts";

export interface TapAttempt {
  account: Account;
  person: Person;
  message: StoredMessage;
  button: string | { data: string };
}

/** Taps a button; see `TelegramUser.tap`. @throws Error where the person could not tap this. */
export function tap(attempt: TapAttempt): Promise<TapAnswer> {
  const { account, person, message } = attempt;
  return press(account, person, { message, data: dataOf(attempt) });
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

function press(account: Account, person: Person, { message, data }: { message: StoredMessage; data: string }) {
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
  return { chat: account.chats.known(chatId), message_id: messageId, date: 0 };
}
