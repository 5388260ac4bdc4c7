import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labels, type TestBot } from "../../support/bot.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot();
}, 60_000);

afterAll(() => bot.remove());

const fallback = () => bot.program.configuration().tasks.conversational?.fallbacks[0]?.model ?? "";
const primary = () => bot.program.configuration().tasks.conversational?.primary.model ?? "";

describe("/use", () => {
  it("lets a person choose a model by its name, which answers them alone, until they take it back", async () => {
    expect((await bot.ask(bot.administrator, `/use chat ${fallback()}`)).text).toContain(`from now on ${fallback()}`);
    const answer = await bot.ask(bot.administrator, "Who are you, in three words?", isAnswer);
    expect(answer.text).toContain(fallback());
    const why = await bot.tap(bot.administrator, answer, "ⓘ", ({ replyTo }) => replyTo === answer.messageId);
    expect(why.message.text).toContain("You have chosen it yourself");
    expect((await bot.ask(bot.second, "Olá, tudo bem?", isAnswer)).text).toContain(primary());
    await bot.ask(bot.administrator, "/use chat auto");
    expect((await bot.ask(bot.administrator, "Hello there", isAnswer)).text).toContain(primary());
  });

  it("offers what is configured by a tap, and remembers it after a restart", async () => {
    const list = await bot.ask(bot.administrator, "/use");
    const shown = await bot.tap(bot.administrator, list, "Conversation", ({ text }) => text.startsWith("Conversation"));
    expect(labels(shown.message)).toEqual(expect.arrayContaining([primary(), fallback(), "The best one (automatic)"]));
    await bot.tap(bot.administrator, shown.message, fallback(), ({ text }) => text.includes("from now on"));
    await bot.stopService();
    await bot.startService();
    expect((await bot.ask(bot.administrator, "/use")).text).toContain(fallback());
    expect((await bot.ask(bot.administrator, "Hello again", isAnswer)).text).toContain(fallback());
    const again = await bot.tap(
      bot.administrator,
      await bot.ask(bot.administrator, "/use chat"),
      "The best one (automatic)",
    );
    expect(again.notice).toBeNull();
  });

  it("says what is wrong with a name", async () => {
    expect((await bot.ask(bot.administrator, "/use cooking nobody/nothing")).text).toContain(
      "There is no task cooking",
    );
    expect((await bot.ask(bot.administrator, "/use code nobody/nothing")).text).toContain(
      "No model nobody/nothing is known",
    );
  });
});

describe("/privacy", () => {
  const sent = () => bot.program.world.router.requests.at(-1)?.body.toString() ?? "";

  it("turns the memory off and on again", async () => {
    await bot.ask(bot.administrator, "The word is quartz.", isAnswer);
    const page = await bot.ask(bot.administrator, "/privacy");
    expect(page.text).toContain("Our conversation is kept");
    await bot.tap(bot.administrator, page, "Do not keep our conversations", ({ text }) =>
      text.includes("nothing of our"),
    );
    await bot.ask(bot.administrator, "Which word was it?", isAnswer);
    expect(sent()).not.toContain("quartz");
    await bot.ask(bot.administrator, "And the one of just now?", isAnswer);
    expect(sent()).not.toContain("Which word was it?");
    const off = await bot.ask(bot.administrator, "/privacy");
    await bot.tap(bot.administrator, off, "Keep our conversations", ({ text }) => text.includes("again"));
    await bot.ask(bot.administrator, "The word is basalt.", isAnswer);
    await bot.ask(bot.administrator, "Which word is it now?", isAnswer);
    expect(sent()).toContain("basalt");
  });

  it("forgets everything about a person", async () => {
    await bot.ask(bot.administrator, `/use code ${fallback()}`);
    await bot.ask(bot.administrator, "The word is marble.", isAnswer);
    const page = await bot.ask(bot.administrator, "/privacy");
    await bot.tap(bot.administrator, page, "Forget everything about me", ({ text }) => text.startsWith("Done"));
    await bot.ask(bot.administrator, "Which word?", isAnswer);
    expect(sent()).not.toContain("marble");
    expect((await bot.ask(bot.administrator, "/use")).text).not.toContain(fallback());
  });

  it("says so where the policy keeps nothing", async () => {
    bot.program.writePolicy({ chat: { memory: false } });
    bot.program.clock.advance(2_000);
    await expect
      .poll(async () => (await bot.ask(bot.administrator, "/privacy")).text)
      .toContain("Our conversation is not kept.");
    await bot.ask(bot.administrator, "The word is granite.", isAnswer);
    await bot.ask(bot.administrator, "Which?", isAnswer);
    expect(sent()).not.toContain("granite");
  });
});

describe("/new", () => {
  it("forgets what is being answered at that moment, too", async () => {
    const sent = () => bot.program.world.router.requests.at(-1)?.body.toString() ?? "";
    bot.program.writePolicy({});
    bot.program.clock.advance(2_000);
    bot.program.world.router.fail({ kind: "stalled", after: 12, times: 1 });
    bot.administrator.send("The word is obsidian.");
    await bot.nextDraft(bot.administrator.id, ({ text }) => text.includes("stand-in"));
    await bot.ask(bot.administrator, "/new", ({ text }) => text.includes("I have forgotten"));
    await bot.ask(bot.administrator, "/stop", isAnswer);
    await bot.ask(bot.administrator, "Which word?", isAnswer);
    expect(sent()).not.toContain("obsidian");
  });
});
