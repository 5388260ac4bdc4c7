import type { MessageDraft } from "./drafts.ts";
import type { StoredMessage } from "./message.ts";

/** What a client of the stand-in would notice. */
export type TelegramEvent =
  | { kind: "message" | "edit" | "delete"; chatId: number; message: StoredMessage }
  /** The bot has answered a tap; `text` is null where it said nothing. */
  | {
      kind: "answer";
      chatId: number;
      messageId: number;
      userId: number;
      text: string | null;
      showAlert: boolean;
    }
  /** What a chat shows of a message that is still being written; null as soon as it is gone. */
  | { kind: "draft"; chatId: number; draft: MessageDraft | null }
  /** "typing" and the like. */
  | { kind: "action"; chatId: number; action: string }
  /** The commands of some menu have changed: ask `menu` again. */
  | { kind: "menu" };

export interface Events {
  /** Answers what ends it. */
  subscribe(listener: (event: TelegramEvent) => void): () => void;
  /** Makes the event only where somebody listens. */
  emit(make: () => TelegramEvent): void;
}

export function createEvents(): Events {
  const listeners = new Set<(event: TelegramEvent) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    emit(make) {
      if (listeners.size === 0) return;
      const event = make();
      for (const listener of listeners) listener(event);
    },
  };
}
