import { createConcurrentSink, createRunner, createSource, type UpdateSupplier } from "@grammyjs/runner";
import { type Api, type Bot, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { BotContext } from "./context.ts";
import { otherKinds } from "./feature.ts";
import type { UpdateInbox } from "./inbox.ts";

/** The kinds of updates that the bot has an answer to. */
export const wantedUpdates = ["callback_query", ...otherKinds] as const satisfies (keyof Update)[];

/** Updates in work at the same time; Telegram hands out 100 at once. */
const concurrency = 500;
/** How long Telegram may hold a request until there is something, in seconds. */
const pollSeconds = 30;
const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;
/** A token that was refused, or another program that polls: neither mends itself in a moment. */
const stubbornPauseMs = 60_000;
/** For the last call of all, which spares what was handled another delivery: a stop does not wait long for it. */
const confirmationMs = 2_000;

export interface PollingOptions {
  bot: Bot<BotContext>;
  inbox: UpdateInbox;
  /** Handles an update; resolves when that has ended, and never rejects. */
  handle(update: Update): Promise<void>;
  /** Whether an update must not be lost when the process dies: then it is kept on disk before it is confirmed. */
  mustBeKept(update: Update): Promise<boolean>;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

export interface Polling {
  start(): void;
  /** Fetches no more. */
  pause(): Promise<void>;
  /** Tells Telegram that what was fetched need not be delivered again: to be called when it has been handled. */
  confirm(): Promise<void>;
}

/** A signal as grammY's calls take it: the type is that of an old package, the object is the same. */
export function toCallSignal(signal: AbortSignal): NonNullable<Parameters<Api["getMe"]>[0]> {
  return signal as NonNullable<Parameters<Api["getMe"]>[0]>;
}

/** Why Telegram gave no updates, in a sentence, and for how long to leave it alone; `failures` is at least 1. */
function judgeFault(error: unknown, failures: number): { sentence: string; pauseMs: number } {
  const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** (failures - 1));
  if (!(error instanceof GrammyError)) {
    return { sentence: "Telegram cannot be reached; the bot answers as soon as it can be again.", pauseMs };
  }
  if (error.error_code === 401 || error.error_code === 404) {
    const sentence = "Telegram no longer takes the token in BOT_TOKEN. Get a new one from @BotFather and start again.";
    return { sentence, pauseMs: stubbornPauseMs };
  }
  if (error.error_code === 409) {
    const sentence = `Another program fetches this bot's updates, or a webhook is set (${error.description}). Stop the other one.`;
    return { sentence, pauseMs: longestPauseMs };
  }
  const wanted = (error.parameters.retry_after ?? 0) * 1_000;
  return {
    sentence: `Telegram answered ${error.error_code}: ${error.description}`,
    pauseMs: Math.max(pauseMs, wanted),
  };
}

/** Fetches updates for ever, whatever Telegram answers; a fault is told once until it changes. */
function createSupplier({ bot, inbox, mustBeKept, clock, logger }: PollingOptions) {
  let offset = 0;
  let failures = 0;
  let told = "";

  async function wait(error: unknown, signal: AbortSignal): Promise<void> {
    failures += 1;
    const { sentence, pauseMs } = judgeFault(error, failures);
    if (sentence !== told) logger.warn(sentence);
    told = sentence;
    await clock.sleep(pauseMs, signal);
  }

  async function fetchUpdates(limit: number, signal: AbortSignal): Promise<Update[]> {
    for (;;) {
      try {
        const call = toCallSignal(signal);
        return await bot.api.getUpdates({ offset, limit, timeout: pollSeconds, allowed_updates: wantedUpdates }, call);
      } catch (error) {
        signal.throwIfAborted();
        await wait(error, signal);
      }
    }
  }

  /** Before they are confirmed by the next call. Answers those that are new; without the disk, all. */
  async function keep(updates: Update[]): Promise<Update[]> {
    const isPrecious = await Promise.all(updates.map(mustBeKept));
    const precious = updates.filter((_update, index) => isPrecious[index]);
    if (precious.length === 0) return updates;
    try {
      const fresh = new Set((await inbox.keep(precious)).map((update) => update.update_id));
      return updates.filter((update, index) => !isPrecious[index] || fresh.has(update.update_id));
    } catch (error) {
      logger.warn(`Updates could not be kept on disk; they are handled all the same: ${messageOf(error)}`);
      return updates;
    }
  }

  const supplier: UpdateSupplier<Update> = {
    async supply(batchSize, stopped) {
      // The runner's signal is of an old package and lacks what Node's own has.
      const stopping = new AbortController();
      stopped.addEventListener("abort", () => stopping.abort(new Error("Polling ends.")));
      const updates = await fetchUpdates(Math.max(1, Math.min(batchSize, 100)), stopping.signal);
      if (told !== "") logger.info("Telegram answers again.");
      failures = 0;
      told = "";
      // As it comes: after a week without updates, Telegram may go on with a lower number (Bot API, Update).
      const last = updates.at(-1);
      if (last !== undefined) offset = last.update_id + 1;
      return await keep(updates);
    },
  };
  return { supplier, offset: () => offset };
}

/** Long polling: many updates in work at once, at least once each for those that must be kept. */
export function createPolling(options: PollingOptions): Polling {
  const { bot, clock, handle, logger } = options;
  const { supplier, offset } = createSupplier(options);
  const sink = createConcurrentSink({ consume: handle }, async (error) => logger.warn(messageOf(error)), {
    concurrency,
  });
  const runner = createRunner(createSource(supplier), sink);

  return {
    start: () => runner.start(),
    pause: async () => void (await runner.stop()),
    async confirm() {
      // What was fetched last is confirmed by the next fetch only.
      const signal = toCallSignal(clock.deadline(confirmationMs));
      if (offset() > 0) await bot.api.getUpdates({ offset: offset(), limit: 1, timeout: 0 }, signal).catch(() => {});
    },
  };
}
