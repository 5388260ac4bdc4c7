import { expect, vi } from "vitest";
import { startTelegram, type Telegram, type TelegramUser } from "../../demo/world/telegram/telegram.ts";
import type { App } from "../../src/app.ts";
import { assembleTelegram } from "../../src/bot/assemble.ts";
import type { TelegramSurface } from "../../src/bot/telegram.ts";
import type { WatchReport } from "../../src/domain/watch.ts";
import type { WatchEvent } from "../../src/domain/watch-event.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { administratorId, secondAdministratorId, strangerId } from "./bot.ts";
import { policyWith } from "./candidates.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createTemporaryHome } from "./temporary-home.ts";
import { sampleReport } from "./watch-samples.ts";

/** The bot over use cases that a test makes up, with people who write to it. */
export interface WatchBot extends Conversation {
  telegram: Telegram;
  clock: FakeClock;
  /** Ana, who speaks English. */
  administrator: TelegramUser;
  /** Rui, who speaks Portuguese. */
  second: TelegramUser;
  /** Sam, who is nobody's administrator. */
  stranger: TelegramUser;
  /** What `watch` answers; to be changed by the test. */
  report: WatchReport;
  /** What the use cases were asked for that change something: their names, and what they were given. */
  asked: { name: string; given: unknown }[];
  /** Further use cases, laid over those that there are. */
  app: Partial<App>;
  log(): string;
  /** Tells the administrators, as the service does. */
  tell(events: readonly WatchEvent[]): Promise<boolean>;
  /** The bot ends and begins anew, on the same files. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

function createUseCases(bot: Pick<WatchBot, "report" | "asked">): Partial<App> {
  const note = (name: string, given: unknown) => void bot.asked.push({ name, given });
  return {
    chat: { mayChat: async () => false } as unknown as App["chat"],
    settings: async () => policyWith(),
    history: async () => [],
    settingsHistory: async () => [],
    watch: async () => bot.report,
    async watchNow({ trigger }) {
      note("watchNow", trigger);
      return [];
    },
    async keepChoice(task, trigger) {
      note("keepChoice", [task, trigger]);
      return true;
    },
    async endTrial(task, trigger) {
      note("endTrial", [task, trigger]);
      return bot.report.trials.find((trial) => trial.task === task) ?? null;
    },
  };
}

/** Starts the bot at the Bot API's stand-in. */
export async function createWatchBot(): Promise<WatchBot> {
  const telegram = await startTelegram();
  const { home, remove } = createTemporaryHome();
  const clock = createFakeClock();
  let written = "";
  const output = {
    write(text: string) {
      written += text;
    },
  };
  const logger = await createLogger({ level: "debug", format: "json", output, secrets: [] });
  const log = () => written;
  const bot = { report: sampleReport(), asked: [] as WatchBot["asked"], app: {} as Partial<App> };
  const useCases = createUseCases(bot);
  // Each call looks its use case up anew, so that a test may change it at any time.
  const app = new Proxy({} as App, {
    get: (_target, name) => Reflect.get(bot.app, name) ?? Reflect.get(useCases, name),
  });

  async function start(): Promise<TelegramSurface> {
    const before = written.length;
    const surface = assembleTelegram({
      app,
      settings: {
        botToken: telegram.token,
        administratorIds: [administratorId, secondAdministratorId],
        apiRoot: telegram.url,
        webhook: null,
      },
      readPolicy: async () => policyWith(),
      userAgent: "modelvane/0.0.0-test",
      home,
      clock,
      fileSystem: nodeFileSystem,
      logger,
    });
    await surface.start(new AbortController().signal);
    await vi.waitFor(() => expect(written.slice(before)).toContain("polls for updates"), 10_000);
    return surface;
  }

  let surface = await start();
  return Object.assign(bot, {
    ...createConversation({ telegram, log }),
    telegram,
    clock,
    log,
    administrator: telegram.user(administratorId, { firstName: "Ana", languageCode: "en", hasStarted: true }),
    second: telegram.user(secondAdministratorId, { firstName: "Rui", languageCode: "pt", hasStarted: true }),
    stranger: telegram.user(strangerId, { firstName: "Sam", languageCode: "en" }),
    tell: (events: readonly WatchEvent[]) => surface.announce({ kind: "watch", events: [...events] }),
    async restart() {
      await surface.stop();
      surface = await start();
    },
    async remove() {
      await surface.stop();
      await telegram.stop();
      remove();
    },
  });
}
