import type { Question } from "../../../chat/question.ts";
import { UserFacingError } from "../../../domain/errors.ts";
import type { MediaFile } from "../../../domain/input.ts";
import { authorIdOf } from "../../author.ts";
import type { BotContext } from "../../context.ts";
import { type Attachment, readTextFile } from "../../files/received-file.ts";
import type { Giving } from "./give-answer.ts";
import { isWithdrawn, threadOf } from "./open-answers.ts";

/** Whose question it is, as the store and the router name them. */
export function personOf(context: BotContext): string {
  return `telegram:${authorIdOf(context)}`;
}

/** The chat and topic, as the store names them. */
export function conversationPlaceOf({ chat, msg }: BotContext): Question["place"] {
  const threadId = threadOf(msg);
  return { chat: `telegram:${chat?.id ?? 0}`, topic: threadId === undefined ? "" : String(threadId) };
}

/** Several texts as one; null where there is none. */
export function together(...texts: readonly (string | null)[]): string | null {
  const all = texts.filter((text) => text !== null && text !== "").join("\n\n");
  return all === "" ? null : all;
}

/** Pictures and recordings as they are, and what text files say. */
async function fetchFiles({ order, answer, dependencies }: Giving): Promise<{ files: MediaFile[]; texts: string[] }> {
  const files: MediaFile[] = [];
  const texts: string[] = [];
  for (const attachment of order.attachments) {
    const file = await dependencies.files.read(attachment, answer.signal);
    if (attachment.kind === "text") texts.push(textIn(attachment, file));
    else files.push(file);
  }
  return { files, texts };
}

function textIn({ name }: Attachment, { bytes }: MediaFile): string {
  const text = readTextFile(bytes);
  if (text === null) {
    throw new UserFacingError("This file holds no text that can be read. Send text, a picture or a recording.");
  }
  return name === null ? text : `${name}:\n${text}`;
}

/** An order as the chat is asked, with its files. */
export async function toQuestion(giving: Giving): Promise<Question> {
  const { context, order, answer } = giving;
  const { files, texts } = await fetchFiles(giving);
  const { task, targetLanguage, labels, instead } = order;
  return {
    place: conversationPlaceOf(context),
    person: personOf(context),
    task,
    text: order.text,
    quoted: together(order.quoted, ...texts),
    files,
    targetLanguage,
    ownLanguage: context.exchange.texts.chat.ownLanguage,
    labels,
    context: order.context,
    instead,
    isAside: false,
    signal: answer.signal,
    isWithdrawn: () => isWithdrawn(answer),
  };
}
