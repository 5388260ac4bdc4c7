import type { MessageDraft, Telegram } from "../../demo/world/telegram/telegram.ts";
import { awaitEvent } from "./await-event.ts";

export type DraftUntil = (draft: MessageDraft) => boolean;

/** Waits for a draft that fits, unless one is visible already. */
export async function nextDraft(telegram: Telegram, chatId: number, until: DraftUntil): Promise<MessageDraft> {
  const visible = telegram.draft(chatId);
  if (visible && until(visible)) return visible;
  const awaited = awaitEvent(telegram, {
    find: (event) =>
      event.kind === "draft" && event.chatId === chatId && event.draft && until(event.draft) ? event.draft : null,
    reason: () => `The bot has not written a draft as awaited. The draft: ${telegram.draft(chatId)?.text ?? "none"}`,
  });
  return await awaited.found;
}
