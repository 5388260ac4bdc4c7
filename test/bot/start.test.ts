import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestBot, labels, strangerId, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createTestBot();
});

afterAll(() => bot.remove());

const publicCommands = ["start", "help", "models", "language", "privacy"];

describe("the bot, to everyone,", () => {
  it("says at /start what it is, and to administrators where to begin", async () => {
    const forStranger = await bot.ask(bot.stranger, "/start");
    expect(forStranger.text).toContain("a weathervane for AI models");
    expect(forStranger.text).not.toContain("/test_update");
    const forAdministrator = await bot.ask(bot.administrator, "/start");
    expect(forAdministrator.text).toContain("/test_update");
  });

  it("lists in /help what each may ask for, and nothing more", async () => {
    const { text } = await bot.ask(bot.stranger, "/help");
    expect([...text.matchAll(/^\/(\w+)/gm)].map((match) => match[1])).toEqual(publicCommands);
    const all = await bot.ask(bot.administrator, "/help");
    expect(all.text).toContain(" – take a change back");
  });

  it("says in /privacy what is kept", async () => {
    const { text } = await bot.ask(bot.administrator, "/privacy");
    expect((await bot.ask(bot.stranger, "/privacy")).text).toContain("Our conversation is not kept.");
    expect(text).toContain("Our conversation is kept, so that you can ask back.");
    expect(text).toContain("your user id with the language of your Telegram, also where you have chosen none");
    expect(text).toContain("The last 500 are also kept with the ids of the chat and of my message about it");
  });

  it("sends commands and identifiers as entities, never as markup", async () => {
    const { text, entities } = await bot.ask(bot.administrator, "/help");
    const codes = entities.filter(({ type }) => type === "code");
    expect(codes.map(({ offset, length }) => text.slice(offset, offset + length))).toContain("<task>");
    expect(bot.telegram.calls.filter(({ payload }) => "parse_mode" in payload)).toEqual([]);
  });

  it.each([
    ["/autoupdate_statu", "/autoupdate_status"],
    ["/status", "/autoupdate_status"],
    ["/STATUS", "/autoupdate_status"],
    ["/rol", "/rollback"],
    ["/setings", "/settings"],
    ["/hepl", "/help"],
  ])("suggests to an administrator who sends %s the command %s", async (sent, meant) => {
    expect((await bot.ask(bot.administrator, sent)).text).toContain(`Did you mean ${meant}?`);
  });

  it.each(["/qqqqqqqq", "/_", "/9"])("points to /help where nothing is near %s", async (sent) => {
    expect((await bot.ask(bot.administrator, sent)).text).toBe(`I do not know ${sent}. /help shows what I can do.`);
  });

  it.each(["/Start", "/START", "/start@%BOT%"])("takes %s for /start: phones begin with a capital", async (sent) => {
    const name = bot.telegram.calls.length > 0 ? sent.replace("%BOT%", "modelvane_demo_bot") : sent;
    expect((await bot.ask(bot.stranger, name)).text).toContain("a weathervane for AI models");
  });

  it("says to whom it may not chat with what they can do", async () => {
    const { text } = await bot.ask(bot.stranger, "good morning");
    expect(text).toContain(`send them your Telegram id: ${strangerId}`);
  });

  it("tells those who may chat that they can just write", async () => {
    expect((await bot.ask(bot.administrator, "/start")).text).toContain("Just write to me");
    expect((await bot.ask(bot.stranger, "/start")).text).not.toContain("Just write to me");
  });
});

describe("the bot's language", () => {
  it("is that of the person's Telegram", async () => {
    expect((await bot.ask(bot.second, "/start")).text).toContain("um cata-vento para modelos de IA");
  });

  it("is English where Telegram names another one", async () => {
    const pierre = bot.telegram.user(9100, { languageCode: "fr" });
    expect((await bot.ask(pierre, "/start")).text).toContain("a weathervane");
  });

  it("can be chosen by a word or a tap, and given back", async () => {
    const joao = bot.telegram.user(9101, { languageCode: "en" });
    expect((await bot.ask(joao, "/language pt")).text).toBe("A partir de agora falo Português consigo.");
    expect((await bot.ask(joao, "/help")).text).toContain("O que pode pedir");
    const asked = await bot.ask(joao, "/language");
    expect(labels(asked)).toEqual(["English", "Português", "Como no meu Telegram"]);
    const { message } = await bot.tap(joao, asked, "English");
    expect(message).toMatchObject({ text: "From now on I speak English with you.", buttons: [] });
    expect(bot.program.readText("history", "people.json")).toContain("9101");
    await bot.ask(joao, "/language auto");
    expect(bot.program.readText("history", "people.json")).not.toContain("9101");
  });

  it("offers its languages where it does not know the one that is asked for", async () => {
    const asked = await bot.ask(bot.stranger, "/language klingon");
    expect(asked.text).toBe("I do not speak klingon. Choose one of these:");
    expect(labels(asked)).toContain("Português");
  });
});

describe("the menus", () => {
  const names = (menu: { command: string }[]) => menu.map(({ command }) => command);

  it("show administrators' commands to administrators only, each in their language", async () => {
    await expect.poll(() => names(bot.telegram.menu(1002, "pt"))).toContain("manual_update");
    expect(names(bot.telegram.menu(9001, "en"))).toEqual(publicCommands);
    const descriptions = bot.telegram.menu(1002, "pt").map(({ description }) => description);
    expect(descriptions).toContain("repor uma revisão anterior");
    expect(bot.telegram.menu(9001, "pt")[0]?.description).toBe("o que é este bot");
  });

  it("are taken back from who is no administrator any more", async () => {
    await bot.stopService();
    bot.program.environment.ADMIN_IDS = "1001";
    await bot.startService();
    await expect.poll(() => names(bot.telegram.menu(1002, "pt"))).toEqual(publicCommands);
    expect(names(bot.telegram.menu(1001, "en"))).toContain("manual_update");
  });

  it("follow an administrator's own choice of language", async () => {
    await bot.ask(bot.administrator, "/language pt");
    await expect
      .poll(() => bot.telegram.menu(1001, "en").map(({ description }) => description))
      .toContain("repor uma revisão anterior");
    await bot.ask(bot.administrator, "/language auto");
  });
});
