import type { Account } from "./account.ts";
import type { TapAnswer } from "./callback-queries.ts";
import type { Person } from "./chats.ts";
import { setBlocked } from "./membership.ts";
import type { StoredMessage } from "./message.ts";
import { copyOf } from "./message-store.ts";
import type { PersonFile } from "./person-file.ts";
import { editText, type MessagePlace, sendFile, sendText } from "./person-messages.ts";
import { tap } from "./tap.ts";

export interface TelegramUser {
  id: number;
  /**
   * Sends a text as this person, to the bot's private chat or to `chatId` (a group, negative). Commands and mentions
   * are marked as Telegram does. Who has blocked the bot lifts that first. @throws Error where the text is empty or
   * longer than 4096, or the group or the message that is answered is unknown.
   */
  send(text: string, place?: MessagePlace): StoredMessage;
  /** Sends a file as this person; of a photo the bot is told three sizes. @throws Error as `send` does. */
  sendFile(file: PersonFile & MessagePlace & { caption?: string }): StoredMessage;
  /** Changes the text (the caption, where there is a file) of an own message. @throws Error where it is none. */
  edit(message: StoredMessage, text: string): StoredMessage;
  /** Presses Stop under the draft in the private chat. @throws Error where there is none that can be stopped. */
  stopDraft(): void;
  /**
   * Taps a button of a message, by its text or its callback data. Resolves when the bot has answered the callback
   * query. Rejects where the message has no such button now, or the bot has not answered within 30 seconds. `data`
   * sends any data, as a forged client could.
   */
  tap(message: StoredMessage, button: string | { data: string }): Promise<TapAnswer>;
  /** Blocks the bot: its sends get 403. Sends the my_chat_member update. */
  block(): void;
  unblock(): void;
}

/** The person behind `person`, as a test or the demo page moves it. */
export function createTelegramUser(account: Account, person: Person): TelegramUser {
  return {
    id: person.id,
    send: (text, place = {}) => copyOf(sendText(account, person, { ...place, text })),
    sendFile: (file) => copyOf(sendFile(account, person, file)),
    edit: ({ chatId, messageId }, text) => copyOf(editText(account, person, { chatId, messageId, text })),
    stopDraft: () => stopDraft(account, person),
    tap(message, button) {
      try {
        return tap({ account, person, message, button });
      } catch (error) {
        return Promise.reject(error);
      }
    },
    block: () => setBlocked(account, person, true),
    unblock: () => setBlocked(account, person, false),
  };
}

function stopDraft(account: Account, { id }: Person): void {
  const { draftId, threadId } = account.drafts.stop(id);
  account.updates.add("stopped_message_generation", {
    chat: account.chats.known(id),
    ...(threadId !== null && { message_thread_id: threadId }),
    // The Bot API's server writes a text, though its documentation says Integer (JsonMessageGenerationStopped).
    draft_id: String(draftId),
  });
}
