import { isDeepStrictEqual } from "node:util";
import type { Account } from "./account.ts";
import { badRequest } from "./api-error.ts";
import type { FileKind, StoredFile } from "./file-store.ts";
import { readCaption, readText } from "./formatted-text.ts";
import { readKeyboard } from "./keyboard.ts";
import type { StoredMessage } from "./message.ts";
import { contentOf, type MessageRecord } from "./message-store.ts";
import type { Method } from "./method.ts";
import { type Call, chatIdOf, isRecord, messageIdOf, type Payload } from "./payload.ts";
import { tellOf } from "./tell.ts";
import { wireMessage } from "./wire-message.ts";

type Change = Partial<Pick<StoredMessage, "text" | "entities" | "buttons" | "photo" | "document" | "media">>;

const editableKinds: readonly string[] = ["photo", "document", "audio", "video", "animation"] satisfies FileKind[];

/** "A message can only be deleted if it was sent less than 48 hours ago" (deleteMessage). */
const deletableSeconds = 48 * 60 * 60;

/** In each of these, a missing `reply_markup` takes the buttons away. */
export const editMethods: Record<string, Method> = {
  editMessageText: (account, { payload }) => {
    const change = { ...readText(payload), buttons: readKeyboard(payload) };
    const record = editable(account, payload);
    if (record.file) throw badRequest("there is no text in the message to edit");
    return apply(account, record, change);
  },
  editMessageCaption: (account, { payload }) => {
    const change = { ...readCaption(payload), buttons: readKeyboard(payload) };
    const record = editable(account, payload);
    if (!record.file) throw badRequest("there is no caption in the message to edit");
    return apply(account, record, change);
  },
  editMessageReplyMarkup: (account, { payload }) => {
    const change = { buttons: readKeyboard(payload) };
    return apply(account, editable(account, payload), change);
  },
  editMessageMedia: (account, call) => {
    const { media, kind } = mediaOf(call.payload);
    const text = readCaption(media);
    const buttons = readKeyboard(call.payload);
    const record = editable(account, call.payload);
    if (record.file?.kind === "voice") throw badRequest("message media can't be edited");
    const file = account.files.take(kind, { ...call, payload: media }, "media");
    return apply(account, record, { ...text, buttons, ...contentOf(file) }, file);
  },
  deleteMessage: (account, { payload }) => {
    const { id: chatId } = account.chats.chat(chatIdOf(payload));
    const record = account.messages.find(chatId, messageIdOf(payload));
    if (!record || record.stored.isDeleted) throw badRequest("message to delete not found");
    // In groups the bot is no administrator: it may delete what it wrote itself.
    const isForeign = chatId < 0 && record.stored.from !== "bot";
    if (isForeign || account.seconds() - record.stored.date >= deletableSeconds)
      throw badRequest("message can't be deleted");
    record.stored.isDeleted = true;
    tellOf(account, "delete", record);
    return true;
  },
};

function mediaOf(payload: Call["payload"]): { media: Payload; kind: FileKind } {
  const media = payload.media;
  if (!isRecord(media)) throw badRequest("can't parse InputMedia: expected an Object");
  if (!isEditableKind(media.type)) throw badRequest(`can't parse InputMedia: type "${media.type}" is unsupported`);
  return { media, kind: media.type };
}

function isEditableKind(type: unknown): type is FileKind {
  return typeof type === "string" && editableKinds.includes(type);
}

function editable(account: Account, payload: Payload): MessageRecord {
  const { id: chatId } = account.chats.writable(chatIdOf(payload));
  const record = account.messages.find(chatId, messageIdOf(payload));
  if (!record || record.stored.isDeleted) throw badRequest("message to edit not found");
  if (record.stored.from !== "bot") throw badRequest("message can't be edited");
  return record;
}

function apply(
  account: Account,
  record: MessageRecord,
  change: Change,
  file: StoredFile | null = record.file,
): unknown {
  const { stored } = record;
  const isSame =
    file === record.file &&
    Object.entries(change).every(([name, value]) => isDeepStrictEqual(stored[name as keyof Change], value));
  if (isSame)
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  Object.assign(stored, change, { edits: stored.edits + 1 });
  record.file = file;
  record.editDate = account.seconds();
  tellOf(account, "edit", record);
  return wireMessage(account, record);
}
