import type { Transformer } from "grammy";
import { recordOrNull } from "../shared/foreign-json.ts";

/**
 * Makes a call again without its topic where Telegram does not know that (any more): topics of private chats come and go
 * (tdlib/telegram-bot-api#847), and an answer in the wrong place is better than none.
 */
export const threadless: Transformer = async (prev, method, payload, signal) => {
  const answer = await prev(method, payload, signal);
  const { message_thread_id: threadId, ...others } = recordOrNull(payload) ?? {};
  const isLost = !answer.ok && threadId !== undefined && /message thread not found/i.test(answer.description);
  return isLost ? await prev(method, others as typeof payload, signal) : answer;
};
