import type { TaskName } from "../../../domain/task.ts";
import { readTaskPlace, taskButtons, unknownTask } from "../../arguments.ts";
import { readCommand } from "../../called-command.ts";
import type { BotContext } from "../../context.ts";
import type { ButtonHandler, CommandHandler } from "../../feature.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { type Order, readOrder } from "./order.ts";
import { runOrder } from "./run-order.ts";
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

/** /task: any task of the table, by its name. */
export function createTaskCommand(dependencies: ChatDependencies): { command: CommandHandler; button: ButtonHandler } {
  async function run(context: BotContext): Promise<void> {
    const { message, exchange } = context;
    const { texts } = exchange;
    const rest = readCommand(context)?.rest ?? "";
    const [word = ""] = rest.split(/\s+/);
    if (word === "" || message === undefined) {
      return void (await exchange.say({
        text: texts.chat.whichTask,
        buttons: taskButtons({ name: "chat.task", titles: texts.chat.tasks }),
      }));
    }
    const task = taskCalled(word);
    if (task === null) return void (await exchange.say({ text: unknownTask([word], texts) }));
    const text = rest.slice(word.length).trim();
    const order = readOrder(context, message, { text, task });
    const whole = { ...order, ...partsFor(task, text, order), isSpoken: false };
    if (lacks(task, whole)) return void (await exchange.say({ text: texts.chat.howToTask(task) }));
    await runOrder(context, whole, dependencies);
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
