import type { Bot } from "grammy";
import { GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { UsageError } from "../domain/errors.ts";
import type { Notice } from "../notices/notice.ts";
import type { TelegramSettings } from "../settings.ts";
import { type Clock, unlessAborted } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { Logger } from "../shared/logger.ts";
import type { Surface } from "../surface.ts";
import type { Background } from "./background.ts";
import type { BotContext } from "./context.ts";
import type { UpdateInbox } from "./inbox.ts";
import type { Menus } from "./menus.ts";
import { createPolling, toCallSignal, wantedUpdates } from "./polling.ts";

export interface TelegramOptions {
  bot: Bot<BotContext>;
  settings: TelegramSettings;
  inbox: UpdateInbox;
  menus: Menus;
  background: Background;
  clock: Clock;
  logger: Logger;
  /** Tells what became of work that a crash cut off. */
  reportInterrupted(): Promise<void>;
  announce(notice: Notice): Promise<boolean>;
  /** Whether somebody who is no administrator may chat there. */
  mayChat(someone: { userId: number; chatId: number }): Promise<boolean>;
}

export interface TelegramSurface extends Surface {
  announce(notice: Notice): Promise<boolean>;
  /** Takes an update that came by webhook: resolves when it is on disk, and goes on to handle it. */
  receive(update: { update_id: number }): Promise<void>;
}

/** How long a stop waits for updates of the configuration that people have set off, before it cancels them. */
const patienceMs = 30_000;
const longestPauseMs = 60_000;

function isRefused(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

/** The updates in work: each once at a time, and off the disk when it has been handled, with all that it has set off. */
function createHandling({ bot, inbox, background, logger }: TelegramOptions) {
  const running = new Map<number, Promise<void>>();
  const finishing = new Set<Promise<void>>();

  /** Whatever is cut off, by a crash or by the end of the service, is begun again from the disk. */
  async function finish(id: number): Promise<void> {
    if (await background.ended(id)) await inbox.done(id).catch((error: Error) => logger.warn(error.message));
  }

  async function handle(update: Update): Promise<void> {
    try {
      // What a handler throws has ended within its feature.
      await bot.handleUpdate(update);
      const finished = finish(update.update_id).finally(() => finishing.delete(finished));
      finishing.add(finished);
    } catch (error) {
      logger.error({ err: error }, "An update could not be handled.");
    }
  }

  return {
    /** Never rejects. */
    begin(update: Update): Promise<void> {
      const id = update.update_id;
      const handled = running.get(id) ?? handle(update).finally(() => running.delete(id));
      running.set(id, handled);
      return handled;
    },
    ended: async () => void (await Promise.allSettled(running.values())),
    finished: async () => void (await Promise.allSettled(finishing)),
  };
}

/**
 * Asks Telegram, once, who the bot is: the first call, by which a wrong token shows. `bot.init` would ask for ever while
 * Telegram cannot be reached, and the service could neither begin nor end.
 */
async function introduce(bot: Bot<BotContext>, signal: AbortSignal): Promise<void> {
  if (bot.isInited()) return;
  try {
    bot.botInfo = await bot.api.getMe(toCallSignal(signal));
  } catch (error) {
    if (!isRefused(error)) throw error;
    throw new UsageError("Telegram does not take the token in BOT_TOKEN. Copy it anew from @BotFather.");
  }
}

/** Tries again and again, ever more slowly, until it succeeds or the signal is aborted. */
async function persist(
  work: () => Promise<void>,
  { clock, logger, signal }: Pick<TelegramOptions, "clock" | "logger"> & { signal: AbortSignal },
): Promise<void> {
  let told = "";
  for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      const sentence = `Telegram cannot be used yet: ${messageOf(error)}`;
      if (sentence !== told) logger.warn(sentence);
      told = sentence;
      await clock.sleep(pauseMs, signal).catch(() => {});
    }
  }
}

/** What must not be lost when the process dies: what administrators do, and what may become an answer. */
function keepingRule({ settings, mayChat }: TelegramOptions): (update: Update) => Promise<boolean> {
  return async ({ message, callback_query }) => {
    const { from } = message ?? callback_query ?? {};
    if (from === undefined) return false;
    if (settings.administratorIds.includes(from.id)) return true;
    return message !== undefined && (await mayChat({ userId: from.id, chatId: message.chat.id }));
  };
}

/** The Telegram bot as a surface of the service. */
export function createTelegram(options: TelegramOptions): TelegramSurface {
  const { bot, settings, inbox, menus, background, clock, logger, announce } = options;
  const { administratorIds, webhook } = settings;
  const stopping = new AbortController();
  const handling = createHandling(options);
  const mustBeKept = keepingRule(options);
  const polling = createPolling({ bot, inbox, handle: handling.begin, mustBeKept, clock, logger });
  let connecting: Promise<void> = Promise.resolve();
  let isServing = false;

  /** What an earlier process left comes first: its reports, then its updates, and only then new ones. */
  async function catchUp(): Promise<void> {
    if (isServing) return;
    await options.reportInterrupted().catch((error) => logger.warn(messageOf(error)));
    if (stopping.signal.aborted) return;
    for (const update of await inbox.leftovers()) void handling.begin(update);
    isServing = true;
    if (webhook === null) polling.start();
  }

  async function serve(): Promise<void> {
    await introduce(bot, stopping.signal);
    const signal = toCallSignal(stopping.signal);
    if (webhook === null) await bot.api.deleteWebhook({}, signal);
    else
      await bot.api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: wantedUpdates }, signal);
    await catchUp();
    logger.info(`@${bot.botInfo.username} ${webhook === null ? "polls for updates" : "takes updates by webhook"}.`);
    // A stop does not wait for them: they only show.
    await unlessAborted(menus.offer(), stopping.signal);
  }

  return {
    announce,
    async start(signal) {
      let line = "Telegram cannot be reached now; the bot begins as soon as it can be.";
      try {
        await introduce(bot, signal);
        line = `Telegram: @${bot.botInfo.username} is there for ${administratorIds.length === 1 ? "its administrator" : `${administratorIds.length} administrators`}.`;
      } catch (error) {
        if (error instanceof UsageError) throw error;
      }
      // Reports and menus are many small calls; the service is there meanwhile.
      connecting = persist(serve, { clock, logger, signal: stopping.signal });
      return [line];
    },
    async receive(update) {
      // Its other fields are read as everything from outside is: only where they are there.
      for (const fresh of await inbox.keep([update as Update])) {
        // Until then it waits as a leftover: behind what came before it.
        if (isServing) void handling.begin(fresh);
      }
    },
    async stop() {
      stopping.abort(new Error("The service is stopping."));
      // What does not end in time is kept in the inbox, and goes on at the next start.
      const patience = clock.deadline(patienceMs);
      await unlessAborted(connecting, patience);
      const wasPolling = isServing && webhook === null;
      isServing = false;
      if (wasPolling) await polling.pause();
      await unlessAborted(handling.ended(), patience);
      await background.stop(patience);
      await handling.finished();
      if (wasPolling) await polling.confirm();
    },
  };
}
