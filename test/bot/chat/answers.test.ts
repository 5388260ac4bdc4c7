import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { administratorId, labels, strangerId, type TestBot } from "../../support/bot.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot();
}, 60_000);

afterAll(() => bot.remove());

afterEach(() => {
  bot.telegram.heal();
  bot.program.world.router.heal();
});

const primaryOf = (task: string) => bot.program.configuration().tasks[task]?.primary.model ?? "";

describe("a message in a private chat", () => {
  it("is answered by the model that serves conversation, with buttons under it", async () => {
    const answer = await bot.ask(bot.administrator, "What does a weathervane do?", isAnswer);
    expect(answer.text).toContain(primaryOf("conversational"));
    expect(answer.text).toContain("What does a weathervane do?");
    expect(labels(answer)).toEqual(["👍", "👎", "🔁", "ⓘ"]);
    expect(answer.replyTo).toBeNull();
    expect(bot.telegram.draft(administratorId)).toBeNull();
  });

  it.each([
    ["/code a function that reverses a list", "code-generation"],
    ["/summarize The wind turned. The weathervane turned with it.", "summarization"],
    ["/translate pt Good morning", "translation"],
    ["translate to French: good morning", "translation"],
    ["write a Python function that sorts a list", "code-generation"],
    ["Make it friendlier: send me the file", "text2text-generation"],
  ])("%j goes to the model of %s", async (text, task) => {
    const answer = await bot.ask(bot.administrator, text, isAnswer);
    expect(answer.text).toContain(primaryOf(task));
  });

  it("is remembered until /new", async () => {
    await bot.ask(bot.administrator, "/new");
    await bot.ask(bot.administrator, "My favourite colour is teal.", isAnswer);
    const { router } = bot.program.world;
    const sent = () => JSON.parse(router.requests.at(-1)?.body.toString() ?? "{}").messages as { content: string }[];
    await bot.ask(bot.administrator, "Which colour did I name?", isAnswer);
    expect(sent().map(({ content }) => content)).toContain("My favourite colour is teal.");
    await bot.ask(bot.administrator, "/new");
    await bot.ask(bot.administrator, "And now?", isAnswer);
    expect(sent().map(({ content }) => content)).not.toContain("My favourite colour is teal.");
  });

  it("of a stranger is not answered by a model, and they are told why", async () => {
    const calls = bot.program.world.router.requests.length;
    const answer = await bot.ask(bot.stranger, "Hello");
    expect(answer.text).toContain(`${strangerId}`);
    expect(answer.text).toContain("my owner has let in");
    for (let times = 0; times < 5; times += 1) bot.stranger.send("Hello?");
    bot.program.clock.advance(60_000);
    expect((await bot.ask(bot.stranger, "/image a cat")).text).toBe(answer.text);
    const told = bot.telegram.messages(strangerId).filter(({ from }) => from === "bot");
    expect(told.length).toBeLessThanOrEqual(2);
    expect(bot.program.world.router.requests.length).toBe(calls);
  });
});

describe("the buttons under an answer", () => {
  it("tell why this model, and who would be next", async () => {
    const answer = await bot.ask(bot.administrator, "Why is the sky blue?", isAnswer);
    const { message } = await bot.tap(bot.administrator, answer, "ⓘ", ({ replyTo }) => replyTo === answer.messageId);
    const entry = bot.program.configuration().tasks.conversational;
    expect(message.text).toContain(entry?.primary.model);
    expect(message.text).toContain("The first choice for this task");
    expect(message.text).toContain("tokens in");
    expect(message.text).toContain(`Next in line: ${entry?.fallbacks[0]?.model}`);
  });

  it("let the next model try, and the one after that", async () => {
    const first = await bot.ask(bot.administrator, "Why is grass green?", isAnswer);
    const entry = bot.program.configuration().tasks.conversational;
    const again = (from: StoredMessage) =>
      bot.tap(bot.administrator, from, "🔁", (message) => message.messageId > from.messageId && isAnswer(message));
    const second = (await again(first)).message;
    expect(second.text).toContain(entry?.fallbacks[0]?.model);
    expect(second.text).toContain("Why is grass green?");
    const why = await bot.tap(bot.administrator, second, "ⓘ", ({ replyTo }) => replyTo === second.messageId);
    expect(why.message.text).toContain("Another answer was asked for");
    const third = (await again(second)).message;
    expect(third.text).toContain(entry?.fallbacks[1]?.model);
  });

  it("take what somebody thinks, which the database keeps", async () => {
    const answer = await bot.ask(bot.administrator, "Is it good?", isAnswer);
    expect((await bot.tap(bot.administrator, answer, "👍")).notice).toBe("Thank you, noted.");
    expect((await bot.tap(bot.administrator, answer, "👎")).notice).toBe("Thank you, noted.");
  });

  it("do nothing for a request of another chat", async () => {
    const answer = await bot.ask(bot.administrator, "A secret question", isAnswer);
    const data = answer.buttons.flat().find(({ text }) => text === "ⓘ")?.callback_data ?? "";
    const own = await bot.ask(bot.second, "Olá", isAnswer);
    expect((await bot.tap(bot.second, own, { data })).notice).toBe("Já nada se sabe desta resposta.");
    const again = data.replace("why", "again");
    expect((await bot.tap(bot.second, own, { data: again })).notice).toBe(
      "Já não tenho a pergunta. Pergunte de novo, por favor.",
    );
    expect((await bot.tap(bot.second, own, { data: data.replace("why", "good") })).notice).toBe(
      "Este botão já não faz nada.",
    );
  });
});
