import type { ChatReply } from "../../../chat/chat.ts";
import type { Question } from "../../../chat/question.ts";
import { UserFacingError } from "../../../domain/errors.ts";
import type { MediaFile } from "../../../domain/input.ts";
import { readWholeAnswer } from "../../../routing/whole-answer.ts";
import type { BotContext } from "../../context.ts";
import { isUnreachable } from "../../faults.ts";
import { type Attachment, readTextFile, refusalOf } from "../../files/received-file.ts";
import type { Content } from "../../messages/content.ts";
import { sendContent } from "../../messages/deliver.ts";
import { fmt, folded } from "../../messages/formatting.ts";
import { faultWords } from "./answer-content.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { factsContent } from "./facts-content.ts";
import { type Giving, giveAnswer, placeOfAnswer } from "./give-answer.ts";
import { AnswerEnded, placeKey, threadOf } from "./open-answers.ts";
import type { Order } from "./order.ts";

/** Whose question it is, as the store and the router name them. */
export function personOf({ from }: BotContext): string {
  return `telegram:${from?.id ?? 0}`;
}

/** The chat and topic, as the store names them. */
export function conversationPlaceOf({ chat, msg }: BotContext): Question["place"] {
  const threadId = threadOf(msg);
  return { chat: `telegram:${chat?.id ?? 0}`, topic: threadId === undefined ? "" : String(threadId) };
}

async function say({ context, order }: Pick<Giving, "context" | "order">, content: Content): Promise<void> {
  await sendContent(placeOfAnswer(context, order), content);
}

/** Why an order cannot be carried out as it is: its files are too large, or of no use; null where it can. */
export function refusalWords({ exchange }: BotContext, { attachments, text, quoted }: Order) {
  const { chat } = exchange.texts;
  for (const attachment of attachments) {
    const refusal = refusalOf(attachment);
    if (refusal === "too-large") return chat.tooLarge[attachment.kind];
    if (refusal === "too-long") return chat.tooLong;
    if (refusal === "unusable") return chat.unusable(attachment.what);
  }
  return attachments.length === 0 && text === "" && quoted === null ? chat.nothingAsked : null;
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

async function toQuestion(giving: Giving): Promise<Question> {
  const { context, order, answer } = giving;
  const { files, texts } = await fetchFiles(giving);
  const { task, targetLanguage, labels, instead } = order;
  const quoted = [order.quoted, ...texts].filter((each) => each !== null && each !== "").join("\n\n");
  return {
    place: conversationPlaceOf(context),
    person: personOf(context),
    task,
    text: order.text,
    quoted: quoted === "" ? null : quoted,
    files,
    targetLanguage,
    ownLanguage: context.exchange.texts.chat.ownLanguage,
    labels,
    context: order.context,
    instead,
    isAside: false,
    signal: answer.signal,
  };
}

/** What is said in a recording is shown, and then answered, or worked on. */
async function hearFirst(giving: Giving): Promise<void> {
  const { context, order, dependencies } = giving;
  const recordings = order.attachments.filter(({ kind }) => kind === "recording");
  const question = await toQuestion({
    ...giving,
    order: { ...order, attachments: recordings, text: "", quoted: null },
  });
  const reply = await dependencies.app.chat.ask({ ...question, isAside: true, task: "automatic-speech-recognition" });
  const text = reply.kind === "answer" ? (await readWholeAnswer(reply.events)).text.trim() : "";
  if (text === "") return await say(giving, { text: context.exchange.texts.chat.nothingHeard });
  await say(giving, { text: fmt`🎙\n${folded(text)}` });
  const others = order.attachments.filter(({ kind }) => kind !== "recording");
  const said = order.text === "" ? { text } : { quoted: text };
  await answerOrder({ ...giving, order: { ...order, isSpoken: false, attachments: others, ...said } });
}

async function answerOrder(giving: Giving): Promise<void> {
  const { context, order, dependencies } = giving;
  if (order.isSpoken) return await hearFirst(giving);
  const reply: ChatReply = await dependencies.app.chat.ask(await toQuestion(giving));
  if (reply.kind === "facts") {
    const { texts, moments } = context.exchange;
    return await say(giving, { text: factsContent(reply.facts, { texts, moments: await moments() }) });
  }
  const { chat } = conversationPlaceOf(context);
  dependencies.orders.remember(reply.request, { chat, order, models: order.instead?.models ?? [] });
  await giveAnswer(reply, giving);
}

/** What is said where an order failed before there was an answer to show. */
async function sayFault(giving: Giving, error: unknown): Promise<void> {
  const { context, order, dependencies, answer } = giving;
  const { texts } = context.exchange;
  const because = error instanceof AnswerEnded ? error.because : null;
  // Whoever has stopped it knows.
  if (because === "stopped" || because === "gone" || because === "edited" || isUnreachable(error)) return;
  if (answer.signal.aborted) return await say(giving, { text: texts.later.stopping });
  const now = dependencies.clock.now();
  await say(giving, { text: faultWords(error, { context, task: order.task, now }) });
}

/** It only shows that somebody is at work: nothing waits for it, and Telegram may refuse it. */
function showTyping({ context, dependencies }: Giving): void {
  const { chat, msg } = context;
  const threadId = threadOf(msg);
  const more = threadId === undefined ? {} : { message_thread_id: threadId };
  dependencies.quick.sendChatAction(chat?.id ?? 0, "typing", more).catch(() => {});
}

async function carryOut(giving: Giving): Promise<void> {
  const { context } = giving;
  const { logger } = context.exchange;
  try {
    giving.answer.signal.throwIfAborted();
    showTyping(giving);
    await answerOrder(giving);
  } catch (error) {
    await sayFault(giving, error).catch((second: Error) => {
      if (!isUnreachable(second)) logger.warn(`Why there is no answer could not be told: ${second.message}`);
    });
  }
}

/**
 * Answers an order when its turn has come, in the background. What is asked too much or too fast is refused in a
 * sentence, once.
 */
export async function runOrder(context: BotContext, order: Order, dependencies: ChatDependencies): Promise<void> {
  const { exchange, chat } = context;
  const { texts } = exchange;
  const refusal = refusalWords(context, order);
  if (refusal !== null) return void (await exchange.say({ text: refusal }));
  const admission = await dependencies.app.chat.admit(personOf(context));
  if (admission !== null) {
    if (dependencies.tellsRefusal(personOf(context), admission))
      await exchange.say({ text: texts.chat.limit(admission) });
    return;
  }
  const place = placeKey(chat?.id ?? 0, threadOf(context.msg));
  const stopping = new AbortController();
  const ended = dependencies.answers.take(place, order.messageId, (answer) =>
    carryOut({ context, order, answer, dependencies, stopping: stopping.signal }),
  );
  if (ended === null) {
    if (dependencies.tellsRefusal(personOf(context), null)) await exchange.say({ text: texts.chat.busy });
    return;
  }
  exchange.inBackground("an answer", async (signal) => {
    const stop = () => {
      dependencies.answers.stop(place, "service");
      stopping.abort(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    await ended.finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Carries out the order of a message, when all messages that belong to it are there. */
export async function receiveOrder(context: BotContext, order: Order, dependencies: ChatDependencies): Promise<void> {
  const whole = dependencies.gathering.take(context, order);
  if (whole === "joined") return;
  if (whole === null) return await runOrder(context, order, dependencies);
  context.exchange.inBackground("waiting for the rest", async () => runOrder(context, await whole, dependencies));
}
