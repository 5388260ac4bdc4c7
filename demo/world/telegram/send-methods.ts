import { badRequest } from "./api-error.ts";
import { readDraftText, readText } from "./formatted-text.ts";
import { readKeyboard } from "./keyboard.ts";
import type { Method } from "./method.ts";
import { chatIdOf, textOf } from "./payload.ts";
import { send, threadOf } from "./send.ts";

const actions = [
  ...["typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"],
  ...["choose_sticker", "find_location", "record_video_note", "upload_video_note"],
];

/** What is sent without a file. */
export const sendMethods: Record<string, Method> = {
  sendMessage: (account, { payload }) => {
    const text = readText(payload);
    const buttons = readKeyboard(payload);
    return send(account, payload, { ...text, buttons });
  },
  sendMessageDraft: (account, { payload }) => {
    const text = readDraftText(payload);
    const { id: chatId, type } = account.chats.writable(chatIdOf(payload));
    if (type !== "private") throw badRequest("TEXTDRAFT_PEER_INVALID");
    const draftId = payload.draft_id;
    if (typeof draftId !== "number" || !Number.isSafeInteger(draftId) || draftId === 0)
      throw badRequest("RANDOM_ID_INVALID");
    const buttons = { canStop: payload.can_stop === true, keepOnStop: payload.keep_on_stop === true };
    account.drafts.show(chatId, { ...text, ...buttons, draftId, threadId: threadOf(account, payload, chatId) });
    return true;
  },
  sendChatAction: (account, { payload }) => {
    const action = textOf(payload, "action");
    if (!actions.includes(action)) throw badRequest("wrong parameter action in request");
    const { id: chatId } = account.chats.writable(chatIdOf(payload));
    threadOf(account, payload, chatId);
    account.events.emit(() => ({ kind: "action", chatId, action }));
    return true;
  },
};
