import type { Account } from "./account.ts";
import { wireUser } from "./chats.ts";
import type { MessageRecord } from "./message-store.ts";
import { wireFile } from "./wire-file.ts";

/** A message as the Bot API's Message. */
export function wireMessage(account: Account, record: MessageRecord): Record<string, unknown> {
  const { chatId, replyTo } = record.stored;
  const replied = replyTo === null ? undefined : account.messages.find(chatId, replyTo);
  return {
    ...bareMessage(account, record),
    // A message in a message has no reply of its own.
    ...(replied && !replied.stored.isDeleted && { reply_to_message: bareMessage(account, replied) }),
  };
}

function bareMessage(account: Account, record: MessageRecord): Record<string, unknown> {
  const { stored, file, editDate, isForwarded } = record;
  const person = stored.from === "bot" ? undefined : account.chats.people.get(stored.from);
  return {
    message_id: stored.messageId,
    from: person ? wireUser(person) : account.bot,
    chat: account.chats.known(stored.chatId),
    date: stored.date,
    ...(editDate !== null && { edit_date: editDate }),
    ...(stored.threadId !== null && { message_thread_id: stored.threadId, is_topic_message: true }),
    ...(isForwarded && { forward_origin: { type: "hidden_user", sender_user_name: "A friend", date: stored.date } }),
    ...(file ? wireFile(file) : {}),
    ...wireText(stored, file !== null),
    ...(stored.buttons.length > 0 && { reply_markup: { inline_keyboard: stored.buttons } }),
  };
}

function wireText({ text, entities }: MessageRecord["stored"], isCaption: boolean): Record<string, unknown> {
  if (text === "") return {};
  const [textName, entitiesName] = isCaption ? ["caption", "caption_entities"] : ["text", "entities"];
  return { [textName]: text, ...(entities.length > 0 && { [entitiesName]: entities }) };
}
