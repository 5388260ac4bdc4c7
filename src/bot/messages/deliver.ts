import { type Api, GrammyError } from "grammy";
import type { Content } from "./content.ts";
import { splitText } from "./split.ts";

/** Where an answer goes. */
export interface Place {
  api: Api;
  chatId: number;
  /** A topic of a group; undefined elsewhere. */
  threadId?: number | undefined;
  /** The message that is answered, where that is to be seen. */
  replyTo?: number | undefined;
}

/** No picture of the first link under every message. */
export const withoutPreview = { link_preview_options: { is_disabled: true } } as const;

/** An edit that would leave the message as it is. */
export function isNoChange(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes("message is not modified");
}

/** The message is gone, has no text (a picture), or is too old to be changed. */
function isOutOfReach(error: unknown): boolean {
  const reasons = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|no text in the message to edit/;
  return error instanceof GrammyError && reasons.test(error.description);
}

/** Sends an answer, in several messages where it is long, its buttons under the last. Answers the last one's id. */
export async function sendContent({ api, chatId, threadId, replyTo }: Place, content: Content): Promise<number> {
  const parts = splitText(content.text);
  let last = 0;
  for (const [index, { text, entities }] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const sent = await api.sendMessage(chatId, text, {
      ...withoutPreview,
      entities,
      ...(threadId !== undefined && { message_thread_id: threadId }),
      // A question may be deleted before its answer is there.
      ...(replyTo !== undefined &&
        index === 0 && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
      ...(isLast && content.buttons && { reply_markup: { inline_keyboard: content.buttons } }),
    });
    last = sent.message_id;
  }
  return last;
}

/**
 * Puts an answer in the place of an earlier one; what does not fit there, or cannot stand there, is sent after it.
 * Answers the last message's id.
 */
export async function editContent(place: Place, messageId: number, { text, buttons = [] }: Content): Promise<number> {
  const [first, ...others] = splitText(text);
  if (first === undefined) return messageId;
  const rest = others.map((part, index) => ({ text: part, ...(index === others.length - 1 && { buttons }) }));
  try {
    await place.api.editMessageText(place.chatId, messageId, first.text, {
      ...withoutPreview,
      entities: first.entities,
      reply_markup: { inline_keyboard: others.length === 0 ? buttons : [] },
    });
  } catch (error) {
    if (isOutOfReach(error)) rest.unshift({ text: first, ...(others.length === 0 && { buttons }) });
    else if (!isNoChange(error)) throw error;
  }
  let last = messageId;
  for (const content of rest) last = await sendContent(place, content);
  return last;
}
