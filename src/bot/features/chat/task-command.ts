import type { Message } from "grammy/types";
import type { TaskName } from "../../../domain/task.ts";
import { readTaskPlace, taskButtons, unknownTask } from "../../arguments.ts";
import { readCommand } from "../../called-command.ts";
import type { BotContext } from "../../context.ts";
import type { ButtonHandler, CommandHandler } from "../../feature.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { lookingAtPictures, type Order, readOrder } from "./order.ts";
import { receiveOrder } from "./run-order.ts";
import { taskCalled } from "./task-names.ts";

/** "joy, anger, fear: I love it": the labels stand before the text. */
function withLabels(text: string): Partial<Order> {
  const at = text.search(/[:\n]/);
  if (at === -1) return { text };
  const labels = text.slice(0, at).split(",");
  return { labels: labels.map((label) => label.trim()).filter(Boolean), text: text.slice(at + 1).trim() };
}

/** The question on the first line, and below it, or in the message that is replied to, what it is about. */
function withContext(text: string, order: Order): Partial<Order> {
  const [question = "", ...more] = text.split("\n");
  const below = more.join("\n").trim();
  const context = below === "" ? order.quoted : below;
  return context === null ? { text } : { text: question, context, quoted: null };
}

function partsFor(task: TaskName, text: string, order: Order): Partial<Order> {
  if (task === "zero-shot-classification") return withLabels(text);
  return task === "question-answering" ? withContext(text, order) : { text };
}

function lacks(task: TaskName, order: Order): boolean {
  const isEmpty = order.text === "" && order.quoted === null && order.attachments.length === 0;
  return isEmpty || (task === "zero-shot-classification" && order.labels.length < 2);
}

interface Tasking {
  /** As it was written; "" where none was named. */
  word: string;
  /** Null where there is no such task. */
  asked: { task: TaskName; order: Order } | null;
}

function readTasking(context: BotContext, message: Message): Tasking {
  const rest = readCommand({ message: message as BotContext["message"] })?.rest ?? "";
  const [word = ""] = rest.split(/\s+/);
  const task = word === "" ? null : taskCalled(word);
  if (task === null) return { word, asked: null };
  const text = rest.slice(word.length).trim();
  const order = readOrder(context, message, { text, task });
  const { ownLanguage } = context.exchange.texts.chat;
  return { word, asked: { task, order: lookingAtPictures({ ...order, ...partsFor(task, text, order) }, ownLanguage) } };
}

/** What a message with /task asks for; null where it lacks something, and for any other message. */
export function readTasked(context: BotContext, message: Message): Order | null {
  if (readCommand({ message: message as BotContext["message"] })?.name !== "task") return null;
  const { asked } = readTasking(context, message);
  return asked === null || lacks(asked.task, asked.order) ? null : asked.order;
}

/** /task: any task of the table, by its name. */
export function createTaskCommand(dependencies: ChatDependencies): { command: CommandHandler; button: ButtonHandler } {
  async function run(context: BotContext): Promise<void> {
    const { message, exchange } = context;
    const { texts } = exchange;
    if (message === undefined) return;
    const { word, asked } = readTasking(context, message);
    if (word === "") {
      return void (await exchange.say({
        text: texts.chat.whichTask,
        buttons: taskButtons({ name: "chat.task", titles: texts.chat.tasks }),
      }));
    }
    if (asked === null) return void (await exchange.say({ text: unknownTask([word], texts) }));
    const { task, order } = asked;
    if (lacks(task, order)) return void (await exchange.say({ text: texts.chat.howToTask(task) }));
    await receiveOrder(context, order, dependencies);
  }

  return {
    command: { name: "task", effect: null, run },
    button: {
      name: "chat.task",
      access: "chat",
      effect: null,
      async run({ exchange }, [place]) {
        const task = readTaskPlace(place);
        if (task === null) return await exchange.notify(exchange.texts.common.deadButton);
        await exchange.say({ text: exchange.texts.chat.howToTask(task) });
      },
    },
  };
}
