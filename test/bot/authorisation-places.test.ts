import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage, TelegramUser } from "../../demo/world/telegram/telegram.ts";
import { commandNames, commandsFor } from "../../src/bot/command-table.ts";
import { english } from "../../src/bot/languages/english/english.ts";
import { administratorId, createTestBot, strangerId, type TestBot } from "../support/bot.ts";

const listedGroup = -1_001_234_500_001;
const otherGroup = -1_001_234_500_002;
const botName = "modelvane_demo_bot";
const { common } = english;

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot({ policy: { telegram: { groups: [listedGroup] } } });
  bot.telegram.group(listedGroup, "Operations");
  bot.telegram.group(otherGroup, "Friends");
});

afterEach(() => bot.remove());

/** Sends a command to a group, and waits for what the bot says there. */
const askIn = (group: number, person: TelegramUser, text: string) => bot.ask(person, text, () => true, group);

async function isPaused(): Promise<boolean> {
  const { document } = await bot.program.json<{ enabled: boolean }>("status");
  return !document.enabled;
}

/** A message as Telegram hands it out; resolves when the bot has it. */
async function injectMessage(text: string, facts: Record<string, unknown>, kind = "message"): Promise<void> {
  const before = bot.telegram.confirmed();
  bot.telegram.inject({
    [kind]: {
      message_id: 900_001,
      date: 1_795_000_000,
      chat: { id: administratorId, type: "private", first_name: "Ana" },
      from: { id: administratorId, is_bot: false, first_name: "Ana", language_code: "en" },
      text,
      entities: [{ type: "bot_command", offset: 0, length: text.length }],
      ...facts,
    },
  });
  await expect.poll(bot.telegram.confirmed).toBeGreaterThan(before);
}

/** What the bot has said since it was asked last, when all that was under way has ended. */
async function saidInTheEnd(count: number): Promise<string[]> {
  await bot.stopService();
  const sent = bot.telegram.calls.slice(count).filter(({ method }) => method === "sendMessage");
  return sent.map(({ payload }) => String(payload.text));
}

describe("in a group that the policy does not list", () => {
  it("an administrator's command is answered as unknown, and they are told why in private", async () => {
    const answer = await askIn(otherGroup, bot.administrator, `/pause@${botName}`);
    expect(answer.text).toBe(common.unknownCommand("pause", null).text);
    const hint = common.onlyInListedGroups(otherGroup).text;
    await expect.poll(() => bot.last(administratorId)?.text).toBe(hint);
    expect(await isPaused()).toBe(false);
  });

  it("nobody else is told why, and a command without the bot's name is left to the other bots", async () => {
    const count = bot.telegram.calls.length;
    await askIn(otherGroup, bot.stranger, `/pause@${botName}`);
    bot.stranger.send("/pause", { chatId: otherGroup });
    bot.stranger.send("/nonsense", { chatId: otherGroup });
    // A chat's messages are handled in their order.
    await askIn(otherGroup, bot.stranger, `/zqxwv@${botName}`);
    expect(await saidInTheEnd(count)).toEqual([
      common.unknownCommand("pause", null).text,
      common.unknownCommand("zqxwv", null).text,
    ]);
    expect(bot.telegram.messages(strangerId)).toEqual([]);
  });

  it("an administrator's command for another bot is left to that one", async () => {
    const count = bot.telegram.calls.length;
    const chat = { id: otherGroup, type: "supergroup", title: "Friends" };
    await injectMessage("/pause@another_bot", { chat });
    expect(await saidInTheEnd(count)).toEqual([]);
  });

  it("an administrator's tap does nothing", async () => {
    const status = await bot.ask(bot.administrator, "/autoupdate_status");
    const { messageId } = await askIn(otherGroup, bot.administrator, `/help@${botName}`);
    const elsewhere: StoredMessage = { ...status, chatId: otherGroup, messageId };
    const { notice } = await bot.tap(bot.administrator, elsewhere, { data: "pause" });
    expect(notice).toBe(common.deadButton);
    expect(await isPaused()).toBe(false);
  });
});

