import { Composer } from "grammy";
import { isForAnother, readCommand } from "./called-command.ts";
import { type Access, type CommandName, commandsFor, commandTable } from "./command-table.ts";
import type { BotContext, Exchange } from "./context.ts";
import { nearestOf } from "./nearest.ts";

/** Says to an administrator in private why a group does not answer; to the group nothing is shown. */
async function explainPlace(context: BotContext, isAdministrator: boolean): Promise<void> {
  const { chat, from, exchange, api } = context;
  if (!isAdministrator || chat === undefined || chat.type === "private" || from === undefined) return;
  const { text, entities } = exchange.texts.common.onlyInListedGroups(chat.id);
  await api
    .sendMessage(from.id, text, { entities })
    .catch((error: Error) => exchange.logger.info(`An administrator could not be told in private: ${error.message}`));
}

async function accessOf({ isAdministrator, mayChat }: Exchange): Promise<Access> {
  if (isAdministrator) return "administrator";
  return (await mayChat()) ? "chat" : "everyone";
}

export interface FallbackOptions {
  isAdministratorAnywhere(context: BotContext): boolean;
}

/** The last of all: what no feature has taken. In groups the bot answers only what is meant for it. */
export function composeFallback({ isAdministratorAnywhere }: FallbackOptions): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message", async (context) => {
    const { exchange } = context;
    const command = readCommand(context);
    // What is no command is the chat's.
    if (command === null || isForAnother(command, context)) return;
    const known = commandTable[command.name as CommandName];
    if (known?.access === "administrator") await explainPlace(context, isAdministratorAnywhere(context));
    // In a group, a command that names nobody may be meant for another bot.
    if (command.bot === null && context.chat.type !== "private") return;
    const own = commandsFor(await accessOf(exchange));
    await exchange.say({ text: exchange.texts.common.unknownCommand(command.name, nearestOf(command.name, own)) });
  });
  composer.on("callback_query", (context) => context.exchange.notify(context.exchange.texts.common.deadButton));
  return composer;
}
