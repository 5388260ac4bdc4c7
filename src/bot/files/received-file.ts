import type { Message, PhotoSize } from "grammy/types";
import { endingOf, safeName } from "./file-name.ts";
import { isTextFile } from "./text-file.ts";

export { readTextFile } from "./text-file.ts";

/** What a message holds besides its text. */
export interface Attachment {
  kind: "picture" | "recording" | "text" | "unusable";
  /** By which Telegram hands it over; "" of what is no file (a contact, a poll). */
  fileId: string;
  /** As Telegram says it, or as is usual for its kind: the content may be another. */
  mediaType: string;
  /** Safe to show; null where it has none. */
  name: string | null;
  /** In bytes; null where Telegram does not tell. */
  size: number | null;
  /** How long it lasts; null where that makes no sense. */
  seconds: number | null;
  /**
   * What it is, for a sentence: "photo", "voice", "audio", "video", "video-note", "sticker", "animation", "contact",
   * "location", "poll", "dice", … Of a document the ending of its name ("zip", "pdf"), or "document".
   */
  what: string;
}

const mebibyte = 1_024 * 1_024;

/** The most that is taken of each kind. Telegram lets a bot fetch 20 MB at most (Bot API, getFile). */
export const fileLimits = {
  picture: { bytes: 10 * mebibyte, seconds: null },
  recording: { bytes: 20 * mebibyte, seconds: 15 * 60 },
  text: { bytes: mebibyte, seconds: null },
} as const;

/** Why an attachment cannot be used, by what is told of it; null where it can. */
export function refusalOf({ kind, size, seconds }: Attachment): "too-large" | "too-long" | "unusable" | null {
  if (kind === "unusable") return "unusable";
  const limits = fileLimits[kind];
  if (limits.seconds !== null && seconds !== null && seconds > limits.seconds) return "too-long";
  return size !== null && size > limits.bytes ? "too-large" : null;
}

/** The part of Telegram's files that they have in common. */
interface TelegramFile {
  file_id: string;
  file_size?: number | undefined;
  mime_type?: string | undefined;
  file_name?: string | undefined;
  duration?: number | undefined;
}

function attachmentOf(file: TelegramFile, facts: Pick<Attachment, "kind" | "what" | "mediaType">): Attachment {
  return {
    ...facts,
    fileId: file.file_id,
    mediaType: typeOf(file) ?? facts.mediaType,
    name: safeName(file.file_name),
    size: file.file_size ?? null,
    seconds: file.duration ?? null,
  };
}

/** Without parameters, in lower case; null where nobody has said it. */
function typeOf({ mime_type: told }: TelegramFile): string | null {
  return told?.split(";")[0]?.trim().toLowerCase() || null;
}

function readPhoto(sizes: readonly PhotoSize[]): Attachment | null {
  const largestFirst = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  const fitting = largestFirst.find(({ file_size: size = 0 }) => size <= fileLimits.picture.bytes) ?? largestFirst[0];
  return fitting ? attachmentOf(fitting, { kind: "picture", what: "photo", mediaType: "image/jpeg" }) : null;
}

/** The pictures that models take. */
const pictureTypes: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);
/** Some programs hand over recordings as nothing in particular. */
const recordingEndings: Readonly<Record<string, string>> = {
  ...{ ogg: "audio/ogg", oga: "audio/ogg", opus: "audio/ogg", mp3: "audio/mpeg", wav: "audio/wav" },
  ...{ m4a: "audio/mp4", flac: "audio/flac", aac: "audio/aac" },
};

function readDocument(file: TelegramFile): Attachment {
  const name = safeName(file.file_name);
  const ending = name === null ? null : endingOf(name);
  const mediaType = typeOf(file) ?? "application/octet-stream";
  const what = ending ?? "document";
  if (pictureTypes.has(mediaType)) return attachmentOf(file, { kind: "picture", what, mediaType });
  const recordingType = mediaType.startsWith("audio/") ? mediaType : recordingEndings[ending ?? ""];
  if (recordingType !== undefined) {
    return { ...attachmentOf(file, { kind: "recording", what, mediaType }), mediaType: recordingType };
  }
  if (isTextFile({ name, mediaType })) return attachmentOf(file, { kind: "text", what, mediaType: "text/plain" });
  return attachmentOf(file, { kind: "unusable", what: mediaType.startsWith("video/") ? "video" : what, mediaType });
}

/** What is no file of its own, or none that a model is given, by its name in a message. */
const withoutUse = {
  ...{ sticker: "sticker", story: "story", contact: "contact", venue: "location", location: "location", poll: "poll" },
  ...{ dice: "dice", game: "game", invoice: "invoice", paid_media: "paid-media", checklist: "checklist" },
  ...{ giveaway: "giveaway", gift: "gift", unique_gift: "gift" },
} as const satisfies Partial<Record<keyof Message, string>>;

function readOther(message: Message): Attachment | null {
  for (const [key, what] of Object.entries(withoutUse)) {
    if (message[key as keyof typeof withoutUse] === undefined) continue;
    const nothing = { fileId: "", mediaType: "", name: null, size: null, seconds: null };
    return { kind: "unusable", ...nothing, what };
  }
  return null;
}

/**
 * What a message holds besides its text; null where that is nothing, or the message only tells of something that has
 * happened (somebody has joined, a message was pinned).
 */
export function readAttachment(message: Message): Attachment | null {
  const { voice, audio, video, video_note: videoNote, animation, document } = message;
  const photo = message.photo ?? message.live_photo?.photo;
  if (photo) return readPhoto(photo);
  if (voice) return attachmentOf(voice, { kind: "recording", what: "voice", mediaType: "audio/ogg" });
  if (audio) return attachmentOf(audio, { kind: "recording", what: "audio", mediaType: "audio/mpeg" });
  if (video) return attachmentOf(video, { kind: "unusable", what: "video", mediaType: "video/mp4" });
  if (videoNote) return attachmentOf(videoNote, { kind: "unusable", what: "video-note", mediaType: "video/mp4" });
  // Before the document: an animation is told as one as well, for bots that do not know it.
  if (animation) return attachmentOf(animation, { kind: "unusable", what: "animation", mediaType: "video/mp4" });
  return document ? readDocument(document) : readOther(message);
}
