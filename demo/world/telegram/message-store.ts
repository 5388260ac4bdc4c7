import type { StoredFile } from "./file-store.ts";
import type { FormattedText } from "./formatted-text.ts";
import type { Button, StoredMessage } from "./message.ts";

/** A message as the stand-in keeps it. */
export interface MessageRecord {
  stored: StoredMessage;
  /** The photo's or document's file. */
  file: StoredFile | null;
  /** Seconds since the epoch; null before the first edit. */
  editDate: number | null;
  replyTo: number | null;
}

export interface NewMessage extends FormattedText {
  chatId: number;
  from: "bot" | number;
  /** Seconds since the epoch. */
  date: number;
  buttons?: Button[][];
  file?: StoredFile | null;
  replyTo?: number | null;
}

export interface MessageStore {
  add(message: NewMessage): MessageRecord;
  /** Also one that was deleted. */
  find(chatId: number, messageId: number): MessageRecord | undefined;
  /** Oldest first, deleted ones left out. */
  of(chatId: number): MessageRecord[];
}

export function createMessageStore(): MessageStore {
  const chats = new Map<number, Map<number, MessageRecord>>();
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
    add({ chatId, from, date, text, entities, buttons = [], file = null, replyTo = null }) {
      const stored: StoredMessage = {
        ...{ messageId: nextId(chatId), chatId, from, date, text, entities, buttons },
        ...{ ...contentOf(file), edits: 0, isDeleted: false },
      };
      const record: MessageRecord = { stored, file, editDate: null, replyTo };
      chat(chatId).set(stored.messageId, record);
      return record;
    },
    find: (chatId, messageId) => chats.get(chatId)?.get(messageId),
    of: (chatId) => [...(chats.get(chatId)?.values() ?? [])].filter(({ stored }) => !stored.isDeleted),
  };
}

/** What a client shows of a file. */
export function contentOf(file: StoredFile | null): Pick<StoredMessage, "photo" | "document"> {
  if (!file) return { photo: null, document: null };
  const { name, contentType, bytes } = file;
  if (file.kind === "photo") return { photo: { contentType, bytes }, document: null };
  return { photo: null, document: { name, contentType, bytes } };
}

/** A copy that later edits leave as it is: they replace lists, and change none. */
export function copyOf({ stored }: MessageRecord): StoredMessage {
  return { ...stored };
}
