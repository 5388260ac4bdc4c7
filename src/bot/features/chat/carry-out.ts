import type { InlineKeyboardButton } from "grammy/types";
import type { ChatReply } from "../../../chat/chat.ts";
import type { Question } from "../../../chat/question.ts";
import { readWholeAnswer } from "../../../routing/whole-answer.ts";
import { unlessAborted } from "../../../shared/clock.ts";
import { isUnreachable } from "../../faults.ts";
import type { Content } from "../../messages/content.ts";
import { sendContent } from "../../messages/deliver.ts";
import { fmt, folded, italic } from "../../messages/formatting.ts";
import { quietText } from "../../messages/markdown/quiet-text.ts";
import { sendMedia } from "../../messages/media.ts";
import { againButtons } from "./answer-buttons.ts";
import { endedWords, faultWords } from "./answer-content.ts";
import { factsContent } from "./facts-content.ts";
import { type Giving, giveAnswer, placeOfAnswer } from "./give-answer.ts";
import { endOf } from "./open-answers.ts";
import { conversationPlaceOf, personOf, together, toQuestion } from "./question-of.ts";

async function say({ context, order }: Pick<Giving, "context" | "order">, content: Content): Promise<void> {
  await sendContent(placeOfAnswer(context, order), content);
}

/** Asks the chat. Stop need not wait for what it looks up; that goes on for whoever else waits for it. */
async function ask(giving: Giving, more: Partial<Question> = {}): Promise<ChatReply> {
  const { answer, dependencies } = giving;
  const question = await toQuestion(giving);
  answer.signal.throwIfAborted();
  const asked = dependencies.app.chat.ask({ ...question, ...more });
  await unlessAborted(asked, answer.signal);
  answer.signal.throwIfAborted();
  return await asked;
}

/** So that its answer can be made anew. */
function remember({ context, order, dependencies }: Giving, request: string): void {
  const { chat } = conversationPlaceOf(context);
  const person = order.instead === null ? personOf(context) : order.instead.author;
  dependencies.orders.remember(request, { chat, order, person, models: order.instead?.models ?? [] });
}

/** What the recordings of an order say; null where nobody could hear them, and the person was told. */
async function hear(giving: Giving): Promise<string | null> {
  const { order } = giving;
  const recordings = order.attachments.filter(({ kind }) => kind === "recording");
  const alone = { ...giving, order: { ...order, attachments: recordings, text: "", quoted: null } };
  const reply = await ask(alone, { isAside: true, task: "automatic-speech-recognition" });
  if (reply.kind === "facts") return "";
  remember(giving, reply.request);
  try {
    return (await readWholeAnswer(reply.events)).text.trim();
  } catch (error) {
    await sayFault(giving, { error, again: againButtons(reply.request, giving.context.exchange.texts) });
    return null;
  }
}

/** So that a message holds it. */
const longestHeard = 3_500;

async function showHeard(giving: Giving, heard: string): Promise<void> {
  if (heard.length <= longestHeard) return await say(giving, { text: fmt`🎙\n${folded(quietText(heard))}` });
  const { chat } = giving.context.exchange.texts;
  const place = placeOfAnswer(giving.context, giving.order);
  const file = { bytes: Buffer.from(heard), mediaType: "text/plain", name: chat.heardFile };
  await sendMedia(place, file, { caption: fmt`🎙`, replyTo: place.replyTo });
}

/** What is said in a recording is shown, and then answered, or worked on. */
async function hearFirst(giving: Giving): Promise<boolean> {
  const { context, order } = giving;
  const heard = await hear(giving);
  if (heard === null) return endOf(giving.answer) !== "postponed";
  if (heard === "") {
    await say(giving, { text: context.exchange.texts.chat.nothingHeard });
    return true;
  }
  await showHeard(giving, heard);
  const others = order.attachments.filter(({ kind }) => kind !== "recording");
  const said = order.text === "" ? { text: heard } : { quoted: together(order.quoted, heard) };
  return await answerOrder({ ...giving, order: { ...order, isSpoken: false, attachments: others, ...said } });
}

/** Answers whether the order is dealt with. */
async function answerOrder(giving: Giving): Promise<boolean> {
  if (giving.order.isSpoken) return await hearFirst(giving);
  const reply = await ask(giving);
  if (reply.kind === "facts") {
    const { texts, moments } = giving.context.exchange;
    await say(giving, { text: factsContent(reply.facts, { texts, moments: await moments() }) });
    return true;
  }
  remember(giving, reply.request);
  return (await giveAnswer(reply, giving)) || endOf(giving.answer) !== "postponed";
}

/** What is said where an order failed before there was an answer to show. */
async function sayFault(
  giving: Giving,
  { error, again }: { error: unknown; again?: InlineKeyboardButton[][] },
): Promise<void> {
  const { context, order, dependencies, answer } = giving;
  if (isUnreachable(error)) return;
  const because = endOf(answer);
  if (because !== null) {
    const text = endedWords(because, context.exchange.texts);
    if (text !== null) await say(giving, { text: italic(text) });
    return;
  }
  const now = dependencies.clock.now();
  await say(giving, { text: faultWords(error, { context, task: order.task, now }), buttons: again });
}

/** For so long an action is shown (Bot API, sendChatAction: five seconds). */
const typingMs = 4_500;

/** Shows that somebody is at work, until it is called off: nothing waits for it, and Telegram may refuse it. */
function keepTyping({ context, order, dependencies }: Omit<Giving, "stopTyping">): () => void {
  const { chatId, threadId } = placeOfAnswer(context, order);
  const more = threadId === undefined ? {} : { message_thread_id: threadId };
  let callOff = () => {};
  function type(): void {
    dependencies.quick.sendChatAction(chatId, "typing", more).catch(() => {});
    callOff = dependencies.clock.after(typingMs, type);
  }
  type();
  return () => callOff();
}

/**
 * Answers an order, or says why it is not answered. Never rejects; answers whether it is dealt with, and not to be
 * carried out again after a restart.
 */
export async function carryOut(given: Omit<Giving, "stopTyping">): Promise<boolean> {
  const { logger } = given.context.exchange;
  const isWanted = !given.answer.signal.aborted;
  const giving: Giving = { ...given, stopTyping: isWanted ? keepTyping(given) : () => {} };
  try {
    giving.answer.signal.throwIfAborted();
    return await answerOrder(giving);
  } catch (error) {
    await sayFault(giving, { error }).catch((second: Error) => {
      if (!isUnreachable(second)) logger.warn(`Why there is no answer could not be told: ${second.message}`);
    });
    return endOf(giving.answer) !== "postponed";
  } finally {
    giving.stopTyping();
  }
}
