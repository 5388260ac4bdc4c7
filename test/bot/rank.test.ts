import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../demo/world/telegram/telegram.ts";
import type { RankResult } from "../../src/pipeline/rank.ts";
import { createTestBot, isFinal, labels, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot();
});

afterEach(() => bot.remove());

const isPicture = ({ photo }: StoredMessage) => photo !== null;
const botMessages = () => bot.telegram.messages(bot.administrator.id).filter(({ from }) => from === "bot");

describe("/rank", () => {
  it("shows the ten best of a task with what their scores are made of, and marks what serves it now", async () => {
    const { document } = await bot.program.json<RankResult>("rank", "--task", "conversational");
    const { text } = await bot.ask(bot.administrator, "/rank conversational", isFinal);
    const eligible = document.ranking.filter((row) => row.eligible);
    for (const [index, { model, host, score }] of eligible.slice(0, 10).entries()) {
      expect(text).toContain(`${index + 1}. ${score.toFixed(1)} ${model} · ${host}`);
    }
    expect(text).toContain(`And ${eligible.length - 10} more that may be chosen.`);
    expect(text).toMatch(/\n\d+ · \d+ · \d+ · \d+, \d+% known · in use\n/);
    expect(text).toContain("The four numbers: popularity, performance, recency and compatibility");
    expect(text).toContain(`${document.discovered} models listed. ${document.qualified} may be chosen`);
  });

  it("folds the best of those that may not be chosen, with their reasons", async () => {
    const { text, entities } = await bot.ask(bot.administrator, "/rank text-to-image", isFinal);
    const fold = entities.find(({ type }) => type === "expandable_blockquote");
    const folded = text.slice(fold?.offset, (fold?.offset ?? 0) + (fold?.length ?? 0));
    expect(folded).toMatch(/^\d+ models may not be chosen/);
    expect(folded).toContain("it is gated: its owner asks for consent first");
    expect(folded.split("\n")).toHaveLength(6);
  });

  it("says at once that it is looking, and answers in that same message", async () => {
    const looking = await bot.ask(bot.administrator, "/rank fill-mask");
    expect(looking.text).toMatch(/^🔎 Looking at the models for fill-mask/);
    await expect.poll(() => bot.last(bot.administrator.id)?.text).toMatch(/^🏆 fill-mask/);
    expect(botMessages()).toHaveLength(1);
  });

  it("offers the tasks where none was named", async () => {
    const keyboard = await bot.ask(bot.administrator, "/rank");
    expect(labels(keyboard)).toHaveLength(17);
    const { message } = await bot.tap(bot.administrator, keyboard, "text-to-speech", isFinal);
    expect(message.text).toMatch(/^🏆 text-to-speech/);
  });

  it("looks again in the same message when that is asked for", async () => {
    const ranking = await bot.ask(bot.administrator, "/rank text-to-speech", isFinal);
    const [first] = (await bot.program.json<RankResult>("rank", "--task", "text-to-speech")).document.ranking;
    bot.program.world.removeModel(first?.model ?? "");
    const isWithout = ({ text }: StoredMessage) => text.startsWith("🏆") && !text.includes(first?.model ?? "");
    const { message } = await bot.tap(bot.administrator, ranking, "Refresh", isWithout);
    expect(message.messageId).toBe(ranking.messageId);
  });

  it("sends its picture to the topic in which it was asked for", async () => {
    const { messageId } = await bot.ask(bot.administrator, "/rank fill-mask", isFinal);
    const [user, chat] = [{ id: bot.administrator.id, is_bot: false, first_name: "Ana" }, { id: bot.administrator.id }];
    const topic = { is_topic_message: true, message_thread_id: 5 };
    const message = { message_id: messageId, date: 1, chat: { ...chat, type: "private", first_name: "Ana" }, ...topic };
    const { callback_data: data } = bot.last(bot.administrator.id)?.buttons[0]?.[0] ?? {};
    const query = { id: "1", from: user, chat_instance: "1", message, data };
    bot.telegram.inject({ callback_query: query });
    const sent = () => bot.telegram.calls.find(({ method }) => method === "sendPhoto")?.payload;
    await expect.poll(sent).toMatchObject({ caption: "fill-mask, today, 03:00" });
    expect(Number(sent()?.message_thread_id)).toBe(5);
  });

  it("draws what its message shows", async () => {
    const ranking = await bot.ask(bot.administrator, "/rank conversational", isFinal);
    const asked = bot.program.world.hub.requests.length;
    const { notice, message } = await bot.tap(bot.administrator, ranking, "As a picture", isPicture);
    expect(notice).toBe("🎨 Drawing…");
    expect(message.text).toBe("conversational, today, 03:00");
    expect(message.photo?.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(message.photo?.bytes.readUInt32BE(16)).toBe(1080);
    expect(bot.program.world.hub.requests.length).toBe(asked);
  });

  it("looks anew for a picture that is asked for long after", async () => {
    const ranking = await bot.ask(bot.administrator, "/rank conversational", isFinal);
    const asked = bot.program.world.hub.requests.length;
    bot.program.clock.advance(3_600_000);
    const { message } = await bot.tap(bot.administrator, ranking, "As a picture", isPicture);
    expect(message.text).toBe("conversational, today, 04:00");
    expect(bot.program.world.hub.requests.length).toBeGreaterThan(asked);
  });

  it("says why it could not look, and looks again by a button", async () => {
    bot.program.world.hub.fail({ kind: "status", status: 500 });
    bot.program.world.router.fail({ kind: "status", status: 500 });
    const failed = await bot.ask(bot.administrator, "/rank conversational", isFinal);
    expect(failed.text).toMatch(/^The models for conversational could not be looked at\.\n\n.*answered 500/);
    expect(labels(failed)).toEqual(["Refresh"]);
    bot.program.world.hub.heal();
    bot.program.world.router.heal();
    const isRanking = ({ text }: StoredMessage) => text.startsWith("🏆");
    const { message } = await bot.tap(bot.administrator, failed, "Refresh", isRanking);
    expect(message.messageId).toBe(failed.messageId);
  });

  it("says what is wrong with the policy, and tries again by a button", async () => {
    bot.program.writePolicy({ margin: "none" });
    const failed = await bot.ask(bot.administrator, "/rank conversational", isFinal);
    expect(failed.text).toContain("margin");
    expect(labels(failed)).toEqual(["Try again"]);
  });

  it("says that it was cut off where the service ends meanwhile", async () => {
    bot.program.world.hub.fail({ kind: "silence" });
    bot.program.world.router.fail({ kind: "silence" });
    await bot.ask(bot.administrator, "/rank fill-mask");
    bot.program.clock.hurry();
    await bot.stopService();
    expect(bot.last(bot.administrator.id)?.text).toMatch(/^I am being restarted, so I stopped looking\./);
  });

  it("lists the tasks for one that there is not", async () => {
    const { text } = await bot.ask(bot.administrator, "/rank nonsense");
    expect(text).toMatch(/^There is no task nonsense\. .*The tasks are:\nconversational\n/s);
  });

  it.each(["rank.task:17", "rank.task:-1", "rank.task:", "rank.refresh:x", "rank.picture:1e1", "rank.picture"])(
    "does nothing for %s, which it has not made",
    async (data) => {
      const keyboard = await bot.ask(bot.administrator, "/rank");
      const { notice, isAlert } = await bot.tap(bot.administrator, keyboard, { data });
      expect({ notice, isAlert }).toEqual({ notice: "This button does nothing any more.", isAlert: true });
      expect(botMessages()).toHaveLength(1);
    },
  );

  it("speaks Portuguese", async () => {
    const { text } = await bot.ask(bot.second, "/rank text-to-image", isFinal);
    expect(text).toContain("acesso condicionado: o dono pede consentimento primeiro");
    expect(text).toMatch(/1\. \d\d,\d .*\n\d+ · \d+ · \d+ · \d+, \d+% conhecido · reserva/);
    expect(text).not.toMatch(/\b(the|models?|known|licence|chosen|its|below|of)\b/i);
  });

  it("is a command that a stranger does not have, and its buttons too", async () => {
    expect((await bot.ask(bot.stranger, "/rank conversational")).text).toMatch(/^I do not know \/rank\./);
    const own = await bot.ask(bot.stranger, "/start");
    const { notice } = await bot.tap(bot.stranger, own, { data: "rank.task:0" });
    expect(notice).toBe("This button does nothing any more.");
  });
});

describe("the status as a picture", () => {
  it("is sent beside the status", async () => {
    const status = await bot.ask(bot.administrator, "/autoupdate_status");
    const { message } = await bot.tap(bot.administrator, status, "As a picture", isPicture);
    expect(message.text).toBe("What serves each task, today, 03:00");
    expect(message.photo?.bytes.readUInt32BE(16)).toBe(1080);
  });
});
