import type { ChatReply } from "../../../chat/chat.ts";
import type { AnswerData, FinishReason } from "../../../domain/answer.ts";
import type { MediaFile } from "../../../domain/input.ts";
import { tasksWithFiles } from "../../../domain/task.ts";
import type { RoutedEvent } from "../../../routing/request.ts";
import type { BotContext } from "../../context.ts";
import { isUnreachable } from "../../faults.ts";
import { type AnswerMessage, createAnswerMessage } from "../../messages/answer/answer-message.ts";
import { createDraftPreview, createEditedPreview, type Preview } from "../../messages/answer/preview.ts";
import type { Content } from "../../messages/content.ts";
import type { Place } from "../../messages/deliver.ts";
import { italic, paragraphs } from "../../messages/formatting.ts";
import { sendMedia } from "../../messages/media.ts";
import { againButtons, answerButtons, stopButton } from "./answer-buttons.ts";
import { dataWords, endedWords, faultWords, finishWords } from "./answer-content.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { AnswerEnded, type OpenAnswer, threadOf } from "./open-answers.ts";
import type { Order } from "./order.ts";

type Routed = Extract<ChatReply, { kind: "answer" }>;

/** What has come in of an answer besides its text. */
interface Collected {
  files: MediaFile[];
  data: AnswerData | null;
  finish: FinishReason | null;
}

/** Before that, "typing" over the chat says enough. */
const thinkingAfterMs = 10_000;

/** Where the answer to an order goes; in groups it shows to what it answers. */
export function placeOfAnswer({ api, chat, msg }: BotContext, order: Pick<Order, "messageId">): Place {
  const chatId = chat?.id ?? 0;
  return { api, chatId, threadId: threadOf(msg), replyTo: chatId < 0 ? order.messageId : undefined };
}

function previewFor(context: BotContext, place: Place, { quick, nextDraftId }: ChatDependencies): Preview {
  const { texts } = context.exchange;
  const options = { place, quick, stop: stopButton(texts), thinking: italic(texts.chat.thinking) };
  return place.chatId > 0 ? createDraftPreview(options, { nextDraftId }) : createEditedPreview(options);
}

export interface Giving {
  context: BotContext;
  order: Order;
  answer: OpenAnswer;
  dependencies: ChatDependencies;
  /** Something of the answer is seen. */
  stopTyping(): void;
  /** Aborted when the service ends: then nothing is waited for any more. */
  stopping: AbortSignal;
}

function messageFor({ context, order, answer, dependencies, stopping }: Giving): AnswerMessage {
  const { texts, logger } = context.exchange;
  const place = { ...placeOfAnswer(context, order), api: dependencies.steady };
  const preview = previewFor(context, place, dependencies);
  const { pace, clock } = dependencies;
  const words = {
    growing: texts.chat.growing,
    whole: texts.chat.wholeInFile,
    noFile: texts.chat.noFile,
    fileName: texts.chat.fileName,
  };
  return createAnswerMessage({
    place,
    preview,
    pace,
    words,
    clock,
    logger,
    signal: stopping,
    onGone: () => answer.end("gone"),
  });
}

async function readEvents(
  events: AsyncIterable<RoutedEvent>,
  message: AnswerMessage,
  { stopTyping }: Giving,
): Promise<Collected> {
  const collected: Collected = { files: [], data: null, finish: null };
  for await (const event of events) {
    if (event.type === "text" || event.type === "reasoning") stopTyping();
    if (event.type === "text") message.add(event.text);
    else if (event.type === "file") collected.files.push(event.file);
    else if (event.type === "data") collected.data = event.data;
    else if (event.type === "finish") collected.finish = event.reason;
    else if (event.type === "reasoning") message.think();
  }
  return collected;
}

/** The last word on an answer that did not come to its own end; null where nothing is to be said any more. */
function endingOf(error: unknown, giving: Giving, { request, task }: Routed): Content | null {
  const { context, dependencies } = giving;
  const { texts } = context.exchange;
  if (error instanceof AnswerEnded) {
    const words = endedWords(error.because, texts);
    // Of what a restart cuts off, nothing is known after it.
    const buttons = error.because === "stopped" ? answerButtons(request) : [];
    return words === null ? null : { text: italic(words), buttons };
  }
  const text = faultWords(error, { context, task, now: dependencies.clock.now() });
  return { text, buttons: againButtons(request, texts) };
}

interface Sending {
  message: AnswerMessage;
  giving: Giving;
  content: Content;
}

async function sendFiles(files: readonly MediaFile[], { message, giving, content }: Sending): Promise<void> {
  const { context, order, stopping, dependencies } = giving;
  const place = { ...placeOfAnswer(context, order), api: dependencies.steady };
  for (const [index, file] of files.entries()) {
    const isLast = index === files.length - 1;
    const last = isLast ? { caption: content.text, buttons: content.buttons } : {};
    await message.surely(() => sendMedia(place, file, { replyTo: place.replyTo, signal: stopping, ...last }));
  }
}

/** Shows what has come, when all of it has. */
async function conclude(message: AnswerMessage, collected: Collected, giving: Giving, request: string): Promise<void> {
  const { texts } = giving.context.exchange;
  const { files, data, finish } = collected;
  const buttons = answerButtons(request);
  const note = data === null ? finishWords(finish, texts) : dataWords(data, texts);
  if (files.length > 0) {
    await message.end({});
    return await sendFiles(files, { message, giving, content: { text: paragraphs(note), buttons } });
  }
  const shown = await message.end({ note, buttons });
  // Blanks alone, or an empty block of code, are nothing that could be shown.
  if (shown === null) await message.end({ note: texts.chat.empty, buttons });
}

/**
 * Shows a routed answer while it comes; answers whether it has come to its own end. Rejects only where Telegram does not
 * take the last word.
 */
export async function giveAnswer(reply: Routed, giving: Giving): Promise<boolean> {
  const { clock } = giving.dependencies;
  const message = messageFor(giving);
  // Pictures and the like take long, and nothing of them can be shown before they are there.
  const callOff = clock.after(tasksWithFiles.has(reply.task) ? 0 : thinkingAfterMs, () => message.think());
  try {
    await conclude(message, await readEvents(reply.events, message, giving), giving, reply.request);
    return true;
  } catch (error) {
    const ending = isUnreachable(error) ? null : endingOf(error, giving, reply);
    if (ending === null) await message.abandon();
    else await message.end({ note: ending.text, buttons: ending.buttons });
    return false;
  } finally {
    callOff();
  }
}
