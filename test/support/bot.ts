import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import {
  type MessageDraft,
  type StoredMessage,
  startTelegram,
  type Telegram,
  type TelegramUser,
} from "../../demo/world/telegram/telegram.ts";
import { type Conversation, createConversation } from "./conversation.ts";
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

/** The service with its bot, in a world of its own, and people who write to it. */
export interface TestBot extends Conversation {
  program: TestProgram;
  telegram: Telegram;
  /** Ana, who speaks English. */
  administrator: TelegramUser;
  /** Rui, who speaks Portuguese. */
  second: TelegramUser;
  /** Sam, who is nobody's administrator, and speaks English. */
  stranger: TelegramUser;
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

  await startService();
  return {
    program,
    telegram,
    ...people,
    ...createConversation({ telegram, log }),
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
