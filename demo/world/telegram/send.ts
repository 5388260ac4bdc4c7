import type { Account } from "./account.ts";
import { badRequest } from "./api-error.ts";
import type { StoredMessage } from "./message.ts";
import type { NewMessage } from "./message-store.ts";
import { chatIdOf, isRecord, type Payload } from "./payload.ts";
import { tellOf } from "./tell.ts";
import { wireMessage } from "./wire-message.ts";

/** Puts a message of the bot into the chat that the call names, in place of a draft. Answers the Bot API's Message. */
export function send(
  account: Account,
  payload: Payload,
  content: Omit<NewMessage, "chatId" | "from" | "date">,
): Record<string, unknown> {
  const { id: chatId } = account.chats.writable(chatIdOf(payload));
  const answered = answeredBy(account, payload, chatId);
  // An answer stands in the topic of what it answers.
  const threadId = threadOf(account, payload, chatId) ?? answered?.threadId ?? null;
  const place = { chatId, threadId, replyTo: answered?.messageId ?? null };
  const record = account.messages.add({ ...content, ...place, from: "bot", date: account.seconds() });
  account.drafts.remove(chatId);
  tellOf(account, "message", record);
  return wireMessage(account, record);
}

/** The topic that a call names. @throws ApiError where the chat has no such topic: nobody has written in it. */
export function threadOf(account: Account, payload: Payload, chatId: number): number | null {
  const threadId = payload.message_thread_id;
  if (threadId === undefined || threadId === null || threadId === 0) return null;
  if (typeof threadId !== "number" || !account.messages.hasThread(chatId, threadId))
    throw badRequest("message thread not found");
  return threadId;
}

function answeredBy(account: Account, payload: Payload, chatId: number): StoredMessage | null {
  const reply = payload.reply_parameters;
  if (!isRecord(reply)) return null;
  const record = account.messages.find(chatId, Number(reply.message_id));
  if (record && !record.stored.isDeleted) return record.stored;
  if (reply.allow_sending_without_reply === true) return null;
  throw badRequest("message to be replied not found");
}
