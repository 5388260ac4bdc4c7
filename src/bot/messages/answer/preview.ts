import { type Api, HttpError } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";
import { toCallSignal } from "../../polling.ts";
import type { Content } from "../content.ts";
import { editContent, isNoChange, type Place, sendContent, withoutPreview } from "../deliver.ts";
import type { FormattedString } from "../formatting.ts";

/** How a page of an answer is shown while it is being written, and put there for good. */
export interface Preview {
  /** It goes by itself after a while, and has to be shown again. */
  isFleeting: boolean;
  /**
   * An empty page says that the answer is being thought of. Rejects as the call does; the signal says that the whole
   * follows, so that a part need not be waited for.
   */
  show(page: FormattedString, signal: AbortSignal): Promise<void>;
  /** The page is whole; answers its message's id. What is shown next is another page. */
  settle(content: Content): Promise<number>;
  /** Takes away what is shown. */
  clear(): Promise<void>;
}

export interface PreviewOptions {
  place: Place;
  /** Calls that are given up at once where Telegram is busy: the next one shows more anyway. */
  quick: Api;
  /** Stands while the answer comes: Telegram's own in a draft, or this under a message. */
  stop: InlineKeyboardButton;
  /** In the place of an empty page, where it has to be said in words. */
  thinking: FormattedString;
}

/** Drafts: they are seen by the person alone, and are gone when the message comes. Private chats only (Bot API 9.5). */
export function createDraftPreview(
  { place, quick }: PreviewOptions,
  { nextDraftId }: { nextDraftId: () => number },
): Preview {
  const { chatId, threadId } = place;
  let draftId = nextDraftId();
  return {
    isFleeting: true,
    async show({ text, entities }, signal) {
      const more = { entities, can_stop: true, keep_on_stop: true } as const;
      const thread = threadId === undefined ? {} : { message_thread_id: threadId };
      await quick.sendMessageDraft(chatId, draftId, text, { ...more, ...thread }, toCallSignal(signal));
    },
    async settle(content) {
      const id = await sendContent(place, content);
      draftId = nextDraftId();
      return id;
    },
    // It goes by itself.
    async clear() {},
  };
}

/** A message that is edited: everywhere else. */
export function createEditedPreview({ place, quick, stop, thinking }: PreviewOptions): Preview {
  const { chatId, threadId, replyTo } = place;
  const markup = { ...withoutPreview, reply_markup: { inline_keyboard: [[stop]] } };
  let messageId: number | null = null;
  let isFirst = true;
  let isBlind = false;

  /** The first words. Where the connection breaks, nobody knows whether they have arrived: then only the whole follows. */
  async function begin({ text, entities }: FormattedString): Promise<void> {
    const reply = { message_id: replyTo ?? 0, allow_sending_without_reply: true };
    try {
      const sent = await quick.sendMessage(chatId, text, {
        ...markup,
        entities,
        ...(threadId !== undefined && { message_thread_id: threadId }),
        ...(isFirst && replyTo !== undefined && { reply_parameters: reply }),
      });
      messageId = sent.message_id;
      isFirst = false;
    } catch (error) {
      isBlind ||= error instanceof HttpError;
      throw error;
    }
  }

  function placeNow(): Place {
    return isFirst ? place : { ...place, replyTo: undefined };
  }

  return {
    isFleeting: false,
    // An edit that is under way must arrive before the next one, so it is not called off.
    async show(page) {
      const whole = page.text === "" ? thinking : page;
      if (isBlind) return;
      if (messageId === null) return await begin(whole);
      const { text, entities } = whole;
      await quick.editMessageText(chatId, messageId, text, { ...markup, entities }).catch((error) => {
        if (!isNoChange(error)) throw error;
      });
    },
    async settle(content) {
      if (messageId !== null) {
        const id = await editContent(place, messageId, content);
        messageId = null;
        return id;
      }
      const id = await sendContent(placeNow(), content);
      isFirst = false;
      return id;
    },
    async clear() {
      const shown = messageId;
      messageId = null;
      if (shown !== null) await place.api.deleteMessage(chatId, shown).catch(() => {});
    },
  };
}
