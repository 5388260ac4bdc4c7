import type { Account } from "./account.ts";
import { badRequest } from "./api-error.ts";
import type { FileKind } from "./file-store.ts";
import { readCaption, readText } from "./formatted-text.ts";
import { readKeyboard } from "./keyboard.ts";
import type { NewMessage } from "./message-store.ts";
import type { Method } from "./method.ts";
import { chatIdOf, isRecord, type Payload, textOf } from "./payload.ts";
import { tellOf } from "./tell.ts";
import { wireMessage } from "./wire-message.ts";

const actions = [
  ...["typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"],
  ...["choose_sticker", "find_location", "record_video_note", "upload_video_note"],
];

export const sendMethods: Record<string, Method> = {
  sendMessage: (account, { payload }) => {
    const text = readText(payload);
    const buttons = readKeyboard(payload);
    return send(account, payload, { ...text, buttons });
  },
  sendPhoto: (account, call) => sendFile(account, call, "photo"),
  sendDocument: (account, call) => sendFile(account, call, "document"),
  sendChatAction: (account, { payload }) => {
    const action = textOf(payload, "action");
    if (!actions.includes(action)) throw badRequest("wrong parameter action in request");
    const { id: chatId } = account.chats.writable(chatIdOf(payload));
    account.events.emit(() => ({ kind: "action", chatId, action }));
    return true;
  },
};

function sendFile(account: Account, call: Parameters<Method>[1], kind: FileKind): unknown {
  const caption = readCaption(call.payload);
  const buttons = readKeyboard(call.payload);
  // The chat goes first, so that a file that nobody gets is not kept.
  account.chats.writable(chatIdOf(call.payload));
  return send(account, call.payload, { ...caption, buttons, file: account.files.take(kind, call, kind) });
}

function send(account: Account, payload: Payload, content: Omit<NewMessage, "chatId" | "from" | "date">): unknown {
  const { id: chatId } = account.chats.writable(chatIdOf(payload));
  const replyTo = repliedTo(account, payload, chatId);
  const record = account.messages.add({ ...content, chatId, from: "bot", date: account.seconds(), replyTo });
  tellOf(account, "message", record);
  return wireMessage(account, record);
}

function repliedTo(account: Account, payload: Payload, chatId: number): number | null {
  const reply = payload.reply_parameters;
  if (!isRecord(reply)) return null;
  const record = account.messages.find(chatId, Number(reply.message_id));
  if (record && !record.stored.isDeleted) return record.stored.messageId;
  if (reply.allow_sending_without_reply === true) return null;
  throw badRequest("message to be replied not found");
}
