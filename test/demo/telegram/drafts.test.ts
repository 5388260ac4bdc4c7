import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  startTelegram,
  type Telegram,
  type TelegramEvent,
  type TelegramUser,
} from "../../../demo/world/telegram/telegram.ts";
import { nextDraft } from "../../support/next-draft.ts";
import { callApi, refusal, updatesOf } from "./call-api.ts";

const groupId = -1_001_234_567_890;
let now: number;
let telegram: Telegram;
let ana: TelegramUser;
let events: TelegramEvent[];

beforeEach(async () => {
  now = Date.parse("2026-11-21T09:00:00Z");
  telegram = await startTelegram({ now: () => now });
  ana = telegram.user(7, { firstName: "Ana", hasStarted: true });
  telegram.group(groupId, "Team");
  events = [];
  telegram.subscribe((event) => events.push(event));
});

afterEach(() => telegram.stop());

const write = (parameters: Record<string, unknown>) =>
  callApi(telegram, "sendMessageDraft", { chat_id: 7, draft_id: 5, ...parameters });
const noWrite = (parameters: Record<string, unknown>) =>
  refusal(telegram, "sendMessageDraft", { chat_id: 7, draft_id: 5, ...parameters });

describe("a draft", () => {
  it("is seen as it grows, and is no message of the chat", async () => {
    expect(telegram.draft(7)).toBeNull();
    expect(await write({ text: "" })).toMatchObject({ ok: true, result: true });
    expect(telegram.draft(7)).toEqual({ draftId: 5, text: "", entities: [], canStop: false });
    const entities = [{ type: "bold", offset: 0, length: 5 }];
    await write({ text: "Hello", entities, can_stop: true });
    const draft = { draftId: 5, text: "Hello", entities, canStop: true };
    expect(telegram.draft(7)).toEqual(draft);
    expect(telegram.messages(7)).toEqual([]);
    expect(events).toMatchObject([
      { kind: "draft", chatId: 7, draft: { text: "" } },
      { kind: "draft", chatId: 7, draft },
    ]);
  });

  it("is gone 30 seconds after its last change", async () => {
    await write({ text: "one" });
    now += 29_999;
    await write({ text: "two" });
    now += 29_999;
    expect(telegram.draft(7)).toMatchObject({ text: "two" });
    now += 1;
    expect(telegram.draft(7)).toBeNull();
    expect(telegram.draft(7)).toBeNull();
    expect(events.slice(2)).toEqual([{ kind: "draft", chatId: 7, draft: null }]);
  });

  it("gives way to the bot's next message in the chat, and to nothing else", async () => {
    telegram.user(8, { hasStarted: true });
    await write({ text: "Hello" });
    ana.send("meanwhile");
    await callApi(telegram, "sendMessage", { chat_id: 8, text: "x" });
    await callApi(telegram, "sendChatAction", { chat_id: 7, action: "typing" });
    await refusal(telegram, "sendMessage", { chat_id: 7, text: "" });
    expect(telegram.draft(7)).toMatchObject({ text: "Hello" });
    await callApi(telegram, "sendMessage", { chat_id: 7, text: "Hello." });
    expect(telegram.draft(7)).toBeNull();
    expect(events.slice(-2)).toMatchObject([{ kind: "draft", draft: null }, { kind: "message" }]);
  });

  it("is refused as Telegram refuses it", async () => {
    telegram.user(8, { hasStarted: true }).block();
    expect(await noWrite({ text: "x", draft_id: 0 })).toBe("Bad Request: RANDOM_ID_INVALID");
    expect(await noWrite({ text: "x", draft_id: undefined })).toBe("Bad Request: RANDOM_ID_INVALID");
    expect(await noWrite({ text: "x".repeat(4097) })).toBe("Bad Request: message is too long");
    expect(await noWrite({ text: "x", entities: [{ type: "bold", offset: 0, length: 2 }] })).toContain("ends after");
    expect(await noWrite({ text: "x", chat_id: groupId })).toBe("Bad Request: TEXTDRAFT_PEER_INVALID");
    expect(await noWrite({ text: "x", chat_id: 8 })).toBe("Forbidden: bot was blocked by the user");
    expect(await noWrite({ text: "x", message_thread_id: 3 })).toBe("Bad Request: message thread not found");
    expect(events.filter(({ kind }) => kind === "draft")).toEqual([]);
  });

  it("takes its parameters from a form as well", async () => {
    const form = new URLSearchParams({
      chat_id: "7",
      draft_id: "5",
      text: "x",
      can_stop: "true",
      keep_on_stop: "True",
    });
    await fetch(`${telegram.url}/bot${telegram.token}/sendMessageDraft`, { method: "POST", body: form });
    expect(telegram.draft(7)).toMatchObject({ draftId: 5, canStop: true });
    ana.stopDraft();
    expect(telegram.draft(7)).toMatchObject({ draftId: 5, canStop: false });
  });

  it("can be awaited, also where it is there already", async () => {
    const awaited = nextDraft(telegram, 7, ({ text }) => text.length > 3);
    await write({ text: "one" });
    await write({ text: "one two" });
    expect(await awaited).toMatchObject({ text: "one two" });
    expect(await nextDraft(telegram, 7, () => true)).toMatchObject({ text: "one two" });
  });
});

describe("Stop", () => {
  it("takes the draft away, is told to the bot, and keeps later drafts of that id away", async () => {
    await write({ text: "Hel", can_stop: true });
    ana.stopDraft();
    expect(telegram.draft(7)).toBeNull();
    const [update] = await updatesOf(telegram);
    // The Bot API's server writes the number as a text.
    expect(update?.stopped_message_generation).toEqual({
      chat: { id: 7, type: "private", first_name: "Ana" },
      draft_id: "5",
    });
    expect(await write({ text: "Hello", can_stop: true })).toMatchObject({ ok: true, result: true });
    expect(telegram.draft(7)).toBeNull();
    await write({ text: "Another", draft_id: 6 });
    expect(telegram.draft(7)).toMatchObject({ draftId: 6, text: "Another" });
  });

  it("leaves a draft that is to be kept, without its button, until the bot writes or its time is over", async () => {
    await write({ text: "Hel", can_stop: true, keep_on_stop: true });
    ana.stopDraft();
    await write({ text: "Hello", can_stop: true, keep_on_stop: true });
    expect(telegram.draft(7)).toMatchObject({ text: "Hel", canStop: false });
    expect(() => ana.stopDraft()).toThrow("no draft");
    await callApi(telegram, "sendMessage", { chat_id: 7, text: "Hel" });
    expect(telegram.draft(7)).toBeNull();
  });

  it("is there only under a draft that can be stopped", async () => {
    expect(() => ana.stopDraft()).toThrow("There is no draft in the chat 7 that can be stopped.");
    await write({ text: "x" });
    expect(() => ana.stopDraft()).toThrow("no draft");
    await write({ text: "x", can_stop: true });
    now += 30_000;
    expect(() => ana.stopDraft()).toThrow("no draft");
    expect(await updatesOf(telegram)).toEqual([]);
  });

  it("names the topic of the draft", async () => {
    ana.send("in a topic", { threadId: 3 });
    await write({ text: "x", can_stop: true, message_thread_id: 3 });
    ana.stopDraft();
    expect(await updatesOf(telegram)).toMatchObject([
      { message: { message_thread_id: 3, is_topic_message: true } },
      { stopped_message_generation: { message_thread_id: 3 } },
    ]);
  });
});
