import type { Account } from "./account.ts";
import { wireUser } from "./chats.ts";
import type { StoredFile } from "./file-store.ts";
import type { MessageRecord } from "./message-store.ts";

/** A message as the Bot API's Message. */
export function wireMessage(account: Account, record: MessageRecord): Record<string, unknown> {
  const replied = record.replyTo === null ? undefined : account.messages.find(record.stored.chatId, record.replyTo);
  return {
    ...bareMessage(account, record),
    // A message in a message has no reply of its own.
    ...(replied && !replied.stored.isDeleted && { reply_to_message: bareMessage(account, replied) }),
  };
}

function bareMessage(account: Account, { stored, file, editDate }: MessageRecord): Record<string, unknown> {
  const person = stored.from === "bot" ? undefined : account.chats.people.get(stored.from);
  return {
    message_id: stored.messageId,
    from: person ? wireUser(person) : account.bot,
    chat: account.chats.chat(stored.chatId),
    date: stored.date,
    ...(editDate !== null && { edit_date: editDate }),
    ...(file ? wireContent(file) : {}),
    ...wireText(stored, file !== null),
    ...(stored.buttons.length > 0 && { reply_markup: { inline_keyboard: stored.buttons } }),
  };
}

function wireText({ text, entities }: MessageRecord["stored"], isCaption: boolean): Record<string, unknown> {
  if (text === "") return {};
  const [textName, entitiesName] = isCaption ? ["caption", "caption_entities"] : ["text", "entities"];
  return { [textName]: text, ...(entities.length > 0 && { [entitiesName]: entities }) };
}

function wireContent(file: StoredFile): Record<string, unknown> {
  const { id, uniqueId, bytes, width, height, name, contentType } = file;
  const common = { file_id: id, file_unique_id: uniqueId, file_size: bytes.length };
  if (file.kind === "photo") return { photo: [{ ...common, width, height }] };
  return { document: { ...common, file_name: name, mime_type: contentType } };
}
