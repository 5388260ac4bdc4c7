import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { administratorId, labels, type TestBot } from "../../support/bot.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

const groupId = -1_001_234_500_111;
const name = "@modelvane_demo_bot";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot();
  bot.telegram.group(groupId, "Weather club");
}, 60_000);

afterAll(() => bot.remove());

afterEach(() => {
  bot.telegram.heal();
  bot.program.world.router.heal();
});

/** What the bot has said in a chat since so many messages. */
function said(chatId: number, since: number): StoredMessage[] {
  return bot.telegram
    .messages(chatId)
    .slice(since)
    .filter(({ from }) => from === "bot");
}

const count = (chatId: number) => bot.telegram.messages(chatId).length;
const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** A long answer: 900 words are two messages. */
const longQuestion = "Give me a long answer of 900 words";

describe("a long answer", () => {
  it("comes in several messages, of which none is lost where Telegram is busy in between", async () => {
    const quiet = count(administratorId);
    await bot.ask(bot.administrator, longQuestion, isAnswer);
    const whole = said(administratorId, quiet)
      .map(({ text }) => text)
      .join("\n");
    await bot.ask(bot.administrator, "/new");
    for (const retry_after of [126, 75]) {
      bot.telegram.fail({ kind: "status", error_code: 429, retry_after, methods: ["sendMessage"], times: 1 });
    }
    const since = count(administratorId);
    await bot.ask(bot.administrator, longQuestion, isAnswer);
    const messages = said(administratorId, since);
    expect(messages.length).toBeGreaterThan(1);
    expect(words(messages.map(({ text }) => text).join("\n")).length).toBe(words(whole).length);
  });

  it("loses its formatting rather than a page where Telegram does not take that", async () => {
    const description = "Bad Request: can't parse entities: too many";
    bot.telegram.fail({ kind: "status", error_code: 400, description, methods: ["sendMessage"], times: 1 });
    const answer = await bot.ask(bot.administrator, "A table and some code, please", isAnswer);
    expect(answer.text).toContain("sideOf");
    expect(answer.entities.filter(({ type }) => type === "pre")).toEqual([]);
  });

  it("comes as a file as well where it is longer than four messages, which waits for Telegram too", async () => {
    bot.telegram.fail({ kind: "status", error_code: 429, retry_after: 200, methods: ["sendDocument"], times: 1 });
    const since = count(administratorId);
    const last = await bot.ask(bot.administrator, "Give me a long answer of 3600 words", isAnswer);
    expect(last.document?.name).toBe("answer.md");
    expect(last.text).toBe("The whole answer is in this file.");
    expect(words(String(last.document?.bytes)).length).toBeGreaterThan(3_500);
    expect(said(administratorId, since)).toHaveLength(5);
  });
});

describe("the last word in a group", () => {
  it("is put into the same message once Telegram takes it", async () => {
    bot.program.world.router.fail({ kind: "stalled", after: 12, times: 1 });
    const since = count(groupId);
    const shown = await bot.ask(
      bot.administrator,
      `${name} how is the wind?`,
      (message) => labels(message).includes("⏹ Stop"),
      groupId,
    );
    bot.telegram.fail({ kind: "status", error_code: 429, retry_after: 90, methods: ["editMessageText"], times: 1 });
    const { message } = await bot.tap(bot.administrator, shown, "⏹ Stop", isAnswer);
    expect(message.messageId).toBe(shown.messageId);
    expect(said(groupId, since)).toHaveLength(1);
  });

  it("is quiet where the topic is closed, and the log holds nothing of the answer", async () => {
    const description = "Bad Request: TOPIC_CLOSED";
    bot.telegram.fail({ kind: "status", error_code: 400, description, chatId: groupId });
    bot.administrator.send(`${name} tell me of petrichor`, { chatId: groupId });
    await expect.poll(() => bot.program.world.router.calls.at(-1)?.outcome).not.toBe("running");
    bot.telegram.heal();
    await bot.ask(bot.administrator, `${name} and now?`, isAnswer, groupId);
    expect(bot.log()).not.toContain("stand-in for");
    expect(bot.log()).not.toContain('"level":50');
  });

  it("shows to its question where it is a picture", async () => {
    const isPicture = ({ photo }: StoredMessage) => photo !== null;
    const answer = await bot.ask(bot.administrator, "/image@modelvane_demo_bot a cat", isPicture, groupId);
    expect(answer.replyTo).not.toBeNull();
  });
});

describe("an answer that is refused for another reason", () => {
  it("is told in a sentence, and the log has nothing of what was said", async () => {
    const description = "Bad Request: something strange";
    bot.telegram.fail({ kind: "status", error_code: 400, description, methods: ["sendMessage"], times: 1 });
    const answer = await bot.ask(bot.administrator, "Tell me of vanes", ({ text }) => text !== "");
    expect(answer.text).toContain("Tell me of vanes");
    expect(bot.log()).not.toContain("Tell me of vanes");
  });
});

it("begins the numbers of its drafts where no earlier process has been", async () => {
  const { createDraftIds } = await import("../../../src/bot/messages/answer/draft-ids.ts");
  const clock = createFakeClock();
  const first = createDraftIds(clock);
  const ids = [first(), first()];
  clock.advance(60_000);
  expect(ids).not.toContain(createDraftIds(clock)());
});
