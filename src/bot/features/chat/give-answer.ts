import type { ChatReply } from "../../../chat/chat.ts";
import type { AnswerData, FinishReason } from "../../../domain/answer.ts";
import type { MediaFile } from "../../../domain/input.ts";
import { tasksWithFiles } from "../../../domain/task.ts";
import type { RoutedEvent } from "../../../routing/request.ts";
import type { BotContext } from "../../context.ts";
import { type AnswerMessage, createAnswerMessage } from "../../messages/answer/answer-message.ts";
import { createDraftPreview, createEditedPreview, type Preview } from "../../messages/answer/preview.ts";
import type { Content } from "../../messages/content.ts";
import type { Place } from "../../messages/deliver.ts";
import { type FormattedString, italic, paragraphs } from "../../messages/formatting.ts";
import { sendMedia } from "../../messages/media.ts";
import { againButtons, answerButtons, stopButton } from "./answer-buttons.ts";
import { dataWords, faultWords, finishWords } from "./answer-content.ts";
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
const thinkingAfterMs = 2_500;

let drafts = 0;

/** Another number for each page of each answer of this process; never 0. */
function nextDraftId(): number {
  drafts = (drafts % 1_000_000_000) + 1;
  return drafts;
}

/** Where the answer to an order goes; in groups it shows to what it answers. */
export function placeOfAnswer(context: BotContext, order: Pick<Order, "messageId">): Place {
  const { api, chat, msg } = context;
  const chatId = chat?.id ?? 0;
  return { api, chatId, threadId: threadOf(msg), replyTo: chatId < 0 ? order.messageId : undefined };
}

function previewFor(context: BotContext, place: Place, { quick }: ChatDependencies): Preview {
  const { texts } = context.exchange;
  const options = { place, quick, stop: stopButton(texts), thinking: italic(texts.chat.thinking) };
  return place.chatId > 0 ? createDraftPreview(options, { nextDraftId }) : createEditedPreview(options);
}

export interface Giving {
  context: BotContext;
  order: Order;
  answer: OpenAnswer;
  dependencies: ChatDependencies;
  /** Aborted when the service ends: then nothing is waited for any more. */
  stopping: AbortSignal;
}

function messageFor({ context, order, answer, dependencies, stopping }: Giving): {
  message: AnswerMessage;
  preview: Preview;
} {
  const { texts, logger } = context.exchange;
  const place = placeOfAnswer(context, order);
  const preview = previewFor(context, place, dependencies);
  const { pace, clock } = dependencies;
  const words = { growing: texts.chat.growing, whole: texts.chat.wholeInFile, fileName: texts.chat.fileName };
  const message = createAnswerMessage({
    place,
    preview,
    pace,
    words,
    clock,
    logger,
    signal: stopping,
    onGone: () => answer.end("gone"),
  });
  return { message, preview };
}

async function readEvents(events: AsyncIterable<RoutedEvent>, message: AnswerMessage): Promise<Collected> {
  const collected: Collected = { files: [], data: null, finish: null };
  for await (const event of events) {
    if (event.type === "text") message.add(event.text);
    else if (event.type === "file") collected.files.push(event.file);
    else if (event.type === "data") collected.data = event.data;
    else if (event.type === "finish") collected.finish = event.reason;
    else if (event.type !== "usage" && event.type !== "route") message.think();
  }
  return collected;
}

/** The last word on an answer that did not come to its own end; null where nothing is to be said any more. */
function endingOf(error: unknown, giving: Giving, { request, task }: Routed): Content | null {
  const { context, dependencies } = giving;
  const { texts } = context.exchange;
  const because = giving.answer.signal.aborted && error instanceof AnswerEnded ? error.because : null;
  if (because === "gone" || because === "edited") return null;
  if (because === "stopped") return { text: italic(texts.chat.stopped), buttons: answerButtons(request) };
  if (because === "service") return { text: texts.later.stopping, buttons: againButtons(request, texts) };
  const text = faultWords(error, { context, task, now: dependencies.clock.now() });
  return { text, buttons: againButtons(request, texts) };
}

async function sendFiles(files: readonly MediaFile[], { context, order }: Giving, content: Content): Promise<void> {
  const place = placeOfAnswer(context, order);
  for (const [index, file] of files.entries()) {
    const isLast = index === files.length - 1;
    await sendMedia(place, file, isLast ? { caption: content.text, buttons: content.buttons } : {});
  }
}

/** Shows a routed answer while it comes; answers its text. Rejects only where Telegram does not take the last word. */
export async function giveAnswer(reply: Routed, giving: Giving): Promise<void> {
  const { context, dependencies } = giving;
  const { texts } = context.exchange;
  const { message, preview } = messageFor(giving);
  // Pictures and the like take long, and nothing of them can be shown before they are there.
  const callOff = dependencies.clock.after(tasksWithFiles.has(reply.task) ? 0 : thinkingAfterMs, () => message.think());
  try {
    const { files, data, finish } = await readEvents(reply.events, message);
    const buttons = answerButtons(reply.request);
    const note = data === null ? finishWords(finish, texts) : dataWords(data, texts);
    if (files.length === 0) await message.end({ note: note ?? emptyWords(message, context), buttons });
    else {
      await message.end({});
      await preview.clear();
      await sendFiles(files, giving, { text: paragraphs(note), buttons });
    }
  } catch (error) {
    const ending = endingOf(error, giving, reply);
    if (ending === null) return await preview.clear();
    await message.end({ note: ending.text, buttons: ending.buttons });
  } finally {
    callOff();
  }
}

function emptyWords(message: AnswerMessage, { exchange }: BotContext): FormattedString | null {
  return message.isEmpty() ? exchange.texts.chat.empty : null;
}
