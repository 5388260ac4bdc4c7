import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TelegramFault } from "../../demo/world/telegram/telegram.ts";
import { english } from "../../src/bot/languages/english/english.ts";
import { createTestBot, strangerId, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot();
});

afterEach(() => bot.remove());

const countOf = (method: string) => bot.telegram.calls.filter((call) => call.method === method).length;
const warnings = (sentence: string) => bot.log().split(sentence).length - 1;

/** Lets all that Telegram is asked for go wrong, and resolves when news were asked for so often. */
async function failPolls(fault: TelegramFault, times: number): Promise<void> {
  const before = countOf("getUpdates");
  bot.telegram.fail({ ...fault, methods: ["getUpdates"], times });
  // The poll that waits ends with this update.
  await bot.ask(bot.stranger, "/start");
  await expect.poll(() => countOf("getUpdates"), { timeout: 10_000 }).toBeGreaterThanOrEqual(before + times + 1);
}

describe("answers that Telegram refuses", () => {
  it("are sent again when Telegram wants, after 429", async () => {
    bot.telegram.fail({
      kind: "status",
      error_code: 429,
      retry_after: 1,
      methods: ["sendMessage"],
      chatId: strangerId,
      times: 1,
    });
    const other = bot.ask(bot.administrator, "/help");
    const answer = await bot.ask(bot.stranger, "/start");
    expect(answer.text).toContain("weathervane");
    await other;
    const calls = bot.telegram.calls.filter(
      ({ method, payload }) => method === "sendMessage" && payload.chat_id === strangerId,
    );
    expect(calls).toHaveLength(2);
    expect(bot.program.clock.waits).toContain(1_000);
  });

  it("are sent again a little later, after 500", async () => {
    bot.telegram.fail({ kind: "status", error_code: 500, methods: ["sendMessage"], times: 1 });
    const answer = await bot.ask(bot.stranger, "/start");
    expect(answer.text).toContain("weathervane");
    expect(countOf("sendMessage")).toBe(2);
    expect(bot.program.clock.waits).toContain(3_000);
  });

  it("are not sent again to somebody who has blocked the bot, and others go on", async () => {
    bot.telegram.fail({ kind: "status", error_code: 403, methods: ["sendMessage"], chatId: strangerId });
    bot.stranger.send("/start");
    await expect.poll(bot.log).toContain("Nobody could be told: the chat is out of reach.");
    expect((await bot.ask(bot.administrator, "/help")).text).toContain(english.start.helpHead.text);
    expect(bot.telegram.calls.filter(({ payload }) => payload.chat_id === strangerId)).toHaveLength(1);
  });

  it.each([
    ["connections that break", { kind: "drop" }],
    ["answers of another server", { kind: "not-json" }],
  ] as const)("%s keep no answer from arriving", async (_what, fault) => {
    bot.telegram.fail({ ...fault, methods: ["sendMessage"], times: fault.kind === "drop" ? 3 : 1 });
    const answer = await bot.ask(bot.administrator, "/pause");
    expect(answer.text).toBe(english.pause.paused.text);
  });
});

describe("news that Telegram does not give", () => {
  it.each([
    ["500", { kind: "status", error_code: 500 }, "Telegram answered 500"],
    ["connections that break", { kind: "drop" }, "Telegram cannot be reached"],
    ["answers of another server", { kind: "not-json" }, "Telegram answered 502"],
  ] as const)("are asked for ever more slowly, after %s", async (_what, fault, sentence) => {
    const waited = bot.program.clock.waits.length;
    await failPolls(fault, 7);
    const pauses = bot.program.clock.waits.slice(waited).filter((pauseMs) => pauseMs >= 1_000);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(warnings(sentence)).toBe(1);
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/models");
    expect(bot.log()).toContain("Telegram answers again.");
  });

  it("are asked for when Telegram wants, after 429", async () => {
    const waited = bot.program.clock.waits.length;
    await failPolls({ kind: "status", error_code: 429, retry_after: 17 }, 2);
    expect(bot.program.clock.waits.slice(waited)).toEqual([17_000, 17_000]);
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/models");
  });

  it("are left to another program that fetches them, until that stops", async () => {
    const waited = bot.program.clock.waits.length;
    await failPolls({ kind: "status", error_code: 409 }, 4);
    expect(bot.program.clock.waits.slice(waited)).toEqual([30_000, 30_000, 30_000, 30_000]);
    expect(warnings("Another program fetches this bot's updates")).toBe(1);
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/models");
  });

  it("are asked for again where no answer ever comes", async () => {
    bot.program.clock.hurry();
    // The poll that was begun before has patience; the one after it no more.
    await bot.ask(bot.stranger, "/start");
    bot.telegram.fail({ kind: "hang", methods: ["getUpdates"], times: 1 });
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/models");
  });
});

describe("a token", () => {
  it("that Telegram does not take at the start ends the service with one sentence", async () => {
    await bot.stopService();
    bot.program.environment.BOT_TOKEN = "123456:wrong";
    const { exitCode, errorOutput } = await bot.program.run("run");
    expect(exitCode).toBe(2);
    const lines = errorOutput.trim().split("\n");
    expect(lines.at(-1)).toBe("Telegram does not take the token in BOT_TOKEN. Copy it anew from @BotFather.");
    expect(errorOutput).not.toContain("123456:wrong");
  });

  it("that is revoked while the service runs leaves the schedule going", async () => {
    const [waited, polled] = [bot.program.clock.waits.length, countOf("getUpdates")];
    bot.telegram.fail({ kind: "status", error_code: 401 });
    bot.stranger.send("/start");
    await expect.poll(bot.log).toContain("Telegram no longer takes the token in BOT_TOKEN.");
    bot.program.timetable.ring();
    await expect.poll(bot.log).toContain("The update ended: unchanged");
    bot.telegram.heal();
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/models");
    const pauses = bot.program.clock.waits.slice(waited).filter((pauseMs) => pauseMs === 60_000);
    expect(pauses.length).toBeGreaterThanOrEqual(countOf("getUpdates") - polled - 5);
    expect(warnings("Telegram no longer takes the token")).toBe(1);
  });
});
