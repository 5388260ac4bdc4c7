import type { BotContext } from "../../context.ts";
import type { Feature } from "../../feature.ts";
import { answerTaps } from "./answer-taps.ts";
import { orderingCommands } from "./commands.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { chatMessages } from "./messages.ts";
import { conversationPlaceOf } from "./question-of.ts";
import { stopAnswers } from "./run-order.ts";
import { createTaskCommand } from "./task-command.ts";
import { createUse } from "./use.ts";

/** The chat: what people write is answered by the model that serves it. */
export function createChatFeature(dependencies: ChatDependencies): Feature {
  const { app, gathering } = dependencies;
  const task = createTaskCommand(dependencies);
  const use = createUse(dependencies);

  async function forget(context: BotContext): Promise<void> {
    await gathering.finish(context);
    await app.chat.forget(conversationPlaceOf(context));
    await context.exchange.say({ text: context.exchange.texts.chat.newConversation });
  }

  async function stop(context: BotContext): Promise<void> {
    const { exchange } = context;
    await gathering.finish(context);
    const count = stopAnswers(context, dependencies);
    // What was stopped says so by itself.
    if (count === 0) await exchange.say({ text: exchange.texts.chat.nothingIsComing });
  }

  return {
    name: "chat",
    commands: [
      ...orderingCommands(dependencies),
      task.command,
      use.command,
      { name: "new", effect: null, run: forget },
      { name: "stop", effect: null, run: stop },
    ],
    buttons: [...answerTaps(dependencies), task.button, ...use.buttons],
    others: chatMessages(dependencies),
  };
}
