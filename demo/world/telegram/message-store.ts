import type { StoredFile } from "./file-store.ts";
import type { FormattedText } from "./formatted-text.ts";
import type { Button, StoredMessage } from "./message.ts";

/** A message as the stand-in keeps it. */
export interface MessageRecord {
  stored: StoredMessage;
  /** What the message carries besides text. */
  file: StoredFile | null;
  /** Seconds since the epoch; null before the first edit. */
  editDate: number | null;
  /** Whether it was sent on from another chat. */
  isForwarded: boolean;
}

export interface NewMessage extends FormattedText {
  chatId: number;
  from: "bot" | number;
  /** Seconds since the epoch. */
  date: number;
  buttons?: Button[][];
  file?: StoredFile | null;
  replyTo?: number | null;
  threadId?: number | null;
  isForwarded?: boolean;
}

export interface MessageStore {
  add(message: NewMessage): MessageRecord;
  /** Also one that was deleted. */
  find(chatId: number, messageId: number): MessageRecord | undefined;
  /** Oldest first, deleted ones left out. */
  of(chatId: number): MessageRecord[];
  /** Whether anything was ever sent in this topic. */
  hasThread(chatId: number, threadId: number): boolean;
}

export function createMessageStore(): MessageStore {
  const chats = new Map<number, Map<number, MessageRecord>>();
  /** "<chat> <topic>" of all topics. */
  const threads = new Set<string>();
  let lastPrivate = 0;

  function chat(id: number): Map<number, MessageRecord> {
    const found = chats.get(id) ?? new Map<number, MessageRecord>();
    chats.set(id, found);
    return found;
  }

  // Private chats share one count of the bot's account; each supergroup has a count of its own.
  function nextId(chatId: number): number {
    if (chatId < 0) return chat(chatId).size + 1;
    lastPrivate += 1;
    return lastPrivate;
  }

  return {
    add({ file = null, isForwarded = false, ...message }) {
      const { chatId, from, date, text, entities, buttons = [], replyTo = null, threadId = null } = message;
      const stored: StoredMessage = {
        ...{ messageId: nextId(chatId), chatId, from, date, text, entities, buttons },
        ...{ ...contentOf(file), replyTo, threadId, edits: 0, isDeleted: false },
      };
      const record: MessageRecord = { stored, file, editDate: null, isForwarded };
      chat(chatId).set(stored.messageId, record);
      if (threadId !== null) threads.add(`${chatId} ${threadId}`);
      return record;
    },
    find: (chatId, messageId) => chats.get(chatId)?.get(messageId),
    of: (chatId) => [...(chats.get(chatId)?.values() ?? [])].filter(({ stored }) => !stored.isDeleted),
    hasThread: (chatId, threadId) => threads.has(`${chatId} ${threadId}`),
  };
}

/** What a client shows of a file. */
export function contentOf(file: StoredFile | null): Pick<StoredMessage, "photo" | "document" | "media"> {
  const none = { photo: null, document: null, media: null };
  if (!file) return none;
  const { name, contentType, bytes, duration } = file;
  if (file.kind === "photo") return { ...none, photo: { contentType, bytes } };
  if (file.kind === "document") return { ...none, document: { name, contentType, bytes } };
  const kind = file.kind === "video_note" ? "video" : file.kind;
  return { ...none, media: { kind, contentType, name: name || null, duration, bytes } };
}

/** A copy that later edits leave as it is: they replace lists, and change none. */
export function copyOf({ stored }: MessageRecord): StoredMessage {
  return { ...stored };
}
