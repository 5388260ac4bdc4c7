import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram, type TelegramEvent } from "../../../demo/world/telegram/telegram.ts";
import { callApi, callWithForm, pngOf, refusal } from "./call-api.ts";

const start = Date.parse("2026-11-21T09:00:00Z");
let now: number;
let telegram: Telegram;

beforeEach(async () => {
  now = start;
  telegram = await startTelegram({ now: () => now });
  telegram.user(7, { firstName: "Ana", hasStarted: true });
});

afterEach(() => telegram.stop());

const send = (parameters: Record<string, unknown>) => callApi(telegram, "sendMessage", { chat_id: 7, ...parameters });
const noSend = (parameters: Record<string, unknown>) => refusal(telegram, "sendMessage", { chat_id: 7, ...parameters });
const oneButton = (button: Record<string, unknown>) => ({ text: "x", reply_markup: { inline_keyboard: [[button]] } });

describe("a message of the bot", () => {
  it("is answered in full shape, and stands in the chat", async () => {
    const entities = [{ type: "bold", offset: 0, length: 5 }];
    const keyboard = { inline_keyboard: [[{ text: "Apply", callback_data: "a", style: "success" }]] };
    expect(await send({ text: "Hello /help", entities, reply_markup: keyboard })).toMatchObject({
      ok: true,
      result: {
        message_id: 1,
        from: { id: 123456, is_bot: true },
        chat: { id: 7, type: "private", first_name: "Ana" },
        date: start / 1000,
        text: "Hello /help",
        entities: [...entities, { type: "bot_command", offset: 6, length: 5 }],
        reply_markup: keyboard,
      },
    });
    expect(telegram.messages(7)).toMatchObject([{ messageId: 1, chatId: 7, from: "bot", edits: 0, isDeleted: false }]);
  });

  it("has 1 to 4096 characters", async () => {
    expect((await send({ text: "x".repeat(4096) })).ok).toBe(true);
    expect(await noSend({ text: "x".repeat(4097) })).toBe("Bad Request: message is too long");
    expect(await noSend({ text: "" })).toBe("Bad Request: message text is empty");
    expect(await noSend({ text: " \n " })).toBe("Bad Request: text must be non-empty");
  });

  it("is refused with entities that do not fit its text, and with any parse mode", async () => {
    const entity = (facts: Record<string, unknown>) =>
      noSend({ text: "a😀b", entities: [{ type: "bold", offset: 0, length: 1, ...facts }] });
    expect((await send({ text: "a😀b", entities: [{ type: "code", offset: 1, length: 3 }] })).ok).toBe(true);
    expect(await entity({ length: 5 })).toBe(
      "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 5",
    );
    expect(await entity({ offset: 2 })).toContain("entity begins in a middle of a UTF-16 symbol");
    expect(await entity({ length: 2 })).toContain("ends in a middle of a UTF-16 symbol");
    expect(await entity({ type: "loud" })).toContain("Unsupported type specified");
    expect(await entity({ type: "text_link" })).toContain(`Can't find field "url"`);
    expect(await noSend({ text: "<b>x", parse_mode: "HTML" })).toContain("can't parse entities");
  });

  it("keeps 100 entities of the bot's own, and none that Telegram finds by itself", async () => {
    const letters = Array.from({ length: 101 }, (_, offset) => ({ type: "bold", offset, length: 1 }));
    await send({ text: "x".repeat(200), entities: letters });
    await send({ text: "see https://example.org.", entities: [{ type: "mention", offset: 0, length: 3 }] });
    expect(telegram.messages(7)).toMatchObject([
      { entities: letters.slice(0, 100) },
      { entities: [{ type: "url", offset: 4, length: 19 }] },
    ]);
  });

  it("has buttons that each do one thing, of at most 64 bytes of data, and at most 100", async () => {
    expect((await send(oneButton({ text: "é", callback_data: "é".repeat(32) }))).ok).toBe(true);
    expect(await noSend(oneButton({ text: "é", callback_data: "é".repeat(33) }))).toBe(
      "Bad Request: BUTTON_DATA_INVALID",
    );
    expect(await noSend(oneButton({ text: "x", callback_data: "" }))).toBe("Bad Request: BUTTON_DATA_INVALID");
    expect(await noSend(oneButton({ text: "x" }))).toContain("Text buttons are not allowed in the inline keyboard");
    expect(await noSend(oneButton({ callback_data: "x" }))).toContain(`Can't find field "text"`);
    expect(await noSend(oneButton({ text: "x", callback_data: "x", style: "pink" }))).toContain("style");
    expect(await noSend(oneButton({ text: "x", url: "javascript:alert(1)" }))).toContain("is invalid");
    const row = Array.from({ length: 101 }, () => ({ text: "x", callback_data: "x" }));
    expect(await noSend({ text: "x", reply_markup: { inline_keyboard: [row] } })).toBe(
      "Bad Request: reply markup is too long",
    );
  });

  it("reaches nobody whom the bot has not met, who has not started it, or who has blocked it", async () => {
    telegram.user(8);
    telegram.user(9, { hasStarted: true }).block();
    expect(await noSend({ chat_id: 99, text: "x" })).toBe("Bad Request: chat not found");
    expect(await noSend({ chat_id: 8, text: "x" })).toBe("Forbidden: bot can't initiate conversation with a user");
    expect(await noSend({ chat_id: 9, text: "x" })).toBe("Forbidden: bot was blocked by the user");
    expect(await noSend({ chat_id: undefined, text: "x" })).toBe("Bad Request: chat_id is empty");
  });

  it("answers a message that exists", async () => {
    const first = telegram.user(7).send("hello");
    const reply = await send({ text: "x", reply_parameters: { message_id: first.messageId } });
    expect(reply.result).toMatchObject({ reply_to_message: { message_id: first.messageId, text: "hello" } });
    expect(await noSend({ text: "x", reply_parameters: { message_id: 99 } })).toContain(
      "message to be replied not found",
    );
  });
});

