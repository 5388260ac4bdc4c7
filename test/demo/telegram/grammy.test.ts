import { autoRetry } from "@grammyjs/auto-retry";
import { type RunnerHandle, run } from "@grammyjs/runner";
import { Bot, InlineKeyboard, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram } from "../../../demo/world/telegram/telegram.ts";
import { pngOf } from "./call-api.ts";

let telegram: Telegram;
let bot: Bot;
let runner: RunnerHandle | undefined;

beforeEach(async () => {
  telegram = await startTelegram();
  bot = new Bot(telegram.token, { client: { apiRoot: telegram.url } });
});

afterEach(async () => {
  if (runner?.isRunning()) await runner.stop();
  await telegram.stop();
});

function serveCommands(): void {
  bot.command("start", (ctx) => ctx.reply("Ready?", { reply_markup: new InlineKeyboard().text("Yes", "yes") }));
  bot.callbackQuery("yes", async (ctx) => {
    await ctx.editMessageText("Off we go");
    await ctx.answerCallbackQuery({ text: "Good" });
  });
  bot.command("chart", (ctx) =>
    ctx.replyWithPhoto(new InputFile(pngOf(640, 480), "chart.png"), {
      caption: "Scores",
      reply_markup: new InlineKeyboard().text("Again", "again"),
    }),
  );
  bot.command("file", (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from("{}"), "plan.json")));
}

const texts = (chatId: number) => telegram.messages(chatId).map(({ text }) => text);

describe("a bot made with grammY", () => {
  it("is driven by long polling: commands, an edit, a callback and uploads", async () => {
    serveCommands();
    runner = run(bot);
    const ana = telegram.user(7);
    ana.send("/start");
    await expect.poll(() => texts(7)).toEqual(["/start", "Ready?"]);
    const question = telegram.messages(7)[1];
    if (!question) throw new Error("no question");
    expect(await ana.tap(question, "Yes")).toEqual({ text: "Good", showAlert: false });
    expect(telegram.messages(7)[1]).toMatchObject({ text: "Off we go", edits: 1, buttons: [] });
    ana.send("/chart");
    await expect
      .poll(() => telegram.messages(7).at(-1))
      .toMatchObject({
        ...{ text: "Scores", photo: { contentType: "image/png", bytes: pngOf(640, 480) } },
        buttons: [[{ text: "Again", callback_data: "again" }]],
      });
    ana.send("/file");
    await expect
      .poll(() => telegram.messages(7).at(-1)?.document)
      .toEqual({
        ...{ name: "plan.json", contentType: "application/json", bytes: Buffer.from("{}") },
      });
  });

  it("waits as long as a 429 asks for, and sends then", async () => {
    serveCommands();
    bot.api.config.use(autoRetry({ maxRetryAttempts: 3, maxDelaySeconds: 60, rethrowHttpErrors: true }));
    telegram.fail({ kind: "status", error_code: 429, retry_after: 1, methods: ["sendMessage"], times: 1 });
    runner = run(bot);
    telegram.user(7).send("/start");
    await expect.poll(() => texts(7), { timeout: 4_000 }).toEqual(["/start", "Ready?"]);
    const [refused, sent] = telegram.calls.filter(({ method }) => method === "sendMessage");
    expect((sent?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it("confirms with grammY's own loop what it has handled", async () => {
    serveCommands();
    const running = bot.start();
    telegram.user(7).send("/start");
    await expect.poll(() => texts(7)).toEqual(["/start", "Ready?"]);
    await bot.stop();
    await running;
    expect(telegram.confirmed()).toBeGreaterThan(0);
  });

  it("is told why a call was refused", async () => {
    telegram.user(7, { hasStarted: true }).block();
    await expect(bot.api.sendMessage(7, "x")).rejects.toMatchObject({
      ...{ error_code: 403, description: "Forbidden: bot was blocked by the user", method: "sendMessage" },
    });
  });
});
