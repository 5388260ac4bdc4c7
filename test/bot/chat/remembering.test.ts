import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage, TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import { administratorId, labels, type TestBot } from "../../support/bot.ts";
import { jpeg } from "../../support/sample-files.ts";
import { readTable } from "../../support/store-tables.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

const groupId = -1_001_234_500_078;
const name = "@modelvane_demo_bot";

let bot: TestBot;
let ana: TelegramUser;

beforeAll(async () => {
  bot = await createChatBot();
  ana = bot.administrator;
}, 60_000);

afterAll(() => bot.remove());

beforeEach(async () => {
  // Nobody comes near to what they may ask in a minute.
  bot.program.clock.advance(61_000);
  bot.telegram.group(groupId, "Weather club");
  await bot.ask(ana, "/new", ({ text }) => text.includes("forgotten"));
  await bot.ask(ana, "/new", ({ text }) => text.includes("forgotten"), groupId);
});

afterEach(() => {
  bot.telegram.heal();
  bot.program.world.router.heal();
});

/** What the model was sent last. */
const sent = () => bot.program.world.router.requests.at(-1)?.body.toString() ?? "";
const contents = () => (JSON.parse(sent()).messages as { content: string }[]).map(({ content }) => content);
const said = (words: string) => contents().filter((each) => each === words).length;
const inGroup = (user: TelegramUser, text: string) => bot.ask(user, `${name} ${text}`, isAnswer, groupId);

/** The model's answers stand still in their middle. */
function stall(): void {
  bot.program.world.router.fail({ kind: "stalled", after: 35, times: 1 });
}

function again(user: TelegramUser, answer: StoredMessage): Promise<{ message: StoredMessage }> {
  const newest = bot.telegram.messages(answer.chatId).at(-1)?.messageId ?? 0;
  return bot.tap(user, answer, "🔁", (message) => message.messageId > newest && isAnswer(message));
}

async function restart(): Promise<void> {
  await bot.stopService();
  await bot.startService();
}

/** Taps a button of a page of /privacy. */
async function tapPrivacy(user: TelegramUser, word: string, chatId: number = user.id) {
  const page = await bot.ask(ana.id === user.id || chatId === user.id ? user : ana, "/privacy", undefined, chatId);
  const [data = ""] = page.buttons
    .flat()
    .flatMap(({ callback_data }) => callback_data?.match(`.*${word}.*`)?.[0] ?? []);
  return await bot.tap(user, page, { data });
}

const turnOff = (user: TelegramUser, chatId?: number) => tapPrivacy(user, "memory", chatId);
const turnOn = turnOff;

describe("a person who wants nothing remembered", () => {
  afterEach(async () => {
    if (labels(await bot.ask(ana, "/privacy")).includes("Keep our conversations")) await turnOn(ana);
  });

  it("is not remembered after all else of them is forgotten either, and is told so", async () => {
    await bot.ask(ana, "/use chat auto");
    await turnOff(ana);
    const { message } = await tapPrivacy(ana, "forget");
    expect(message.text).toContain("I still keep nothing");
    expect(labels(await bot.ask(ana, "/privacy"))).toContain("Keep our conversations");
    await turnOn(ana);
    expect((await tapPrivacy(ana, "forget")).message.text).not.toContain("I still keep nothing");
  });

  it("is not remembered in a group, whoever has their question answered anew", async () => {
    await turnOff(ana);
    const answer = await inGroup(ana, "The word is quartz.");
    await inGroup(bot.second, "Qual era a palavra?");
    expect(sent()).not.toContain("quartz");
    const { message } = await again(bot.second, answer);
    await again(bot.second, message);
    await inGroup(bot.second, "E agora?");
    expect(sent()).toContain("Qual era");
    expect(sent()).not.toContain("quartz");
  });

  it("has nothing kept of others' questions that they have answered anew", async () => {
    const answer = await inGroup(bot.second, "A palavra é quartzo.");
    await turnOff(ana);
    const { message } = await again(ana, answer);
    await inGroup(bot.second, "Qual era a palavra?");
    expect(contents()).toContain(answer.text);
    expect(contents()).not.toContain(message.text);
  });

  it("may say so while they are being answered in a group", async () => {
    stall();
    const shown = await bot.ask(ana, `${name} The word is slate.`, ({ text }) => text.includes("slate"), groupId);
    await turnOff(ana);
    await bot.tap(ana, shown, "⏹ Stop", isAnswer);
    await inGroup(bot.second, "Qual era a palavra?");
    expect(sent()).not.toContain("slate");
  });
});

