import type { Message } from "grammy/types";
import { takeLanguage } from "../../../chat/intent/language-names.ts";
import type { TaskName } from "../../../domain/task.ts";
import { usageOf } from "../../arguments.ts";
import { readCommand } from "../../called-command.ts";
import type { CommandName } from "../../command-table.ts";
import type { BotContext } from "../../context.ts";
import type { CommandHandler } from "../../feature.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { lookingAtPictures, type Order, readOrder } from "./order.ts";
import { receiveOrder } from "./run-order.ts";

/** A command by which somebody says outright what they want. */
interface Ordering {
  name: CommandName;
  /** Null where the words still decide. */
  task: TaskName | null;
  /** What may stand behind it, as an example. */
  example: string;
}

const orderings: readonly Ordering[] = [
  { name: "ask", task: "conversational", example: "Why is the sky blue?" },
  { name: "code", task: "code-generation", example: "a function that reverses a list in Python" },
  { name: "summarize", task: "summarization", example: "…" },
  { name: "translate", task: "translation", example: "french Good morning" },
  { name: "image", task: "text-to-image", example: "a weathervane in a storm" },
  { name: "video", task: "text-to-video", example: "a weathervane turning in the wind" },
  { name: "speak", task: "text-to-speech", example: "Good morning!" },
  { name: "transcribe", task: "automatic-speech-recognition", example: "" },
];

function translated(rest: string): Partial<Order> {
  const { language, rest: text } = takeLanguage(rest);
  return { text, targetLanguage: language };
}

/** A picture that comes with a plain question is looked at, and not passed over. */
function taskOfOrder({ task }: Ordering, order: Order): TaskName | null {
  const hasPicture = order.attachments.some(({ kind }) => kind === "picture");
  return task === "conversational" && hasPicture ? "image-text-to-text" : task;
}

function lacksMaterial({ task, text, quoted, attachments }: Order): boolean {
  const isEmpty = text === "" && quoted === null && attachments.length === 0;
  return isEmpty || (task === "automatic-speech-recognition" && !attachments.some(({ kind }) => kind === "recording"));
}

function howTo({ name, example }: Ordering, { exchange }: BotContext) {
  const { texts } = exchange;
  return name === "transcribe" ? texts.chat.howToTranscribe : usageOf(name, example, texts);
}

/** What a message with one of these commands asks for, whether or not it can be done; null for any other message. */
function readOrdering(context: BotContext, message: Message): { ordering: Ordering; order: Order } | null {
  const called = readCommand({ message: message as BotContext["message"] });
  const ordering = orderings.find(({ name }) => name === called?.name);
  if (called === null || ordering === undefined) return null;
  const said = ordering.name === "translate" ? translated(called.rest) : { text: called.rest };
  const order = readOrder(context, message, { ...said, task: ordering.task });
  const { ownLanguage } = context.exchange.texts.chat;
  return { ordering, order: lookingAtPictures({ ...order, task: taskOfOrder(ordering, order) }, ownLanguage) };
}

/** What a message with one of these commands asks for; null where it lacks something, and for any other message. */
export function readOrdered(context: BotContext, message: Message): Order | null {
  const order = readOrdering(context, message)?.order ?? null;
  return order === null || lacksMaterial(order) ? null : order;
}

/** The commands that ask a model. */
export function orderingCommands(dependencies: ChatDependencies): CommandHandler[] {
  return orderings.map(({ name }) => ({
    name,
    effect: null,
    async run(context) {
      const { message, exchange } = context;
      const ordered = message && readOrdering(context, message);
      if (!ordered) return;
      const { ordering, order } = ordered;
      if (lacksMaterial(order)) return void (await exchange.say({ text: howTo(ordering, context) }));
      await receiveOrder(context, order, dependencies);
    },
  }));
}
