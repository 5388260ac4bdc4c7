import type { Clock } from "../../../shared/clock.ts";

/** When a chat may next be written to by what streams into it. */
export interface ChatPace {
  /** Resolves when it may be; the next one waits from then. Rejects with the signal's reason. */
  turn(chatId: number, signal: AbortSignal): Promise<void>;
  /** Telegram wants the chat left alone for so long (its `retry_after`), in milliseconds. */
  rest(chatId: number, milliseconds: number): void;
}

/** One message or edit a second in a chat (Bots FAQ, "My bot is hitting limits"), and a margin for the way there. */
const privateMs = 1_100;
/** Twenty a minute in a group, edits counted (the same place). */
const groupMs = 3_100;
/** Chats that were written to so long ago need no memory. */
const manyChats = 2_000;

export function createChatPace(clock: Pick<Clock, "now" | "sleep">): ChatPace {
  const freeAt = new Map<number, number>();

  function forgetFree(): void {
    if (freeAt.size < manyChats) return;
    for (const [chatId, at] of freeAt) if (at <= clock.now()) freeAt.delete(chatId);
  }

  return {
    async turn(chatId, signal) {
      signal.throwIfAborted();
      // A rest may be imposed while it is waited for.
      for (let at = freeAt.get(chatId) ?? 0; at > clock.now(); at = freeAt.get(chatId) ?? 0) {
        await clock.sleep(at - clock.now(), signal);
      }
      forgetFree();
      freeAt.set(chatId, clock.now() + (chatId < 0 ? groupMs : privateMs));
    },
    rest(chatId, milliseconds) {
      freeAt.set(chatId, Math.max(freeAt.get(chatId) ?? 0, clock.now() + milliseconds));
    },
  };
}
