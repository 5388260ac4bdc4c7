import type { StoredMessage, Telegram, TelegramEvent, TelegramUser } from "../../demo/world/telegram/telegram.ts";
import { type AwaitedEvent, awaitEvent } from "./await-event.ts";

type Until = (message: StoredMessage) => boolean;

/** What people and the bot say to one another. */
export interface Conversation {
  /** Sends a text and waits for the bot's next message or edit in that chat for which `until` is true (default: any). */
  ask(user: TelegramUser, text: string, until?: Until, chatId?: number): Promise<StoredMessage>;
  /** Waits for the bot's next message or edit in a chat for which `until` is true; `act` sets it off. */
  waitFor(chatId: number, until: Until, act?: () => void): Promise<StoredMessage>;
  /** Taps a button and waits for the tap's answer; then, where `until` is given, for such a message. */
  tap(
    user: TelegramUser,
    message: StoredMessage,
    button: string | { data: string },
    until?: Until,
  ): Promise<{ notice: string | null; isAlert: boolean; message: StoredMessage }>;
  /** The newest message of a chat that fits, as it stands now. */
  last(chatId: number, until?: Until): StoredMessage | undefined;
}

export interface Scene {
  telegram: Telegram;
  /** What the service has written to its log so far. */
  log(): string;
}

function messageOf(event: TelegramEvent): StoredMessage | null {
  return event.kind === "message" || event.kind === "edit" ? event.message : null;
}

/** Waits for the next message or edit by the bot in a chat that fits; to be called before what sets it off. */
function nextMessage({ telegram, log }: Scene, chatId: number, until: Until): AwaitedEvent<StoredMessage> {
  return awaitEvent(telegram, {
    find(event) {
      const message = messageOf(event);
      return message?.from === "bot" && message.chatId === chatId && until(message) ? message : null;
    },
    reason() {
      const chat = telegram.messages(chatId).map((message) => message.text);
      const end = log().split("\n").slice(-30).join("\n");
      return `The bot has not answered as awaited. The chat:\n${chat.slice(-4).join("\n---\n")}\nThe log:\n${end}`;
    },
  });
}

const any: Until = () => true;

/** The conversation with a bot that has started. */
export function createConversation(scene: Scene): Conversation {
  const { telegram } = scene;
  return {
    async ask(user, text, until = any, chatId = user.id) {
      const next = nextMessage(scene, chatId, until);
      user.send(text, chatId === user.id ? {} : { chatId });
      return await next.found;
    },
    async waitFor(chatId, until, act) {
      const next = nextMessage(scene, chatId, until);
      act?.();
      return await next.found;
    },
    async tap(user, message, button, until) {
      const next = until && nextMessage(scene, message.chatId, until);
      try {
        const { text, showAlert } = await user.tap(message, button);
        const now = telegram.messages(message.chatId).find((each) => each.messageId === message.messageId);
        return { notice: text, isAlert: showAlert, message: (await next?.found) ?? now ?? message };
      } finally {
        next?.end();
      }
    },
    last: (chatId, until = any) =>
      telegram.messages(chatId).findLast((message) => message.from === "bot" && until(message)),
  };
}
