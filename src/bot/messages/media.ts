import { type Api, GrammyError, InputFile } from "grammy";
import type { InlineKeyboardButton, Message } from "grammy/types";
import { UserFacingError } from "../../domain/errors.ts";
import type { MediaFile } from "../../domain/input.ts";
import { oggOpusDuration } from "../../shared/ogg-opus/sniff.ts";
import { type Place, sendContent } from "./deliver.ts";
import type { FormattedString } from "./formatting.ts";
import { type MediaWay, mediaNameOf, wayOf } from "./media-way.ts";
import { voiceOf } from "./voice.ts";

/** What a bot may upload, in bytes (Bot API, Sending files). */
const largestUpload = 50 * 1_024 * 1_024;
/** The longest caption, in UTF-16 units (Bot API, sendPhoto and others). */
export const longestCaption = 1024;

export interface MediaOptions {
  caption?: FormattedString | undefined;
  /** Rows of buttons; under the text where the caption is too long to be one. */
  buttons?: InlineKeyboardButton[][] | undefined;
  /** The message that is answered. */
  replyTo?: number | undefined;
  /** Ends the making of a voice out of a long recording. */
  signal?: AbortSignal | undefined;
}

/** The parameters that all ways of sending have in common. */
type Shared = Parameters<Api["sendDocument"]>[2] & Parameters<Api["sendPhoto"]>[2];

interface Sending {
  api: Api;
  chatId: number;
  upload: InputFile;
  shared: Shared;
  /** Of a voice; undefined where it does not tell. */
  seconds: number | undefined;
}

const senders: Readonly<Record<MediaWay, (sending: Sending) => Promise<Message>>> = {
  photo: ({ api, chatId, upload, shared }) => api.sendPhoto(chatId, upload, shared),
  animation: ({ api, chatId, upload, shared }) => api.sendAnimation(chatId, upload, shared),
  voice: ({ api, chatId, upload, shared, seconds }) =>
    api.sendVoice(chatId, upload, { ...shared, ...(seconds !== undefined && { duration: seconds }) }),
  audio: ({ api, chatId, upload, shared }) => api.sendAudio(chatId, upload, shared),
  video: ({ api, chatId, upload, shared }) => api.sendVideo(chatId, upload, { ...shared, supports_streaming: true }),
  // Left to itself, Telegram would make a sticker of a small WebP.
  document: ({ api, chatId, upload, shared }) =>
    api.sendDocument(chatId, upload, { ...shared, disable_content_type_detection: true }),
};

/**
 * Telegram does not take the file as what it should be (PHOTO_INVALID_DIMENSIONS, IMAGE_PROCESS_FAILED), or its reader
 * does not (VOICE_MESSAGES_FORBIDDEN): a document it may be. Where the chat or the topic is gone, nothing may be.
 */
function isRefused(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && !error.description.includes("not found");
}

function sendingOf(file: MediaFile, { place, shared }: { place: Place; shared: Shared }): Sending {
  if (file.bytes.length > largestUpload) {
    throw new UserFacingError("The file is larger than 50 MB, and Telegram takes no more from a bot.");
  }
  return { ...place, shared, upload: new InputFile(file.bytes, mediaNameOf(file)), seconds: secondsOf(file) };
}

/** Sends what is to be shown; where Telegram refuses that, the file itself. */
async function sendEither(
  { shown, file }: Record<"shown" | "file", MediaFile>,
  target: { place: Place; shared: Shared },
): Promise<Message> {
  const way = wayOf(shown);
  try {
    return await senders[way](sendingOf(shown, target));
  } catch (error) {
    if (way === "document" || !isRefused(error)) throw error;
    return await senders.document(sendingOf(file, target));
  }
}

function sharedOf({ threadId }: Place, { caption, buttons, replyTo }: MediaOptions): Shared {
  return {
    ...(caption && { caption: caption.text, caption_entities: caption.entities }),
    ...(buttons && buttons.length > 0 && { reply_markup: { inline_keyboard: buttons } }),
    ...(threadId !== undefined && { message_thread_id: threadId }),
    ...(replyTo !== undefined && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  };
}

/** Of a voice, in whole seconds, as Telegram shows them. */
function secondsOf({ bytes }: MediaFile): number | undefined {
  const seconds = oggOpusDuration(bytes);
  return seconds === null ? undefined : Math.max(1, Math.round(seconds));
}

/**
 * Sends a file as what it is by its bytes: a picture as a photo, Ogg Opus as a voice message, and so on; WAV as a voice
 * message too; what Telegram cannot show, or refuses to, as a document. A caption that is too long follows as text.
 * Answers the id of the message with the buttons: the file's, or that of the text's last part. Throws a
 * `UserFacingError` where the file is too large for Telegram; rejects with the signal's reason.
 */
export async function sendMedia(place: Place, file: MediaFile, options: MediaOptions = {}): Promise<number> {
  const { caption, buttons, replyTo, signal } = options;
  const isCaption = caption === undefined || caption.text.length <= longestCaption;
  const shown = (await voiceOf(file, signal)) ?? file;
  const shared = sharedOf(place, isCaption ? options : { replyTo });
  const sent = await sendEither({ shown, file }, { place, shared });
  return isCaption ? sent.message_id : await sendContent(place, { text: caption, buttons });
}
