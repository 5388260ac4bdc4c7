import type { Message } from "grammy/types";

/** Apps cut a long text into messages of 4096 characters at most, at a blank where there is one. */
const longPart = 3_500;

/** Parts of one text, or pictures of an album (Telegram allows ten), that are taken as one; no more of one person at once. */
export const mostParts = 40;

/** Whether more may belong to a message: it is as long as a part of a longer text, or of an album. */
export function isPart(message: Pick<Message, "text" | "media_group_id"> | undefined): boolean {
  return message?.media_group_id !== undefined || (message?.text ?? "").length >= longPart;
}
