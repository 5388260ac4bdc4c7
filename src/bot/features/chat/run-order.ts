import { CutOff } from "../../background.ts";
import type { BotContext } from "../../context.ts";
import { refusalOf } from "../../files/received-file.ts";
import { carryOut } from "./carry-out.ts";
import type { ChatDependencies } from "./dependencies.ts";
import type { Begun } from "./gathering.ts";
import { type OpenAnswer, placeKey, type Taken, threadOf } from "./open-answers.ts";
import type { Order } from "./order.ts";
import { personOf } from "./question-of.ts";

/** Why an order cannot be carried out as it is: its files are too large, or of no use; null where it can. */
function refusalWords({ exchange }: BotContext, { attachments, text, quoted }: Order) {
  const { chat } = exchange.texts;
  for (const attachment of attachments) {
    const refusal = refusalOf(attachment);
    if (refusal === "too-large") return chat.tooLarge[attachment.kind];
    if (refusal === "too-long") return chat.tooLong;
    if (refusal === "unusable") return chat.unusable(attachment.what);
  }
  return attachments.length === 0 && text === "" && quoted === null ? chat.nothingAsked : null;
}

/** Whether the limits let an order through; where they do not, the person is told once. */
async function isAdmitted(context: BotContext, { app, tellsRefusal }: ChatDependencies): Promise<boolean> {
  const person = personOf(context);
  const refusal = await app.chat.admit(person);
  if (refusal === null) return true;
  const { exchange } = context;
  const words = exchange.texts.chat.limit(refusal);
  // A tap is answered over the chat, where it floods nobody.
  if (context.callbackQuery !== undefined) await exchange.notify(words.text, { alert: true });
  else if (tellsRefusal(person, refusal)) await exchange.say({ text: words });
  return false;
}

interface Line {
  context: BotContext;
  order: Order;
  dependencies: ChatDependencies;
  /** Aborted when the service ends. */
  stopping: AbortController;
  replaces: OpenAnswer | null;
}

/** Puts an order behind those that were given before it in its place; null where too many wait there. */
function standInLine({ context, order, dependencies, stopping, replaces }: Line): Taken | null {
  const { chat, msg, exchange } = context;
  const { texts, logger } = exchange;
  const asked = {
    messageId: order.messageId,
    asWritten: order.asWritten ?? null,
    person: personOf(context),
    replaces,
    tellDropped(count: number) {
      exchange
        .say({ text: texts.chat.dropped(count) })
        .catch((error: Error) => logger.warn(`What was dropped could not be told: ${error.message}`));
    },
  };
  return dependencies.answers.take(placeKey(chat?.id ?? 0, threadOf(msg)), asked, (answer) =>
    carryOut({ context, order, answer, dependencies, stopping: stopping.signal }),
  );
}

/** Waits for an answer's end; where that of the service comes first, the answer is ended, or left to the next start. */
async function untilEnded({ answer, ended }: Taken, { context, dependencies, stopping }: Line, signal: AbortSignal) {
  // A tap that is handled again finds nothing of what it was about.
  const comesAgain = context.message !== undefined && dependencies.comesAgain(context.update.update_id);
  const stop = () => {
    answer.end(comesAgain ? "postponed" : "service");
    stopping.abort(signal.reason);
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const isDealtWith = await ended.finally(() => signal.removeEventListener("abort", stop));
  if (!isDealtWith) throw new CutOff("The service has ended before the answer.");
}

const dealtWith: Begun = { ended: Promise.resolve() };

/**
 * Answers an order when its turn has come, in the background. What is asked too much or too fast is refused in a
 * sentence, once; then what it was to replace goes on.
 */
export async function runOrder(
  context: BotContext,
  order: Order,
  dependencies: ChatDependencies,
  replaces: OpenAnswer | null = null,
): Promise<Begun> {
  const { exchange } = context;
  // What cannot be used counts as well, so that nobody draws sentence after sentence.
  if (!(await isAdmitted(context, dependencies))) return dealtWith;
  const refusal = refusalWords(context, order);
  if (refusal !== null) {
    await exchange.say({ text: refusal });
    return dealtWith;
  }
  const line: Line = { context, order, dependencies, stopping: new AbortController(), replaces };
  const taken = standInLine(line);
  if (taken === null) {
    const { busy } = exchange.texts.chat;
    if (context.callbackQuery !== undefined) await exchange.notify(busy.text, { alert: true });
    else if (dependencies.tellsRefusal(personOf(context), null)) await exchange.say({ text: busy });
    return dealtWith;
  }
  const begun = { ...dealtWith };
  exchange.inBackground("an answer", (signal) => {
    begun.ended = untilEnded(taken, line, signal);
    return begun.ended;
  });
  return begun;
}

/** Carries out the order of a message, when all messages that belong to it are there. */
export async function receiveOrder(context: BotContext, order: Order, dependencies: ChatDependencies): Promise<void> {
  const gathered = await dependencies.gathering.take(context, order, (whole) => runOrder(context, whole, dependencies));
  if (gathered === null) return void (await runOrder(context, order, dependencies));
  // Each part is kept until the whole is dealt with, so that no half of a question is answered after a crash.
  context.exchange.inBackground("what comes in parts", () => gathered.ended);
}

/** Ends what is being written, and what waits behind it: in a group their own alone. Answers how many that were. */
export function stopAnswers(
  context: BotContext,
  { answers }: Pick<ChatDependencies, "answers">,
  threadId = threadOf(context.msg),
): number {
  const { chat } = context;
  return answers.stop(placeKey(chat?.id ?? 0, threadId), chat?.type === "private" ? null : personOf(context));
}
