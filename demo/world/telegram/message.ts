/** Part of a text, offset and length in UTF-16 units. */
export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

/** An inline button; the names are the Bot API's own. */
export interface Button {
  text: string;
  callback_data?: string;
  url?: string;
  style?: string;
  copy_text?: { text: string };
}

/** What is heard or seen in a message; a round video note is a video. */
export interface Media {
  kind: "voice" | "audio" | "video" | "animation" | "sticker";
  contentType: string;
  name: string | null;
  /** Seconds; null where nobody told. */
  duration: number | null;
  bytes: Buffer;
}

/** A message as a person sees it. What callers are handed is a copy: it does not change when the message does. */
export interface StoredMessage {
  messageId: number;
  chatId: number;
  /** "bot" or the user's id. */
  from: "bot" | number;
  /** Seconds since the epoch. */
  date: number;
  /** The caption where it has a file. */
  text: string;
  entities: Entity[];
  buttons: Button[][];
  photo: { contentType: string; bytes: Buffer } | null;
  document: { name: string; contentType: string; bytes: Buffer } | null;
  media: Media | null;
  /** The message that it answers, by its id in the same chat. */
  replyTo: number | null;
  /** The topic that it was sent in. */
  threadId: number | null;
  /** How often it was edited. */
  edits: number;
  isDeleted: boolean;
}