describe("what a group has said", () => {
  it("stays where one of its people turns off their own memory, or has all about them forgotten", async () => {
    await inGroup(ana, "The word is teal.");
    expect(await turnOff(bot.stranger, groupId)).toMatchObject({
      notice: expect.stringContaining("nothing that you write"),
      isAlert: true,
    });
    expect((await tapPrivacy(bot.stranger, "forget", groupId)).notice).toContain("our private conversation");
    await inGroup(ana, "Which word was it?");
    expect(said("The word is teal.")).toBe(1);
    expect(labels(await bot.ask(ana, "/privacy"))).toContain("Do not keep our conversations");
    expect(labels(await bot.ask(bot.stranger, "/privacy"))).toContain("Keep our conversations");
  });
});

describe("a question that is withdrawn while it is being answered", () => {
  it("leaves nothing where it was mended", async () => {
    stall();
    const question = ana.send("What is a weathervnae?");
    await bot.nextDraft(administratorId, ({ text }) => text.includes("weathervnae"));
    await bot.waitFor(ana.id, isAnswer, () => void ana.edit(question, "What is a weathervane?"));
    await bot.ask(ana, "And then?", isAnswer);
    expect(sent()).not.toContain("weathervnae");
    expect(said("What is a weathervane?")).toBe(1);
  });

  it("leaves nothing where the chat is gone, and what there is of it where it was stopped", async () => {
    stall();
    await bot.ask(ana, `${name} The word is slate.`, ({ text }) => text.includes("slate"), groupId);
    bot.telegram.removeBot(groupId);
    await expect.poll(() => bot.program.world.router.calls.at(-1)?.outcome).toBe("cancelled");
    bot.telegram.group(groupId, "Weather club");
    stall();
    const shown = await bot.ask(ana, `${name} The word is chalk.`, ({ text }) => text.includes("chalk"), groupId);
    await bot.tap(ana, shown, "⏹ Stop", isAnswer);
    await inGroup(ana, "Which word was it?");
    expect(sent()).not.toContain("slate");
    expect(said("The word is chalk.")).toBe(1);
  });
});

describe("an answer that is made anew", () => {
  it("leaves what somebody thinks of the one before", async () => {
    const database = join(bot.program.home, "history", "modelvane.db");
    const count = (rating: number) =>
      readTable<{ rating: number }>(database, "feedback").filter((opinion) => opinion.rating === rating).length;
    const answer = await bot.ask(ana, "Is it windy?", isAnswer);
    await bot.tap(ana, answer, "👎");
    const before = [count(-1), count(0)];
    const { message } = await again(ana, answer);
    expect([count(-1), count(0)]).toEqual(before);
    await again(ana, message);
    expect([count(-1), count(0) - 1]).toEqual(before);
  });

  it("is one with its question, however often and from which answer", async () => {
    const first = await bot.ask(ana, "Is it calm?", isAnswer);
    const { message: second } = await again(ana, first);
    await again(ana, first);
    expect(said("Is it calm?")).toBe(1);
    await again(ana, second);
    await restart();
    await again(ana, first);
    expect(said("Is it calm?")).toBe(1);
    await bot.ask(ana, "And tomorrow?", isAnswer);
    expect(said("Is it calm?")).toBe(1);
  });

  it("goes to the task of the one before after a restart, with what was to be worked on", async () => {
    const ordered = await bot.ask(ana, "/translate french Good morning", isAnswer);
    const worded = await bot.ask(ana, "translate to French: good evening", isAnswer);
    await restart();
    const tasks = bot.program.configuration().tasks;
    const others = tasks.translation?.fallbacks.map(({ model }) => model) ?? [];
    for (const [answer, words] of [
      [ordered, "Good morning"],
      [worded, "good evening"],
    ] as const) {
      const { message } = await again(ana, answer);
      expect(others.some((model) => message.text.includes(model))).toBe(true);
      expect(message.text).toContain(words);
      expect(sent()).toContain(words);
      expect(sent()).toMatch(/French|fra/);
      expect(sent()).not.toContain("translate to");
    }
  });

  it("is refused after a restart where a picture was asked about, which is gone", async () => {
    const answer = await bot.waitFor(ana.id, isAnswer, () => {
      ana.sendFile({ kind: "photo", bytes: jpeg({ width: 40, height: 30 }), caption: "What is this?" });
    });
    await restart();
    expect(await bot.tap(ana, answer, "🔁")).toMatchObject({
      notice: "I no longer have the question. Please ask it again.",
      isAlert: true,
    });
  });
});
