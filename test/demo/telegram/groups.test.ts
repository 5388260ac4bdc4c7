import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram, type TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import { callApi, refusal, updatesOf } from "./call-api.ts";

const groupId = -1_001_234_567_890;
let telegram: Telegram;
let ana: TelegramUser;

beforeEach(async () => {
  telegram = await startTelegram();
  ana = telegram.user(7, { firstName: "Ana" });
  telegram.group(groupId, "Team");
});

afterEach(() => telegram.stop());

const say = (parameters: Record<string, unknown>) =>
  callApi(telegram, "sendMessage", { chat_id: groupId, text: "x", ...parameters });
const texts = async () =>
  (await updatesOf(telegram)).map(({ message }) => message && (message.text ?? message.caption));

describe("a group", () => {
  it("lets the bot hear commands, mentions and replies to it, in captions and edits too", async () => {
    await say({ text: "of the bot" });
    const own = ana.send("of Ana", { chatId: groupId });
    ana.send("to Ana", { chatId: groupId, replyTo: own.messageId });
    ana.send("to the bot", { chatId: groupId, replyTo: 1 });
    ana.sendFile({ kind: "photo", caption: "@modelvane_demo_bot look", chatId: groupId });
    ana.sendFile({ kind: "voice", chatId: groupId });
    ana.sendFile({ kind: "voice", chatId: groupId, replyTo: 1 });
    const updates = await updatesOf(telegram);
    expect(updates).toMatchObject([
      {
        message: {
          text: "to the bot",
          from: { id: 7, first_name: "Ana" },
          reply_to_message: { from: { is_bot: true } },
        },
      },
      { message: { caption: "@modelvane_demo_bot look", caption_entities: [{ type: "mention" }] } },
      { message: { voice: {}, reply_to_message: { text: "of the bot" } } },
    ]);
    ana.edit(own, "of Ana @modelvane_demo_bot");
    expect((await updatesOf(telegram)).at(-1)).toMatchObject({ edited_message: { from: { id: 7 } } });
  });

  it("lets the bot write no more once it is removed, and tells of the removal", async () => {
    await say({});
    telegram.removeBot(groupId);
    const kicked = "Forbidden: bot was kicked from the supergroup chat";
    expect(await refusal(telegram, "sendMessage", { chat_id: groupId, text: "x" })).toBe(kicked);
    expect(await refusal(telegram, "sendChatAction", { chat_id: groupId, action: "typing" })).toBe(kicked);
    expect(await refusal(telegram, "editMessageText", { chat_id: groupId, message_id: 1, text: "y" })).toBe(kicked);
    expect(await refusal(telegram, "deleteMessage", { chat_id: groupId, message_id: 1 })).toBe(kicked);
    ana.send("/unheard", { chatId: groupId });
    expect(await updatesOf(telegram)).toMatchObject([
      {
        my_chat_member: {
          ...{ chat: { id: groupId, type: "supergroup", title: "Team" }, from: { is_bot: false } },
          ...{ old_chat_member: { status: "member" }, new_chat_member: { status: "kicked", user: { id: 123456 } } },
        },
      },
    ]);
    expect(() => telegram.removeBot(groupId)).toThrow(`The bot is in no group ${groupId}.`);
    telegram.group(groupId, "Team");
    expect((await say({})).ok).toBe(true);
    expect((await updatesOf(telegram)).at(-1)).toMatchObject({
      my_chat_member: { new_chat_member: { status: "member" } },
    });
  });

  it("that is no supergroup says so", async () => {
    telegram.group(-5, "Old");
    telegram.removeBot(-5);
    expect(await refusal(telegram, "sendMessage", { chat_id: -5, text: "x" })).toBe(
      "Forbidden: bot was kicked from the group chat",
    );
  });

  it("may have topics: a message stands in the one that is named, or in that of what it answers", async () => {
    telegram.group(groupId, "Team", { isForum: true });
    const asked = ana.send("/ask", { chatId: groupId, threadId: 12 });
    expect(await updatesOf(telegram)).toMatchObject([
      { message: { chat: { is_forum: true }, message_thread_id: 12, is_topic_message: true } },
    ]);
    expect(await say({ message_thread_id: 12 })).toMatchObject({
      result: { message_thread_id: 12, is_topic_message: true },
    });
    await say({ reply_parameters: { message_id: asked.messageId } });
    await say({});
    expect(telegram.messages(groupId).map(({ threadId }) => threadId)).toEqual([12, 12, 12, null]);
    expect(await refusal(telegram, "sendMessage", { chat_id: groupId, text: "x", message_thread_id: 99 })).toBe(
      "Bad Request: message thread not found",
    );
  });
});

describe("a crowd", () => {
  it("is heard in order: 50 messages of one person, and one of each of 200", async () => {
    const sent = Array.from({ length: 50 }, (_, number) => ana.send(`message ${number}`).text);
    for (let id = 1001; id <= 1200; id += 1) sent.push(telegram.user(id).send(`from ${id}`).text);
    expect(await texts()).toEqual(sent.slice(0, 100));
    const heard: unknown[] = [];
    for (let offset = 0; heard.length < sent.length; ) {
      const { result } = await callApi(telegram, "getUpdates", { offset });
      const batch = result as { update_id: number; message: { text: string } }[];
      heard.push(...batch.map(({ message }) => message.text));
      offset = (batch.at(-1)?.update_id ?? 0) + 1;
    }
    expect(heard).toEqual(sent);
  });
});
