import { sequentialize } from "@grammyjs/runner";
import { Bot, type Transformer } from "grammy";
import { isOwnWord } from "./author.ts";
import { readCommand } from "./called-command.ts";
import type { BotContext } from "./context.ts";
import { createCrowdGate } from "./crowd-gate.ts";
import { dispatch } from "./dispatch.ts";
import { createExchange, type ExchangeOptions } from "./exchange.ts";
import { composeFallback } from "./fallback.ts";
import { handleFault } from "./faults.ts";
import type { Feature } from "./feature.ts";
import { answerButtonNames } from "./features/chat/answer-buttons.ts";

export interface BotOptions extends ExchangeOptions {
  token: string;
  apiRoot: string;
  features: readonly Feature[];
  /** The API's transformers, the innermost first: what carries a call to Telegram, and what tries again. */
  transformers: readonly Transformer[];
}

/** For uploads, which grammY's own client makes; everything else has the limits of src/bot/transport.ts. */
const uploadSeconds = 30;

/** Whoever wants something stopped does not wait until it is done. */
function isStop(context: BotContext): boolean {
  const { stoppedMessageGeneration, callbackQuery } = context;
  if (stoppedMessageGeneration !== undefined || callbackQuery?.data === answerButtonNames.stop) return true;
  return isOwnWord(context) && readCommand(context)?.name === "stop";
}

/** What one chat says is handled in its order; chats do not wait for each other. */
function chatOf(context: BotContext): string | undefined {
  return context.chat === undefined || isStop(context) ? undefined : String(context.chat.id);
}

/** The bot with its features, ready to be handed updates. Whatever a handler throws ends within its feature. */
export function createBot(options: BotOptions): Bot<BotContext> {
  const { token, apiRoot, features, transformers } = options;
  const bot = new Bot<BotContext>(token, { client: { apiRoot, timeoutSeconds: uploadSeconds } });
  bot.api.config.use(...transformers);
  const isAdministratorAnywhere = ({ from }: BotContext) => options.access.isAdministrator(from);
  bot.use(createCrowdGate({ isExempt: isAdministratorAnywhere, logger: options.logger }));
  bot.use(sequentialize(chatOf));
  bot.use(async (context, next) => {
    context.backgroundWork = [];
    context.isTapAnswered = false;
    context.exchange = await createExchange(context, options);
    await next();
  });
  bot.use(dispatch(features, options));
  bot.errorBoundary(handleFault, composeFallback({ isAdministratorAnywhere }));
  return bot;
}
