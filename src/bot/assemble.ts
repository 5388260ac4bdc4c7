import { Api } from "grammy";
import type { App } from "../app.ts";
import type { Policy } from "../policy.ts";
import type { TelegramSettings } from "../settings.ts";
import type { DocumentDependencies } from "../shared/json-document.ts";
import { createJsonPoster, type JsonPoster } from "../shared/json-post.ts";
import type { Logger } from "../shared/logger.ts";
import { createAccessRules } from "./access.ts";
import { createActionLog } from "./action-log.ts";
import { announce } from "./announcements.ts";
import { createBackground } from "./background.ts";
import { createBot } from "./bot.ts";
import { createBusyPatience } from "./busy-patience.ts";
import type { Access } from "./command-table.ts";
import { createGathering } from "./features/chat/gathering.ts";
import { createKnownOrders } from "./features/chat/known-orders.ts";
import { createOpenAnswers } from "./features/chat/open-answers.ts";
import { createRefusalMemory } from "./features/chat/refusals.ts";
import { createFeatures } from "./features.ts";
import { createFileReader } from "./files/file-reader.ts";
import { createUpdateInbox } from "./inbox.ts";
import { reportInterrupted } from "./interrupted.ts";
import { createMenus, type Menus } from "./menus.ts";
import { createDraftIds } from "./messages/answer/draft-ids.ts";
import { createChatPace } from "./messages/answer/pace.ts";
import { createNetworkPatience } from "./network-patience.ts";
import { createPeopleStore } from "./people.ts";
import { createTelegram, type TelegramSurface } from "./telegram.ts";
import { threadless } from "./threadless.ts";
import { createTransport } from "./transport.ts";

export interface AssembleOptions extends DocumentDependencies {
  app: App;
  settings: TelegramSettings;
  readPolicy(): Promise<Policy>;
  logger: Logger;
  /** Stands in the requests to Telegram. */
  userAgent: string;
}

/** Calls to Telegram at once; with 200, five hundred answers at 20 ms each take 75 ms, with 50 they take 235. */
const connections = 200;

/** A policy that is being edited lets nobody in, as far as menus go. */
async function everyonesAccess(readPolicy: () => Promise<Policy>): Promise<Access> {
  const policy = await readPolicy().catch(() => null);
  return policy?.access === "everyone" ? "chat" : "everyone";
}

/** The ways of calling Telegram: the bot's own, and those of answers that stream. */
function createCalls(poster: JsonPoster, signal: AbortSignal, { settings, clock, logger }: AssembleOptions) {
  const { apiRoot, botToken: token } = settings;
  const transport = createTransport({ poster, apiRoot, token });
  const patience = createNetworkPatience({ clock, signal, logger });
  const [quick, steady] = [new Api(token, { apiRoot }), new Api(token, { apiRoot })];
  quick.config.use(transport, threadless);
  steady.config.use(transport, threadless, patience);
  const busy = createBusyPatience({ clock, signal });
  return { transformers: [transport, threadless, patience, busy], apis: { quick, steady } };
}

/** What only the chat needs. */
function createChatParts({ settings, clock, logger, getFile }: AssembleOptions & { getFile: Api["getFile"] }) {
  const { apiRoot, botToken: token } = settings;
  return {
    pace: createChatPace(clock),
    files: createFileReader({ api: { getFile }, apiRoot, token, clock, logger }),
    answers: createOpenAnswers(),
    orders: createKnownOrders(),
    nextDraftId: createDraftIds(clock),
    gathering: createGathering(clock),
    tellsRefusal: createRefusalMemory(clock),
  };
}

/** The Telegram bot, put together. */
export function assembleTelegram(options: AssembleOptions): TelegramSurface {
  const { app, settings, clock, logger, readPolicy } = options;
  const { administratorIds, apiRoot, botToken: token } = settings;
  const people = createPeopleStore(options);
  const actions = createActionLog(options);
  const background = createBackground({ logger });
  const poster = createJsonPoster({ connections, clock, userAgent: options.userAgent });
  // A policy that is being edited lists no group: an administrator's private chat still works.
  const groups = () =>
    readPolicy().then(
      (policy) => policy.telegram.groups,
      () => [],
    );
  const access = createAccessRules({ administratorIds, groups, clock, logger });
  // Features know the menus, and the menus the bot that has the features.
  const menus: Menus = { offer: () => offered.offer(), offerTo: (id) => offered.offerTo(id) };
  const inbox = createUpdateInbox(options);
  const stopping = new AbortController();
  const calls = createCalls(poster, stopping.signal, options);
  const dependencies = { app, clock, background, people, menus, readPolicy, access, actions, logger };
  const getFile: Api["getFile"] = (...given) => bot.api.getFile(...given);
  const chat = { ...calls.apis, ...createChatParts({ ...options, getFile }), comesAgain: inbox.comesAgain };
  const features = createFeatures({ ...dependencies, ...chat });
  const bot = createBot({ ...dependencies, token, apiRoot, features, transformers: calls.transformers });
  const told = { api: bot.api, app, administratorIds, people, readPolicy, clock, logger };
  const offered = createMenus({ ...told, groups, everyonesAccess: () => everyonesAccess(readPolicy) });
  const telegram = createTelegram({
    bot,
    settings,
    inbox,
    menus,
    background,
    clock,
    logger,
    reportInterrupted: () => reportInterrupted({ ...told, actions }),
    announce: (notice) => announce(notice, told),
    mayChat: (someone) => app.chat.mayChat({ ...someone, isAdministrator: false }),
  });
  return {
    ...telegram,
    async stop() {
      stopping.abort();
      await telegram.stop();
      await poster.close();
    },
  };
}
