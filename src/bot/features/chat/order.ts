import type { Message } from "grammy/types";
import { readIntent } from "../../../chat/intent/intent.ts";
import type { Instead } from "../../../chat/question.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { BotContext } from "../../context.ts";
import { type Attachment, readAttachment } from "../../files/received-file.ts";

/** What somebody wants, before their files are fetched. */
export interface Order {
  /** The message that asks for it. */
  messageId: number;
  /** What that message says, to tell whether it was mended; null, or left out, where several do or none is known. */
  asWritten?: string | null;
  /** What they said outright; null where the words decide. */
  task: TaskName | null;
  text: string;
  quoted: string | null;
  attachments: readonly Attachment[];
  targetLanguage: string | null;
  labels: readonly string[];
  context: string | null;
  /** A recording that is heard first: a voice note of their own, or one that something is to be done with. */
  isSpoken: boolean;
  /** The answer that is to be made anew. */
  instead: Instead | null;
}

/** What a message says, whatever it comes with. */
export function textOf(message: Pick<Message, "text" | "caption"> | undefined): string {
  return (message?.text ?? message?.caption ?? "").trim();
}

/** The text without the bot's own name at an edge, by which it is called in groups; elsewhere it is spoken of. */
function withoutMention(text: string, { me, chat }: BotContext): string {
  if (chat?.type === "private") return text;
  const name = `@${me.username}`;
  return text.replace(new RegExp(`^${name}\\b[,:]?|${name}$`, "gi"), "").trim();
}

/** What a message says, with the files that it says it with: Telegram tells of edits that change neither. */
export function asWritten(message: Message): string {
  return JSON.stringify([textOf(message), readAttachment(message)?.fileId ?? null]);
}

/** What of the message that is replied to matters: the part that was marked, or all of it. */
function quotedIn(message: Message): string | null {
  const text = message.quote?.text ?? textOf(message.reply_to_message);
  return text === "" ? null : text;
}

function attachmentsOf(message: Message): Attachment[] {
  const own = readAttachment(message);
  const replied = message.reply_to_message ? readAttachment(message.reply_to_message as Message) : null;
  const useful = replied !== null && replied.kind !== "unusable" ? [replied] : [];
  return own === null ? useful : [own, ...useful];
}

/**
 * Whether a recording is heard first, and what it says then answered. What others have said, and what is to be written
 * down, is only written down.
 */
function isHeardFirst(message: Message, text: string, attachments: readonly Attachment[]): boolean {
  if (!attachments.some(({ kind }) => kind === "recording")) return false;
  if (text === "") return message.voice !== undefined && message.forward_origin === undefined;
  return readIntent({ text, attachment: "recording", quoted: null }).name !== "transcription";
}

/** The order of a message; `said` is what a command makes of it. */
export function readOrder(context: BotContext, message: Message, said: Partial<Order> = {}): Order {
  const text = withoutMention(textOf(message), context);
  const attachments = attachmentsOf(message);
  const hasRecording = attachments.some(({ kind }) => kind === "recording");
  return {
    messageId: message.message_id,
    asWritten: asWritten(message),
    task: null,
    text,
    quoted: quotedIn(message),
    attachments,
    targetLanguage: null,
    labels: [],
    context: null,
    isSpoken:
      said.task === undefined
        ? isHeardFirst(message, text, attachments)
        : hasRecording && said.task !== "automatic-speech-recognition",
    instead: null,
    ...said,
  };
}

/** In words, what tasks that work on a text do with a picture that has none beside it. `language` is in English. */
const ordersForPictures: Partial<Record<TaskName, (language: string) => string>> = {
  translation: (language) => `Translate the text in this picture into ${language}.`,
  summarization: (language) => `Sum up in ${language} what this picture shows or says.`,
};

/** With nothing but a picture to work on, a text's task is given to those who look at pictures. */
export function lookingAtPictures(order: Order, ownLanguage: string): Order {
  const { task, text, quoted, attachments, targetLanguage } = order;
  const hasOnlyPictures = attachments.length > 0 && attachments.every(({ kind }) => kind === "picture");
  const words = task === null ? undefined : ordersForPictures[task];
  if (words === undefined || !hasOnlyPictures || text !== "" || quoted !== null) return order;
  return { ...order, task: "image-text-to-text", text: words(targetLanguage ?? ownLanguage) };
}

/** Whether a message is meant for the bot: in private any; in groups one that names it or replies to it. */
export function isForBot({ me }: BotContext, message: Message): boolean {
  if (message.chat.type === "private") return true;
  if (message.reply_to_message?.from?.id === me.id) return true;
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const name = `@${me.username}`.toLowerCase();
  return entities.some(
    ({ type, offset, length }) => type === "mention" && text.slice(offset, offset + length).toLowerCase() === name,
  );
}
