import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { strangerId, type TestBot } from "../../support/bot.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

const listedGroup = -1_001_234_500_065;
const otherGroup = -1_001_234_500_064;
const name = "@modelvane_demo_bot";

let bot: TestBot;

beforeAll(async () => {
  const chat = { people: [strangerId], groups: [listedGroup], messagesPerMinute: 1 };
  bot = await createChatBot({ policy: { access: "listed", chat } });
  bot.telegram.group(listedGroup, "Sailors");
  bot.telegram.group(otherGroup, "Friends");
}, 60_000);

afterAll(() => bot.remove());

const textsIn = (chatId: number) => bot.telegram.messages(chatId).map(({ text }) => text);

let lastId = 960_000;

/** A message to a group as Telegram hands it out. */
function inject(group: number, text: string, facts: Record<string, unknown>): void {
  lastId += 1;
  const mention = text.indexOf(name);
  const entities = mention === -1 ? [] : [{ type: "mention", offset: mention, length: name.length }];
  const chat = { id: group, type: "supergroup", title: "A group" };
  bot.telegram.inject({ message: { message_id: lastId, date: 1_795_000_000, chat, text, entities, ...facts } });
}

describe("where only some may chat", () => {
  const anonymous = (group: number) => ({
    from: { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" },
    sender_chat: { id: group, type: "supergroup", title: "A group" },
  });
  const anotherBot = { from: { id: 4_243, is_bot: true, first_name: "Echo", username: "echo_bot" } };

  it("an anonymous administrator is answered in a listed group alone, and another bot nowhere", async () => {
    for (const text of [`${name} echo?`, "/ask echo?", `/help${name}`]) inject(listedGroup, text, anotherBot);
    for (const text of [`${name} is it me?`, "/ask is it me?"]) inject(otherGroup, text, anonymous(otherGroup));
    await bot.ask(bot.stranger, `${name} is it only me?`, isAnswer, otherGroup);
    expect(textsIn(otherGroup)).toHaveLength(2);
    const answer = await bot.waitFor(listedGroup, isAnswer, () =>
      inject(listedGroup, "/ask ahoy?", anonymous(listedGroup)),
    );
    expect(textsIn(listedGroup)).toEqual([answer.text]);
  });

  it("a question goes on as it was where the limit lets no mended one through", async () => {
    bot.program.clock.advance(120_000);
    const { model = "" } = bot.program.configuration().tasks.conversational?.primary ?? {};
    bot.program.world.router.fail({ kind: "stalled", after: 12, model, times: 1 });
    const question = bot.stranger.send("what is the hail?");
    await bot.nextDraft(strangerId, ({ text }) => text.includes("stand-in"));
    const refused = bot.waitFor(strangerId, ({ text }) => text.includes("at most 1 message"));
    bot.stranger.edit(question, "what is the snow?");
    await refused;
    const answer = await bot.ask(bot.stranger, "/stop", isAnswer);
    expect(answer.text).toContain("⏹ Stopped.");
    expect(bot.program.world.router.requests.at(-1)?.body.toString()).toContain("the hail?");
  });
});
