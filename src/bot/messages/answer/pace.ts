import type { Clock } from "../../../shared/clock.ts";

/** When a chat may next be written to by what streams into it. */
export interface ChatPace {
  /** Resolves when it may be. Rejects with the signal's reason. */
  turn(chatId: number, signal: AbortSignal): Promise<void>;
  /**
   * It is written to: the next one waits from now. To be told when a call begins, and again when it has ended, so that
   * Telegram sees the distance, however busy this process is.
   */
  used(chatId: number): void;
  /** Telegram wants the chat left alone for so long (its `retry_after`), in milliseconds. */
  rest(chatId: number, milliseconds: number): void;
}

/** One message or edit a second in a chat (Bots FAQ, "My bot is hitting limits"), and a margin for the way there. */
const privateMs = 1_050;
/** Twenty a minute in a group, edits counted (the same place). */
const groupMs = 3_050;
/** Chats that were written to so long ago need no memory. */
const manyChats = 2_000;

/** From when to when a chat is left alone, in milliseconds since the epoch. */
interface Rest {
  from: number;
  until: number;
}

export function createChatPace(clock: Pick<Clock, "now" | "sleep">): ChatPace {
  const rests = new Map<number, Rest>();

  /** How long still; nothing where the clock was set back behind the rest's beginning. */
  function leftOf(chatId: number): number {
    const rest = rests.get(chatId);
    const now = clock.now();
    return rest === undefined || now < rest.from ? 0 : Math.max(0, rest.until - now);
  }

  function extend(chatId: number, milliseconds: number): void {
    const now = clock.now();
    rests.set(chatId, { from: now, until: now + Math.max(leftOf(chatId), milliseconds) });
  }

  function forgetFree(): void {
    if (rests.size < manyChats) return;
    for (const chatId of rests.keys()) if (leftOf(chatId) === 0) rests.delete(chatId);
  }

  return {
    async turn(chatId, signal) {
      signal.throwIfAborted();
      // A rest may be imposed while it is waited for.
      for (let left = leftOf(chatId); left > 0; left = leftOf(chatId)) await clock.sleep(left, signal);
      forgetFree();
    },
    used: (chatId) => extend(chatId, chatId < 0 ? groupMs : privateMs),
    rest: extend,
  };
}
