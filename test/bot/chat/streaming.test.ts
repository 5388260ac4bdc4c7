import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage, TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import { administratorId, labels, type TestBot } from "../../support/bot.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

const groupId = -1_001_234_500_077;
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

const conversation = () => bot.program.configuration().tasks.conversational;

/** The model's answers stand still in their middle. */
function stall(after = 12): void {
  bot.program.world.router.fail({ kind: "stalled", after, model: conversation()?.primary.model ?? "" });
}

/** What became of the calls of a method in a chat. */
const callsOf = (method: string, chatId: number) =>
  bot.telegram.calls.filter((call) => call.method === method && call.payload.chat_id === chatId);

describe("an answer that comes in", () => {
  it("is shown as a draft with a stop, and Stop keeps what there is of it", async () => {
    stall();
    bot.administrator.send("What does a weathervane do?");
    const draft = await bot.nextDraft(administratorId, ({ text }) => text.includes("stand-in"));
    expect(draft.canStop).toBe(true);
    const stopped = bot.ask(bot.administrator, "/help", isAnswer);
    bot.administrator.stopDraft();
    const answer = await stopped;
    expect(answer.text).toContain("This is the demo's stand-in");
    expect(answer.text).toContain("⏹ Stopped.");
    expect(bot.telegram.draft(administratorId)).toBeNull();
  });

  it("is stopped by /stop as well, with all that waits behind it", async () => {
    stall();
    bot.administrator.send("The first question");
    await bot.nextDraft(administratorId, ({ text }) => text.includes("stand-in"));
    bot.administrator.send("The second question");
    const answer = await bot.ask(bot.administrator, "/stop", isAnswer);
    expect(answer.text).toContain("⏹ Stopped.");
    const idle = await bot.ask(bot.administrator, "/stop", ({ text }) => text.includes("nothing to stop"));
    expect(idle.text).toContain("not answering anything");
  });

  it("is an edited message with a button to stop it in a group", async () => {
    stall();
    const shown = bot.ask(
      bot.administrator,
      `${name} what does a weathervane do?`,
      (message) => labels(message).includes("⏹ Stop"),
      groupId,
    );
    const message = await shown;
    expect(message.replyTo).not.toBeNull();
    const { message: answer } = await bot.tap(bot.administrator, message, "⏹ Stop", isAnswer);
    expect(answer.messageId).toBe(message.messageId);
    expect(answer.text).toContain("⏹ Stopped.");
    expect(callsOf("sendMessageDraft", groupId)).toEqual([]);
  });

  it("never stands in the way of another chat", async () => {
    stall();
    bot.administrator.send("A question that hangs");
    await bot.nextDraft(administratorId, ({ text }) => text.includes("stand-in"));
    bot.program.world.router.heal();
    const answer = await bot.ask(bot.second, "Olá", isAnswer);
    expect(answer.text).toContain("Olá");
    await bot.ask(bot.administrator, "/stop", isAnswer);
  });

  it("is given anew where its question is mended meanwhile", async () => {
    stall(35);
    const question = bot.administrator.send("What is a weathervnae?");
    await bot.nextDraft(administratorId, ({ text }) => text.includes("weathervnae"));
    bot.program.world.router.heal();
    const before = bot.telegram.messages(administratorId).length;
    const { found } = awaitAnswer(bot.administrator);
    bot.administrator.edit(question, "What is a weathervane?");
    expect((await found).text).toContain("What is a weathervane?");
    expect(bot.telegram.messages(administratorId)).toHaveLength(before + 1);
  });

  it("goes on with the next model where the first dies in the middle, and then the one after that", async () => {
    const entry = conversation();
    for (const model of [entry?.primary.model, entry?.fallbacks[0]?.model]) {
      bot.program.world.router.fail({ kind: "truncated", cut: true, after: 8, model: model ?? "", times: 1 });
    }
    const answer = await bot.ask(bot.administrator, "Tell me about the wind", isAnswer);
    expect(answer.text).toContain("finds its way back");
    const { message } = await bot.tap(bot.administrator, answer, "ⓘ", ({ text }) => text.includes("Asked in vain"));
    expect(message.text).toContain(`${entry?.primary.model}`);
  });

  it("ends in one honest sentence where nobody answers, with a way to try again", async () => {
    bot.program.world.router.fail({ kind: "status", status: 503, headers: { "retry-after": "120" } });
    const failed = await bot.ask(bot.administrator, "Is anybody there?", (message) =>
      labels(message).includes("🔁 Try again"),
    );
    expect(failed.text).toMatch(
      /^None of my models answers just now \(Conversation\); the next try makes sense in \d+ (seconds|minutes)\.\nNo model could answer \(Conversation\)\. Tried in vain: /,
    );
    bot.program.world.router.heal();
    bot.program.clock.advance(3_600_000);
    const { message } = await bot.tap(bot.administrator, failed, "🔁 Try again", isAnswer);
    expect(message.text).toContain("Is anybody there?");
  });
});

function awaitAnswer(user: TelegramUser): { found: Promise<StoredMessage> } {
  const { promise, resolve } = Promise.withResolvers<StoredMessage>();
  const end = bot.telegram.subscribe((event) => {
    if (event.kind !== "message" && event.kind !== "edit") return;
    if (event.message.chatId === user.id && isAnswer(event.message)) {
      end();
      resolve(event.message);
    }
  });
  return { found: promise };
}

describe("Telegram that is busy", () => {
  it("is left alone for as long as it asks, and still gets the whole answer", async () => {
    bot.telegram.fail({ kind: "status", error_code: 429, retry_after: 126, methods: ["sendMessageDraft"], times: 1 });
    bot.telegram.fail({ kind: "status", error_code: 429, retry_after: 200, methods: ["sendMessage"], times: 1 });
    const before = bot.program.clock.now();
    const answer = await bot.ask(bot.administrator, "Is it windy?", isAnswer);
    expect(answer.text).toContain("Is it windy?");
    expect(bot.program.clock.now() - before).toBeGreaterThanOrEqual(200_000);
  });

  it("may refuse drafts altogether: the answer comes whole", async () => {
    bot.telegram.fail({ kind: "status", error_code: 400, methods: ["sendMessageDraft"] });
    const answer = await bot.ask(bot.administrator, "Is it calm?", isAnswer);
    expect(answer.text).toContain("Is it calm?");
  });

  it("is not asked any more for somebody who has blocked the bot, and the model is not asked either", async () => {
    stall();
    const kim = bot.second;
    kim.send("Olá, que tal?");
    await bot.nextDraft(kim.id, ({ text }) => text.includes("stand-in"));
    kim.block();
    await expect.poll(() => bot.program.world.router.calls.at(-1)?.outcome).toBe("cancelled");
    kim.unblock();
  });
});
