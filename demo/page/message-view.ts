import type { Button, Entity, StoredMessage } from "../world/telegram/telegram.ts";

/** A message as the page is told of it: files by their address. */
export interface MessageView {
  messageId: number;
  chatId: number;
  from: "bot" | number;
  /** Seconds since the epoch. */
  date: number;
  text: string;
  entities: Entity[];
  buttons: Button[][];
  photo: string | null;
  document: { name: string; address: string; bytes: number } | null;
  edits: number;
}

export function viewMessage(message: StoredMessage): MessageView {
  const { messageId, chatId, from, date, text, entities, buttons, photo, document, edits } = message;
  // An edit may bring another file, so the address changes with it.
  const address = `/files/${chatId}/${messageId}?edit=${edits}`;
  return {
    messageId,
    chatId,
    from,
    date,
    text,
    entities,
    buttons,
    photo: photo && address,
    document: document && { name: document.name, address, bytes: document.bytes.length },
    edits,
  };
}
