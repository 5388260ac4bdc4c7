import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import {
  type MessageDraft,
  type StoredMessage,
  startTelegram,
  type Telegram,
  type TelegramEvent,
  type TelegramUser,
} from "../../demo/world/telegram/telegram.ts";
import { type AwaitedEvent, awaitEvent } from "./await-event.ts";
import { type DraftUntil, nextDraft } from "./next-draft.ts";
import { createTestProgram, type TestProgram, type TestProgramOptions } from "./program.ts";

export const administratorId = 1001;
export const secondAdministratorId = 1002;
export const strangerId = 9001;

export interface TestBotOptions extends TestProgramOptions {
  /** Runs before the service starts. Default: a first update, so that the service has nothing to do at its start. */
  prepare?: (program: TestProgram) => Promise<unknown> | unknown;
  /** What people have decided, laid beside the first update. */
  policy?: object;
}

let updated: string | null = null;

/** Puts a first update's files into the program's home: made once in this process, and copied from then on. */
async function afterFirstUpdate({ home, run }: TestProgram): Promise<void> {
  if (updated !== null) return cpSync(updated, home, { recursive: true });
  await run("update");
  updated = mkdtempSync(join(tmpdir(), "modelvane-test-updated-"));
  cpSync(home, updated, { recursive: true });
}

process.once("exit", () => {
  if (updated !== null) rmSync(updated, { recursive: true, force: true });
});

type Until = (message: StoredMessage) => boolean;

/** The service with its bot, in a world of its own, and people who write to it. */
export interface TestBot {
  program: TestProgram;
  telegram: Telegram;
  /** Ana, who speaks English. */
  administrator: TelegramUser;
  /** Rui, who speaks Portuguese. */
  second: TelegramUser;
  /** Sam, who is nobody's administrator, and speaks English. */
  stranger: TelegramUser;
  /** Sends a text and waits for the bot's next message or edit in that chat for which `until` is true (default: any). */
  ask(user: TelegramUser, text: string, until?: Until, chatId?: number): Promise<StoredMessage>;
  /** Waits for the bot's next message or edit in a chat for which `until` is true; `act` sets it off. */
  waitFor(chatId: number, until: Until, act?: () => void): Promise<StoredMessage>;
  /** Taps a button and waits for the tap's answer; then, where `until` is given, for such a message. */
  tap(
    user: TelegramUser,
    message: StoredMessage,
    button: string | { data: string },
    until?: Until,
  ): Promise<{ notice: string | null; isAlert: boolean; message: StoredMessage }>;
  /** The newest message of a chat that fits, as it stands now. */
  last(chatId: number, until?: Until): StoredMessage | undefined;
  /** What the person sees being written in the private chat now; null for nothing. */
  draftOf(chatId: number): MessageDraft | null;
  /** The draft of a chat for which `until` is true (default: any): the one that is visible now, or the next. */
  nextDraft(chatId: number, until?: DraftUntil): Promise<MessageDraft>;
  /** What the service has written to its log so far. */
  log(): string;
  /** Ends the service as Ctrl+C does. */
  stopService(): Promise<void>;
  startService(): Promise<void>;
  remove(): Promise<void>;
}

/** No button to cancel is left: it is the last word. */
export function isFinal(message: StoredMessage): boolean {
  return !labels(message).some((label) => ["Cancel", "Cancelar"].includes(label)) && !message.text.endsWith("…");
}

/** What stands on the buttons. */
export function labels(message: StoredMessage): string[] {
  return message.buttons.flat().map((button) => button.text);
}

function messageOf(event: TelegramEvent): StoredMessage | null {
  return event.kind === "message" || event.kind === "edit" ? event.message : null;
}

interface Scene {
  telegram: Telegram;
  /** What the service has written to its log so far. */
  log(): string;
}

/** Waits for the next message or edit by the bot in a chat that fits; to be called before what sets it off. */
function nextMessage({ telegram, log }: Scene, chatId: number, until: Until): AwaitedEvent<StoredMessage> {
  return awaitEvent(telegram, {
    find(event) {
      const message = messageOf(event);
      return message?.from === "bot" && message.chatId === chatId && until(message) ? message : null;
    },
    reason() {
      const chat = telegram.messages(chatId).map((message) => message.text);
      const end = log().split("\n").slice(-30).join("\n");
      return `The bot has not answered as awaited. The chat:\n${chat.slice(-4).join("\n---\n")}\nThe log:\n${end}`;
    },
  });
}

/** Starts everything; the clock and the timetable are the test's own. */
export async function createTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const telegram = await startTelegram();
  const program = await createTestProgram({
    ...options,
    environment: {
      BOT_TOKEN: telegram.token,
      ADMIN_IDS: `${administratorId},${secondAdministratorId}`,
      TELEGRAM_API_ROOT: telegram.url,
      LOG_LEVEL: "debug",
      ...options.environment,
    },
  });
  await (options.prepare ?? afterFirstUpdate)(program);
  if (options.policy) program.writePolicy(options.policy);
  const people = {
    administrator: telegram.user(administratorId, { firstName: "Ana", languageCode: "en", hasStarted: true }),
    second: telegram.user(secondAdministratorId, { firstName: "Rui", languageCode: "pt", hasStarted: true }),
    stranger: telegram.user(strangerId, { firstName: "Sam", languageCode: "en" }),
  };
  let service: ReturnType<TestProgram["start"]> | null = null;

  const log = () => service?.soFar() ?? "";

  async function startService(): Promise<void> {
    const started = program.start("run");
    service = started;
    await vi.waitFor(() => expect(started.soFar()).toMatch(/polls for updates|takes updates by webhook/), 10_000);
  }

  async function stopService(): Promise<void> {
    service?.stop();
    await service?.ended;
  }

  const any: Until = () => true;
  await startService();
  return {
    program,
    telegram,
    ...people,
    async ask(user, text, until = any, chatId = user.id) {
      const next = nextMessage({ telegram, log }, chatId, until);
      user.send(text, chatId === user.id ? {} : { chatId });
      return await next.found;
    },
    async waitFor(chatId, until, act) {
      const next = nextMessage({ telegram, log }, chatId, until);
      act?.();
      return await next.found;
    },
    async tap(user, message, button, until) {
      const next = until && nextMessage({ telegram, log }, message.chatId, until);
      try {
        const { text, showAlert } = await user.tap(message, button);
        const now = telegram.messages(message.chatId).find((each) => each.messageId === message.messageId);
        return { notice: text, isAlert: showAlert, message: (await next?.found) ?? now ?? message };
      } finally {
        next?.end();
      }
    },
    last: (chatId, until = any) =>
      telegram.messages(chatId).findLast((message) => message.from === "bot" && until(message)),
    draftOf: telegram.draft,
    nextDraft: (chatId, until = () => true) => nextDraft(telegram, chatId, until),
    log,
    stopService,
    startService,
    async remove() {
      await stopService();
      await telegram.stop();
      await program.remove();
    },
  };
}