describe("in a group that the policy lists", () => {
  it("an administrator's command works", async () => {
    await askIn(listedGroup, bot.administrator, "/pause");
    expect(await isPaused()).toBe(true);
  });

  it("nobody else may use it, nor tap an administrator's buttons", async () => {
    const status = await askIn(listedGroup, bot.administrator, "/autoupdate_status");
    const { notice } = await bot.tap(bot.stranger, status, { data: "pause" });
    expect(notice).toBe(common.deadButton);
    const answer = await askIn(listedGroup, bot.stranger, `/pause@${botName}`);
    expect(answer.text).toBe(common.unknownCommand("pause", null).text);
    expect(await isPaused()).toBe(false);
  });

  it("the menu shows administrators' commands to administrators only", async () => {
    // A service that starts now finds the groups.
    await bot.stopService();
    await bot.startService();
    const names = (userId: number) => bot.telegram.menu(listedGroup, { userId }).map(({ command }) => command);
    await expect.poll(() => names(administratorId)).toEqual(commandNames);
    expect(names(strangerId)).toEqual(commandsFor("everyone"));
    expect(bot.telegram.menu(otherGroup, { userId: administratorId }).map(({ command }) => command)).toEqual(
      commandsFor("everyone"),
    );
  });
});

describe("rights are those of the person who has written it", () => {
  const group = { id: listedGroup, type: "supergroup", title: "Operations" };

  it.each([
    [
      "an anonymous administrator of the group",
      {
        chat: group,
        from: { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" },
        sender_chat: group,
      },
      "message",
    ],
    [
      "a channel that speaks in the group",
      {
        chat: group,
        from: { id: 136_817_688, is_bot: true, first_name: "Channel", username: "Channel_Bot" },
        sender_chat: { id: -1_009_999_999_999, type: "channel", title: "News" },
      },
      "message",
    ],
    [
      "a post of a channel",
      { chat: { ...group, type: "channel" }, from: undefined, sender_chat: { ...group, type: "channel" } },
      "channel_post",
    ],
    ["an edit of an earlier message", { edit_date: 1_795_000_001 }, "edited_message"],
    [
      "a message that an administrator has forwarded",
      {
        forward_origin: { type: "user", date: 1, sender_user: { id: strangerId, is_bot: false, first_name: "Sam" } },
      },
      "message",
    ],
    [
      "a message that another bot has written for an administrator",
      { via_bot: { id: 4_242, is_bot: true, first_name: "Gifs", username: "gif" } },
      "message",
    ],
  ])("%s has none", async (_who, facts, kind) => {
    const count = bot.telegram.calls.length;
    await injectMessage(`/pause@${botName}`, facts, kind);
    const said = await saidInTheEnd(count);
    expect(said).toEqual(kind === "message" ? [common.unknownCommand("pause", null).text] : []);
    expect(bot.log()).not.toContain('"/pause from');
    expect(await isPaused()).toBe(false);
  });

  it("an administrator's own message of the same form has them", async () => {
    await injectMessage(`/pause@${botName}`, {});
    await bot.stopService();
    expect(await isPaused()).toBe(true);
  });
});

describe("the log", () => {
  const warnings = (id: number) => bot.log().split(`"userId":${id},"msg":"Somebody who is no administrator`).length - 1;

  it("warns of a person who tries what is not theirs once an hour", async () => {
    for (const text of ["/pause", "/rollback", "/pause"]) await bot.ask(bot.stranger, text);
    await bot.tap(bot.stranger, bot.telegram.messages(strangerId).at(-1) as StoredMessage, { data: "pause" });
    expect(warnings(strangerId)).toBe(1);

    bot.program.clock.advance(3_599_000);
    await bot.ask(bot.stranger, "/pause");
    expect(warnings(strangerId)).toBe(1);

    const other = bot.telegram.user(9003, { firstName: "Kim" });
    await bot.ask(other, "/settings minimumScore 1");
    expect(warnings(9003)).toBe(1);

    bot.program.clock.advance(1_000);
    await bot.ask(bot.stranger, "/pause");
    expect(warnings(strangerId)).toBe(2);
  });

  it("says nothing of what everyone may do, nor of commands that there are not", async () => {
    for (const text of ["/start", "/help", "/models", "/nonsense", "Hello"]) await bot.ask(bot.stranger, text);
    expect(warnings(strangerId)).toBe(0);
  });
});