describe("an edit", () => {
  const edit = (parameters: Record<string, unknown>) => ({ chat_id: 7, message_id: 1, ...parameters });

  it("changes the text, and takes away buttons that it does not name", async () => {
    await send(oneButton({ text: "Go", callback_data: "go" }));
    const before = telegram.messages(7)[0];
    now += 5_000;
    const reply = await callApi(telegram, "editMessageText", edit({ text: "done" }));
    expect(reply.result).toMatchObject({ text: "done", date: start / 1000, edit_date: start / 1000 + 5 });
    expect(telegram.messages(7)).toMatchObject([{ text: "done", buttons: [], edits: 1 }]);
    expect(before).toMatchObject({ text: "x", edits: 0 });
  });

  it("is refused where nothing changes", async () => {
    await send(oneButton({ text: "Go", callback_data: "go" }));
    const same = edit(oneButton({ text: "Go", callback_data: "go" }));
    expect(await refusal(telegram, "editMessageText", same)).toBe(
      "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
    expect((await callApi(telegram, "editMessageReplyMarkup", edit({}))).ok).toBe(true);
    expect(await refusal(telegram, "editMessageReplyMarkup", edit({}))).toContain("message is not modified");
    expect(telegram.messages(7)).toMatchObject([{ edits: 1 }]);
  });

  it("is refused for a message that is not there, is not the bot's or has no text", async () => {
    expect(await refusal(telegram, "editMessageText", edit({ text: "y" }))).toBe(
      "Bad Request: message to edit not found",
    );
    telegram.user(7).send("mine");
    expect(await refusal(telegram, "editMessageText", edit({ text: "y" }))).toBe(
      "Bad Request: message can't be edited",
    );
    const form = new FormData();
    form.append("chat_id", "7");
    form.append("photo", new File([new Uint8Array(pngOf(400, 300))], "chart.png"));
    await callWithForm(telegram, "sendPhoto", form);
    const ofPhoto = edit({ message_id: 2, text: "y" });
    expect(await refusal(telegram, "editMessageText", ofPhoto)).toBe(
      "Bad Request: there is no text in the message to edit",
    );
    await send({ text: "x" });
    const ofText = edit({ message_id: 3, caption: "y" });
    expect(await refusal(telegram, "editMessageCaption", ofText)).toContain(
      "there is no caption in the message to edit",
    );
    expect(await refusal(telegram, "editMessageText", { chat_id: 7, text: "y" })).toContain(
      "message identifier is not specified",
    );
  });
});

describe("a deletion", () => {
  it("takes a message out of the chat, once", async () => {
    await send({ text: "x" });
    const target = { chat_id: 7, message_id: 1 };
    expect(await callApi(telegram, "deleteMessage", target)).toMatchObject({ ok: true, result: true });
    expect(telegram.messages(7)).toEqual([]);
    expect(await refusal(telegram, "deleteMessage", target)).toBe("Bad Request: message to delete not found");
    expect(await refusal(telegram, "editMessageText", { ...target, text: "y" })).toContain("message to edit not found");
  });

  it("is refused after 48 hours", async () => {
    await send({ text: "x" });
    now += 48 * 60 * 60 * 1000;
    expect(await refusal(telegram, "deleteMessage", { chat_id: 7, message_id: 1 })).toContain(
      "message can't be deleted",
    );
  });
});

describe("a subscriber", () => {
  it("hears of messages, edits, deletions and actions until it stops", async () => {
    const events: TelegramEvent[] = [];
    const end = telegram.subscribe((event) => events.push(event));
    telegram.user(7).send("/start");
    await callApi(telegram, "sendChatAction", { chat_id: 7, action: "typing" });
    await send({ text: "one" });
    await callApi(telegram, "editMessageText", { chat_id: 7, message_id: 2, text: "two" });
    await callApi(telegram, "deleteMessage", { chat_id: 7, message_id: 2 });
    await callApi(telegram, "setMyCommands", { commands: [] });
    end();
    await send({ text: "unheard" });
    expect(events).toMatchObject([
      { kind: "message", message: { from: 7, text: "/start" } },
      { kind: "action", chatId: 7, action: "typing" },
      { kind: "message", message: { from: "bot", text: "one" } },
      { kind: "edit", message: { text: "two", edits: 1 } },
      { kind: "delete", message: { messageId: 2, isDeleted: true } },
      { kind: "menu" },
    ]);
    expect(await refusal(telegram, "sendChatAction", { chat_id: 7, action: "sleeping" })).toContain(
      "wrong parameter action",
    );
  });
});
