import { GrammyError } from "grammy";
import type { Policy } from "../policy.ts";
import type { Logger } from "../shared/logger.ts";
import type { AccessRules } from "./access.ts";
import type { ActionLog } from "./action-log.ts";
import { authorIdOf, isOwnWord } from "./author.ts";
import type { BotContext, Exchange, FeatureDependencies } from "./context.ts";
import { languageOf } from "./languages/language.ts";
import { textsOf } from "./languages/texts.ts";
import { editContent, type Place, sendContent } from "./messages/deliver.ts";
import { readMoments } from "./messages/moments.ts";
import { shortened } from "./messages/shortened.ts";
import type { PeopleStore } from "./people.ts";

export interface ExchangeOptions extends FeatureDependencies {
  actions: ActionLog;
  access: AccessRules;
  people: PeopleStore;
  readPolicy(): Promise<Policy>;
  logger: Logger;
}

/** A callback answer holds at most 200 characters (Bot API, answerCallbackQuery). */
const longestNotice = 200;

function isTooLate(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes("query is too old");
}

function placeOf({ api, chat, msg }: BotContext): Place {
  return { api, chatId: chat?.id ?? 0, threadId: msg?.is_topic_message ? msg.message_thread_id : undefined };
}

/** Prepares what a handler of this update needs. */
export async function createExchange(context: BotContext, options: ExchangeOptions): Promise<Exchange> {
  const { access, people, background, clock } = options;
  const { from, chat, update } = context;
  const logger = options.logger.child({ updateId: update.update_id });
  const chosen = from === undefined ? null : await people.chosenLanguage(from.id).catch(() => null);
  const language = chosen ?? languageOf(from?.language_code);
  const texts = textsOf(language);
  if (from !== undefined && access.isAdministrator(from)) {
    await people.note(from.id, language).catch((error: Error) => logger.warn(error.message));
  }
  return {
    texts,
    logger,
    isAdministrator: access.isAdministrator(from) && isOwnWord(context) && (await access.isAdministrativeChat(chat)),
    mayChat: () =>
      options.app.chat.mayChat({
        userId: authorIdOf(context),
        chatId: chat?.id ?? 0,
        isAdministrator: access.isAdministrator(from),
      }),
    tellsStranger: () => from !== undefined && access.tellsStranger(from),
    trigger: `telegram:${from?.id ?? 0}`,
    say: (content) => sendContent(placeOf(context), content),
    edit: async (messageId, content) => void (await editContent(placeOf(context), messageId, content)),
    async replace(content) {
      const messageId = context.callbackQuery?.message?.message_id;
      if (messageId === undefined) await sendContent(placeOf(context), content);
      else await editContent(placeOf(context), messageId, content);
    },
    moments: () => readMoments(texts, { readPolicy: options.readPolicy, clock }),
    async notify(text, { alert } = { alert: false }) {
      if (context.callbackQuery === undefined || context.isTapAnswered) return;
      context.isTapAnswered = true;
      await context.answerCallbackQuery({ text: shortened(text, longestNotice), show_alert: alert }).catch((error) => {
        // The tap lies too far back: a restart or a slow answer came between. Nothing spins on the phone any more.
        if (!isTooLate(error)) throw error;
        logger.debug("A tap was answered too late to be shown.");
      });
    },
    progressIsAt: (messageId) =>
      // Without it, a start after a crash tells in a new message what became of it.
      options.actions.attach(update.update_id, messageId).catch((error: Error) => logger.warn(error.message)),
    inBackground(name, work) {
      logger.debug(`${name} goes on in the background.`);
      context.backgroundWork.push(background.begin(name, update.update_id, work));
    },
  };
}
