import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { administratorId, strangerId, type TestBot } from "../../support/bot.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

const groupId = -1_001_234_500_088;
const name = "@modelvane_demo_bot";

let bot: TestBot;

const bots = new Map<string, TestBot>();

/** A bot with this policy, as good as new: no limit of a minute holds any more. */
async function start(policy: object): Promise<void> {
  const key = JSON.stringify(policy);
  bot = bots.get(key) ?? (await createChatBot({ policy }));
  bots.set(key, bot);
  bot.telegram.group(groupId, "Weather club");
  bot.program.clock.advance(120_000);
}

afterEach(() => {
  bot.telegram.heal();
  bot.program.world.router.heal();
});

afterAll(async () => {
  for (const each of bots.values()) await each.remove();
});

const saidTo = (chatId: number) =>
  bot.telegram
    .messages(chatId)
    .filter(({ from }) => from === "bot")
    .map(({ text }) => text);

describe("who may chat", () => {
  it("is everyone where the policy says so, with the commands in their menu", async () => {
    await start({ access: "everyone" });
    expect((await bot.ask(bot.stranger, "Hello", isAnswer)).text).toContain("Hello");
    expect(bot.telegram.menu(strangerId).map(({ command }) => command)).toContain("image");
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/translate");
  });

  it("is who is listed, and everybody in a listed group", async () => {
    await start({ access: "listed", chat: { people: [9_050], groups: [groupId] } });
    const kim = bot.telegram.user(9_050, { firstName: "Kim" });
    expect((await bot.ask(kim, "Hello", isAnswer)).text).toContain("Hello");
    expect((await bot.ask(bot.stranger, "Hello")).text).toContain("my owner has let in");
    expect((await bot.ask(bot.stranger, `${name} hello`, isAnswer, groupId)).text).toContain("hello");
  });

  it("changes with the policy while the service runs", async () => {
    await start({ access: "administrators" });
    expect((await bot.ask(bot.stranger, "Hello")).text).toContain("my owner has let in");
    bot.program.writePolicy({ access: "everyone" });
    bot.program.clock.advance(2_000);
    await expect
      .poll(
        async () =>
          (await bot.ask(bot.stranger, "Hello", ({ buttons, text }) => buttons.length > 0 || text !== "")).text,
      )
      .toContain("You wrote");
  });
});

describe("in a group", () => {
  it("only what names the bot or replies to it is answered, each as a reply", async () => {
    await start({ access: "everyone" });
    const answer = await bot.ask(bot.stranger, `${name} how is the wind?`, isAnswer, groupId);
    expect(answer.replyTo).not.toBeNull();
    expect(answer.text).toContain("how is the wind?");
    expect(answer.text).not.toContain(name);
    const count = bot.telegram.messages(groupId).length;
    bot.stranger.send("Nobody asked the bot", { chatId: groupId });
    const second = await bot.waitFor(groupId, isAnswer, () => {
      bot.stranger.send("And tomorrow?", { chatId: groupId, replyTo: answer.messageId });
    });
    expect(second.text).toContain("And tomorrow?");
    expect(bot.telegram.messages(groupId)).toHaveLength(count + 3);
  });

  it("nothing is said to whoever may not chat, and the answer ends where the bot is removed", async () => {
    await start({ access: "administrators" });
    bot.stranger.send(`${name} hello`, { chatId: groupId });
    bot.program.world.router.fail({ kind: "stalled", after: 8 });
    await bot.waitFor(
      groupId,
      ({ buttons }) => buttons.length > 0,
      () => {
        bot.administrator.send(`${name} hello`, { chatId: groupId });
      },
    );
    expect(saidTo(groupId)).toHaveLength(1);
    bot.telegram.removeBot(groupId);
    await expect.poll(() => bot.program.world.router.calls.at(-1)?.outcome).toBe("cancelled");
    expect(bot.log()).not.toContain('"level":50');
  });

  it("the talk of one topic is none of another's, nor of a private chat", async () => {
    await start({ access: "everyone" });
    const topics = -1_001_234_500_099;
    bot.telegram.group(topics, "Topics", { isForum: true });
    const ask = (text: string, threadId: number) =>
      bot.waitFor(topics, isAnswer, () => void bot.stranger.send(`${name} ${text}`, { chatId: topics, threadId }));
    await ask("the word is teal", 11);
    const sent = () => bot.program.world.router.requests.at(-1)?.body.toString() ?? "";
    const answer = await ask("which word?", 12);
    expect(answer.threadId).toBe(12);
    expect(sent()).not.toContain("teal");
    await ask("which word?", 11);
    expect(sent()).toContain("teal");
    await bot.ask(bot.stranger, "which word?", isAnswer);
    expect(sent()).not.toContain("teal");
  });
});

it("where nobody answers, somebody who is no administrator gets one sentence, and no more", async () => {
  await start({ access: "everyone" });
  bot.program.world.router.fail({ kind: "status", status: 503 });
  const failed = await bot.ask(bot.stranger, "Is anybody there?", ({ text }) => text.startsWith("None of my models"));
  expect(failed.text.split(". ")).toHaveLength(1);
  expect(failed.text).not.toContain("vain");
});

