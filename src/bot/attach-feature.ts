import { Composer, type MiddlewareFn } from "grammy";
import type { AccessRules } from "./access.ts";
import type { ActionLog } from "./action-log.ts";
import { readTap } from "./buttons.ts";
import { isForAnother, readCommand } from "./called-command.ts";
import { type Access, commandTable } from "./command-table.ts";
import type { BotContext } from "./context.ts";
import type { ButtonHandler, CommandHandler, Effect, Feature } from "./feature.ts";

export interface AttachOptions {
  access: AccessRules;
  actions: ActionLog;
}

interface Guarded {
  what: string;
  access: Access;
  effectOf(context: BotContext): Effect | null;
  run(context: BotContext): Promise<void>;
}

/** Does what changes something once, however often its update arrives, and remembers when it has ended. */
async function once(context: BotContext, { what, effectOf, run }: Guarded, { actions }: AttachOptions): Promise<void> {
  const { update, from, chat, exchange } = context;
  const effect = effectOf(context);
  if (effect === null || from === undefined || chat === undefined) return await run(context);
  const updateId = update.update_id;
  const isNew = await actions.begin({ updateId, what, effect, userId: from.id, chatId: chat.id });
  if (!isNew) {
    exchange.logger.info(`${what} was begun before this update was delivered again: it is not done twice.`);
    return;
  }
  const end = () =>
    actions
      .end(updateId)
      .catch((error: Error) => exchange.logger.warn(`${what} stays noted as open: ${error.message}`));
  try {
    await run(context);
  } finally {
    // What its author could not be told stays open: the next start tells them.
    const ended = Promise.all(context.backgroundWork).then((all) => (all.every(Boolean) ? end() : undefined));
    if (context.backgroundWork.length === 0) await ended;
  }
}

/** Says to whom the bot does not chat with; in groups, where many would read it, nothing. */
export async function refuseChat({ exchange, chat, from, callbackQuery }: BotContext): Promise<void> {
  const { stranger, notForYou } = exchange.texts.chat;
  if (callbackQuery !== undefined) await exchange.notify(notForYou, { alert: true });
  else if (chat?.type === "private" && from !== undefined && exchange.tellsStranger())
    await exchange.say({ text: stranger(from.id) });
}

/**
 * What every handler stands behind. Whoever may not use it is passed on, to be answered as if it did not exist:
 * nothing is learned by trying.
 */
function guarded(handler: Guarded, options: AttachOptions): MiddlewareFn<BotContext> {
  return async (context, next) => {
    const { exchange, from } = context;
    if (handler.access === "administrator" && !exchange.isAdministrator) {
      options.access.noteAttempt(from, handler.what);
      return await next();
    }
    if (handler.access === "chat" && !(await exchange.mayChat())) return await refuseChat(context);
    exchange.logger.debug(`${handler.what} from ${from?.id}`);
    await once(context, handler, options);
  };
}

function attachCommand(composer: Composer<BotContext>, command: CommandHandler, options: AttachOptions): void {
  const { name, effect, changesFrom = 0 } = command;
  // A start may bear the word of the link that led to it (t.me/bot?start=word).
  const takesWords = commandTable[name].parameters !== "" || name === "start";
  const wordsOf = (context: BotContext) => readCommand(context)?.words ?? [];

  function effectOf(context: BotContext): Effect | null {
    const { length } = wordsOf(context);
    return length >= changesFrom && (length === 0 || takesWords) ? effect : null;
  }

  async function run(context: BotContext): Promise<void> {
    const words = wordsOf(context);
    if (words.length === 0 || takesWords) return await command.run(context, words);
    await context.exchange.say({ text: context.exchange.texts.common.noWords(name) });
  }

  composer.filter(
    (context) => {
      const called = readCommand(context);
      return called?.name === name && !isForAnother(called, context);
    },
    guarded({ what: `/${name}`, access: commandTable[name].access, effectOf, run }, options),
  );
}

function attachButton(composer: Composer<BotContext>, button: ButtonHandler, options: AttachOptions): void {
  const { name, access, effect } = button;
  async function run(context: BotContext): Promise<void> {
    await button.run(context, readTap(context.callbackQuery?.data ?? "").parameters);
    // A tap that nobody answers goes on spinning on the phone.
    await context.exchange.notify("");
  }
  composer
    .on("callback_query:data")
    .filter(
      (context) => readTap(context.callbackQuery.data).name === name,
      guarded({ what: `a tap on ${name}`, access, effectOf: () => effect, run }, options),
    );
}

/** The feature as one composer, each handler behind the guard. */
export function composeFeature(feature: Feature, options: AttachOptions): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  for (const command of feature.commands) attachCommand(composer, command, options);
  for (const button of feature.buttons) attachButton(composer, button, options);
  return composer;
}
