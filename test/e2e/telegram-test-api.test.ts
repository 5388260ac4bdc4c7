import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { english } from "../../src/bot/languages/english/english.ts";
import { portuguese } from "../../src/bot/languages/portuguese/portuguese.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { type BotMessage, startTelegramTestApi, type TelegramTestApi } from "../support/telegram-test-api.ts";

const [administrator, second, stranger] = [501, 502, 900];

let telegram: TelegramTestApi;
let program: TestProgram;
let service: ReturnType<TestProgram["start"]>;

beforeAll(async () => {
  telegram = await startTelegramTestApi();
  program = await createTestProgram({
    environment: {
      BOT_TOKEN: telegram.token,
      ADMIN_IDS: `${administrator},${second}`,
      TELEGRAM_API_ROOT: telegram.url,
    },
  });
  await program.run("update", "--json");
  service = program.start("run");
  await vi.waitFor(() => expect(service.soFar()).toContain("polls for updates"), 10_000);
}, 30_000);

afterAll(async () => {
  service.stop();
  await service.ended;
  await telegram.stop();
  await program.remove();
});

/** The administrators and a stranger; the second administrator's Telegram is in Portuguese. */
function personOf(userId: number) {
  const language_code = userId === second ? "pt" : "en";
  return { id: userId, is_bot: false, first_name: `Person ${userId}`, language_code };
}

/** Sends a command and waits for a newer message in that chat. */
async function ask(userId: number, text: string, until = (_: BotMessage) => true): Promise<BotMessage> {
  const client = telegram.client(userId);
  const before = telegram.messages(userId).at(-1)?.messageId ?? 0;
  await client.sendCommand({ ...client.makeCommand(text), from: personOf(userId) });
  return await telegram.message(userId, (message) => message.messageId > before && until(message));
}

/** Taps a button of a message, by what stands on it. Answers what the bot says to the tap. */
async function tap(userId: number, message: BotMessage, label: string): Promise<string | null> {
  const data = message.buttons.find(({ text }) => text === label)?.callback_data;
  if (data === undefined) throw new Error(`No button ${label}: ${message.buttons.map(({ text }) => text).join(", ")}`);
  const client = telegram.client(userId);
  const count = telegram.tapAnswers.length;
  const tapped = { message_id: message.messageId };
  await client.sendCallback(client.makeCallbackQuery(data, { from: personOf(userId), message: tapped }));
  await vi.waitFor(() => expect(telegram.tapAnswers.length).toBeGreaterThan(count), 10_000);
  return telegram.tapAnswers[count] ?? null;
}

/** What a message says as soon as it is another text. */
const changed = (chatId: number, { messageId, text }: BotMessage) =>
  telegram.message(chatId, (message) => message.messageId === messageId && message.text !== text);

const isFinal = ({ text, buttons }: BotMessage) =>
  !text.endsWith("…") && !buttons.some(({ callback_data: data }) => data?.startsWith("update.cancel"));

describe("the program, with a stand-in for Telegram that others have written", () => {
  it("greets with /start", async () => {
    const { text } = await ask(administrator, "/start");
    expect(text).toContain(english.start.greeting.text);
    expect(text).toContain(english.start.forAdministrators.text);
  });

  it("tells an administrator where things stand", async () => {
    const { text, buttons } = await ask(administrator, "/autoupdate_status");
    expect(text).toContain("conversational");
    expect(buttons.map(({ text: label }) => label)).toContain(english.status.test);
  });

  it("tells a person in Portuguese what they can ask for", async () => {
    const { text } = await ask(second, "/help");
    expect(text).toContain(portuguese.start.helpHead.text);
    expect(text).toContain(portuguese.commands.rollback);
  });

  it("tests an update, applies it once, refuses the other administrator's stale card, and takes it back", async () => {
    const before = program.configuration();
    program.world.closeHost(before.tasks.conversational?.primary.host ?? "");
    const card = await ask(administrator, "/test_update", isFinal);
    expect(card.text).toContain("conversational");
    expect(program.configuration()).toEqual(before);

    program.clock.advance(60_000);
    const other = await ask(second, "/test_update", isFinal);
    expect(await tap(administrator, card, english.update.apply)).toBeNull();
    const applied = await changed(administrator, card);
    expect(program.configuration().revision).toBe(before.revision + 1);

    expect(await tap(second, other, portuguese.update.apply)).toBe(portuguese.update.stale);
    expect(program.configuration().revision).toBe(before.revision + 1);

    await tap(administrator, applied, english.update.rollBack);
    const asked = await telegram.message(administrator, ({ buttons }) =>
      buttons.some(({ text }) => text === english.rollback.act),
    );
    await tap(administrator, asked, english.rollback.act);
    await changed(administrator, asked);
    expect(program.configuration()).toMatchObject({ revision: before.revision + 2, tasks: before.tasks });
  });

  it("takes a change back by /rollback", async () => {
    const { revision } = program.configuration();
    const choice = await ask(administrator, "/rollback");
    const [first] = choice.buttons;
    await tap(administrator, choice, first?.text ?? "");
    const asked = await changed(administrator, choice);
    await tap(administrator, asked, english.rollback.act);
    await changed(administrator, asked);
    expect(program.configuration().revision).toBe(revision + 1);
  });

  it("answers a stranger's command of an administrator as one that there is not", async () => {
    const { revision } = program.configuration();
    const { text } = await ask(stranger, "/rollback 1");
    expect(text).toBe(english.common.unknownCommand("rollback", null).text);
    expect(program.configuration().revision).toBe(revision);
  });

  it("asks for no method that this stand-in lacks, but for the menus", async () => {
    await expect.poll(() => new Set(telegram.missing)).toEqual(new Set(["setMyCommands", "deleteMyCommands"]));
  });
});
