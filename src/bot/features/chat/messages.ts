import type { Message } from "grammy/types";
import { refuseChat } from "../../attach-feature.ts";
import type { BotContext } from "../../context.ts";
import type { OtherHandler } from "../../feature.ts";
import { readAttachment } from "../../files/received-file.ts";
import { readOrdered } from "./commands.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { placeKey, threadOf } from "./open-answers.ts";
import { isForBot, readOrder, textOf } from "./order.ts";
import { receiveOrder, runOrder } from "./run-order.ts";

/** Whether somebody says something by it: members who come and go, pinned messages and the like say nothing. */
function saysSomething(message: Message): boolean {
  return textOf(message) !== "" || readAttachment(message) !== null;
}

/** What is no command and no tap, but meant for the chat. */
export function chatMessages(dependencies: ChatDependencies): OtherHandler[] {
  const { answers } = dependencies;

  async function receive(context: BotContext): Promise<boolean> {
    const { message, exchange } = context;
    if (message === undefined || message.from?.is_bot || !saysSomething(message) || !isForBot(context, message))
      return true;
    if (await exchange.mayChat()) await receiveOrder(context, readOrder(context, message), dependencies);
    else await refuseChat(context);
    return true;
  }

  /** A question that is mended while it is being answered is answered as it now stands. */
  async function receiveEdit(context: BotContext): Promise<boolean> {
    const { editedMessage: message, exchange } = context;
    if (message === undefined) return true;
    const answer = answers.find(placeKey(message.chat.id, threadOf(message)), message.message_id);
    if (answer === undefined || !(await exchange.mayChat())) return true;
    answer.end("edited");
    const order = readOrdered(context, message)?.order ?? readOrder(context, message);
    await runOrder(context, order, dependencies);
    return true;
  }

  async function stop({ stoppedMessageGeneration: stopped }: BotContext): Promise<boolean> {
    if (stopped !== undefined) answers.stop(placeKey(stopped.chat.id, stopped.message_thread_id));
    return true;
  }

  /** Nobody is left to read what is being written. */
  async function leave({ myChatMember: change }: BotContext): Promise<boolean> {
    const isOut = change !== undefined && ["left", "kicked"].includes(change.new_chat_member.status);
    if (isOut) answers.leave(change.chat.id);
    return true;
  }

  return [
    { kind: "message", run: receive },
    { kind: "edited_message", run: receiveEdit },
    { kind: "stopped_message_generation", run: stop },
    { kind: "my_chat_member", run: leave },
  ];
}
