import type { Message } from "grammy/types";
import { refuseChat } from "../../attach-feature.ts";
import { isOwnWord } from "../../author.ts";
import { readCommand } from "../../called-command.ts";
import type { BotContext } from "../../context.ts";
import type { OtherHandler } from "../../feature.ts";
import { readAttachment } from "../../files/received-file.ts";
import { readOrdered } from "./commands.ts";
import type { ChatDependencies } from "./dependencies.ts";
import { placeKey, threadOf } from "./open-answers.ts";
import { asWritten, isForBot, type Order, readOrder, textOf } from "./order.ts";
import { receiveOrder, runOrder, stopAnswers } from "./run-order.ts";
import { readTasked } from "./task-command.ts";

/** Whether somebody says something by it: members who come and go, pinned messages and the like say nothing. */
function saysSomething(message: Message): boolean {
  return textOf(message) !== "" || readAttachment(message) !== null;
}

/** What people send in place of a nod: in a group it asks for nothing. */
const reactions: readonly string[] = ["sticker", "animation", "dice"];

function isReaction(message: Message): boolean {
  return textOf(message) === "" && reactions.includes(readAttachment(message)?.what ?? "");
}

/** Whether a message asks the bot for something. */
function asks(context: BotContext, message: Message): boolean {
  if (!saysSomething(message) || !isForBot(context, message)) return false;
  return message.chat.type === "private" || !isReaction(message);
}

/** What a message asks for, as it now stands; null where it has become a command that nothing can be made of. */
function readMended(context: BotContext, message: Message): Order | null {
  const isCommand = isOwnWord(context) && readCommand({ message: message as BotContext["message"] }) !== null;
  return isCommand ? (readOrdered(context, message) ?? readTasked(context, message)) : readOrder(context, message);
}

/** What is no command and no tap, but meant for the chat. */
export function chatMessages(dependencies: ChatDependencies): OtherHandler[] {
  const { answers } = dependencies;

  async function receive(context: BotContext): Promise<boolean> {
    const { message, exchange } = context;
    if (message === undefined || !asks(context, message)) return true;
    if (await exchange.mayChat()) await receiveOrder(context, readOrder(context, message), dependencies);
    else await refuseChat(context);
    return true;
  }

  /** A question that is mended while it is being answered is answered as it now stands. */
  async function receiveEdit(context: BotContext): Promise<boolean> {
    const { editedMessage: message, exchange } = context;
    if (message === undefined) return true;
    const answer = answers.find(placeKey(message.chat.id, threadOf(message)), message.message_id);
    // Of what came in parts only one is mended, and not the whole.
    if (answer === undefined || answer.asWritten === null || answer.asWritten === asWritten(message)) return true;
    const order = readMended(context, message);
    if (order !== null && (await exchange.mayChat())) await runOrder(context, order, dependencies, answer);
    return true;
  }

  async function stop(context: BotContext): Promise<boolean> {
    stopAnswers(context, dependencies, context.stoppedMessageGeneration?.message_thread_id);
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
