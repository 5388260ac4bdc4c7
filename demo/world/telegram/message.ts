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

/** A message as a person sees it. What callers are handed is a copy: it does not change when the message does. */
export interface StoredMessage {
  messageId: number;
  chatId: number;
  /** "bot" or the user's id. */
  from: "bot" | number;
  /** Seconds since the epoch. */
  date: number;
  /** The caption where it is a picture or a document. */
  text: string;
  entities: Entity[];
  buttons: Button[][];
  photo: { contentType: string; bytes: Buffer } | null;
  document: { name: string; contentType: string; bytes: Buffer } | null;
  /** How often it was edited. */
  edits: number;
  isDeleted: boolean;
}
