import type { Button, Entity, Media, StoredMessage } from "../world/telegram/telegram.ts";
import { isShown } from "./sent-files.ts";

interface FileView {
  name: string;
  address: string;
  bytes: number;
}

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
  /** `plays` where it is a sound that the page can play. */
  document: (FileView & { plays: boolean }) | null;
  /** `plays` where the page can play it, or show it if it is a sticker. */
  media: (FileView & { kind: Media["kind"]; plays: boolean; seconds: number | null }) | null;
  /** The message that it answers, of the same chat. */
  replyTo: number | null;
  edits: number;
}

export function viewMessage(message: StoredMessage): MessageView {
  const { messageId, chatId, from, date, text, entities, buttons, photo, document, media, replyTo, edits } = message;
  // An edit may bring another file, so the address changes with it.
  const address = `/files/${chatId}/${messageId}?edit=${edits}`;
  return {
    ...{ messageId, chatId, from, date, text, entities, buttons, replyTo, edits },
    photo: photo && address,
    document: document && {
      ...{ name: document.name, address, bytes: document.bytes.length },
      plays: document.contentType.startsWith("audio/") && isShown(document.contentType),
    },
    media: media && {
      ...{ kind: media.kind, name: media.name ?? media.kind, address, bytes: media.bytes.length },
      ...{ plays: isShown(media.contentType), seconds: media.duration },
    },
  };
}
