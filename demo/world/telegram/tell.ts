import type { Account } from "./account.ts";
import { copyOf, type MessageRecord } from "./message-store.ts";

/** Tells subscribers what became of a message. */
export function tellOf(account: Account, kind: "message" | "edit" | "delete", record: MessageRecord): void {
  account.events.emit(() => ({ kind, chatId: record.stored.chatId, message: copyOf(record) }));
}