describe("too much at once", () => {
  it("of one person gets one sentence, no flood and no crash, and others are answered meanwhile", async () => {
    await start({ access: "everyone" });
    bot.program.world.router.fail({ kind: "stalled", after: 8, times: 1 });
    for (let index = 0; index < 50; index += 1) bot.stranger.send(`Message ${index}`);
    await bot.nextDraft(strangerId, ({ text }) => text.includes("stand-in"));
    expect((await bot.ask(bot.administrator, "Hello", isAnswer)).text).toContain("Hello");
    await bot.waitFor(strangerId, isAnswer, () => bot.stranger.stopDraft());
    const said = saidTo(strangerId);
    expect(said.filter((text) => text.includes("I am still answering"))).toHaveLength(1);
    expect(said.length).toBeLessThan(8);
  });

  it("in a minute is refused by the limit that it was, once, until the minute is over", async () => {
    await start({ access: "everyone", chat: { messagesPerMinute: 2 } });
    await bot.ask(bot.stranger, "One", isAnswer);
    await bot.ask(bot.stranger, "Two", isAnswer);
    expect((await bot.ask(bot.stranger, "Three")).text).toMatch(/at most 2 messages a minute .* in \d+ seconds?\./);
    bot.stranger.send("Four");
    const answer = bot.last(strangerId, isAnswer);
    if (answer === undefined) throw new Error("There is no answer to tap on.");
    const tapped = await bot.tap(bot.stranger, answer, "🔁");
    expect([tapped.notice, tapped.isAlert]).toEqual([expect.stringContaining("at most 2 messages a minute"), true]);
    expect((await bot.ask(bot.administrator, "Hello", isAnswer)).text).toContain("Hello");
    bot.program.clock.advance(61_000);
    expect((await bot.ask(bot.stranger, "Five", isAnswer)).text).toContain("Five");
    expect(saidTo(strangerId)).toHaveLength(4);
  });

  it("in a day costs no more than the policy lets one person spend, after a restart too", async () => {
    await start({ access: "everyone", chat: { maximumDailyCostPerPerson: 0.000_001 } });
    await bot.ask(bot.stranger, "Hello", isAnswer);
    expect((await bot.ask(bot.stranger, "Hello again")).text).toContain("the limit for one person");
    await bot.ask(bot.administrator, "Hello", isAnswer);
    await bot.stopService();
    await bot.startService();
    expect((await bot.ask(bot.stranger, "And after a restart?")).text).toContain("the limit for one person");
    bot.program.clock.advance(86_400_000);
    expect((await bot.ask(bot.stranger, "A new day", isAnswer)).text).toContain("A new day");
  });

  it("in a day costs something, too, where each answer is stopped before its host has counted", async () => {
    await start({ access: "everyone", chat: { maximumDailyCostPerPerson: 0.000_001 } });
    // Nothing of the tests before counts any more.
    bot.program.clock.advance(86_400_000);
    bot.program.world.router.fail({ kind: "stalled", after: 8, times: 1 });
    bot.stranger.send("Hello");
    await bot.nextDraft(strangerId, ({ text }) => text.includes("stand-in"));
    await bot.waitFor(strangerId, isAnswer, () => bot.stranger.stopDraft());
    expect((await bot.ask(bot.stranger, "Hello again")).text).toContain("the limit for one person");
  });

  it("in a day costs no more than the policy lets all together spend", async () => {
    await start({ access: "everyone", chat: { maximumDailyCost: 0.000_001 } });
    await bot.ask(bot.stranger, "Hello", isAnswer);
    expect((await bot.ask(bot.second, "Olá")).text).toContain("é o limite deste bot");
  });
});

describe("text that is not what it seems", () => {
  it("becomes no command, no button and no markup of ours", async () => {
    await start({ access: "administrators" });
    const text = "say /rollback and @everyone and <b>bold</b> [x](tg://user?id=1) *b* \u202e/pause";
    const answer: StoredMessage = await bot.ask(bot.administrator, text, isAnswer);
    const active = answer.entities.filter(({ type }) =>
      ["bot_command", "mention", "text_link", "text_mention"].includes(type),
    );
    expect(active).toEqual([]);
    expect(answer.text).toContain("<b>bold</b>");
  });

  it("may be 100,000 characters, empty, right to left, or emoji", async () => {
    await start({ access: "administrators" });
    const inject = (text: string) =>
      bot.waitFor(
        administratorId,
        () => true,
        () => {
          bot.telegram.inject({
            message: {
              message_id: 990_000 + text.length,
              date: 1_795_000_000,
              chat: { id: administratorId, type: "private", first_name: "Ana" },
              from: { id: administratorId, is_bot: false, first_name: "Ana", language_code: "en" },
              text,
            },
          });
        },
      );
    expect((await inject("a ".repeat(50_000))).text).not.toBe("");
    expect((await bot.ask(bot.administrator, "مرحبا، كيف الرياح اليوم؟", isAnswer)).text).toContain("مرحبا");
    expect((await bot.ask(bot.administrator, "👩‍👩‍👧‍👦🏳️‍🌈", isAnswer)).text).toContain("👩‍👩‍👧‍👦🏳️‍🌈");
    expect((await bot.ask(bot.administrator, "\u200b")).text).not.toBe("");
  });
});
