import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type StoredMessage,
  startTelegram,
  type Telegram,
  type TelegramUser,
} from "../../../demo/world/telegram/telegram.ts";
import { callApi, refusal, updatesOf } from "./call-api.ts";

const groupId = -1_001_234_567_890;
let telegram: Telegram;
let ana: TelegramUser;

beforeEach(async () => {
  telegram = await startTelegram();
  ana = telegram.user(7, { firstName: "Ana", languageCode: "pt-br", hasStarted: true });
  telegram.group(groupId, "Team");
});

afterEach(() => telegram.stop());

const updates = () => updatesOf(telegram);

async function card(chatId = 7): Promise<StoredMessage> {
  const buttons = [
    { text: "Apply", callback_data: "a:1" },
    { text: "Read", url: "https://example.org" },
  ];
  await callApi(telegram, "sendMessage", {
    chat_id: chatId,
    text: "Card",
    reply_markup: { inline_keyboard: [buttons] },
  });
  const message = telegram.messages(chatId).at(-1);
  if (!message) throw new Error("no message");
  return message;
}

async function queryId(): Promise<unknown> {
  return (await updates()).at(-1)?.callback_query?.id;
}

describe("a person", () => {
  it("is the same object for the same id", () => {
    expect(telegram.user(7)).toBe(ana);
  });

  it("sends commands that are marked as such", async () => {
    ana.send(" /rank text-to-image, then /models@modelvane_demo_bot or a/b /häh ");
    expect(await updates()).toMatchObject([
      {
        message: {
          from: { id: 7, is_bot: false, first_name: "Ana", language_code: "pt-br" },
          chat: { id: 7, type: "private" },
          text: "/rank text-to-image, then /models@modelvane_demo_bot or a/b /häh",
          entities: [
            { type: "bot_command", offset: 0, length: 5 },
            { type: "bot_command", offset: 26, length: 26 },
            { type: "bot_command", offset: 60, length: 2 },
          ],
        },
      },
    ]);
  });

  it("can be written to once it has sent something", async () => {
    const sam = telegram.user(8);
    expect(await refusal(telegram, "sendMessage", { chat_id: 8, text: "x" })).toContain("can't initiate conversation");
    sam.send("/start");
    expect((await callApi(telegram, "sendMessage", { chat_id: 8, text: "x" })).ok).toBe(true);
  });

  it("cannot send nothing, too much, or to a group that is not there", () => {
    expect(() => ana.send("  ")).toThrow("needs a text");
    expect(() => ana.send("x".repeat(4097))).toThrow("at most 4096");
    expect(() => ana.send("x", { chatId: -5 })).toThrow("no group -5");
  });

  it("blocks the bot, and takes it back by writing again", async () => {
    ana.block();
    expect(await refusal(telegram, "sendMessage", { chat_id: 7, text: "x" })).toBe(
      "Forbidden: bot was blocked by the user",
    );
    ana.send("/start");
    expect(await updates()).toMatchObject([
      { my_chat_member: { old_chat_member: { status: "member" }, new_chat_member: { status: "kicked" } } },
      { my_chat_member: { old_chat_member: { status: "kicked" }, new_chat_member: { status: "member" } } },
      { message: { text: "/start" } },
    ]);
    expect((await callApi(telegram, "sendMessage", { chat_id: 7, text: "x" })).ok).toBe(true);
  });

  it("is heard in a group when it sends a command or mentions the bot, and not otherwise", async () => {
    for (const text of ["/models", "/models@other_bot", "hello", "hello @Modelvane_Demo_Bot"])
      ana.send(text, { chatId: groupId });
    expect(telegram.messages(groupId)).toHaveLength(4);
    expect(await updates()).toMatchObject([
      { message: { text: "/models", chat: { id: groupId, type: "supergroup", title: "Team" } } },
      { message: { text: "hello @Modelvane_Demo_Bot" } },
    ]);
    expect(await refusal(telegram, "deleteMessage", { chat_id: groupId, message_id: 1 })).toContain("can't be deleted");
  });
});

describe("a tap", () => {
  it("is told to the bot, and resolves with what the bot says", async () => {
    const message = await card();
    const tapped = ana.tap(message, "Apply");
    expect(await updates()).toMatchObject([
      { callback_query: { from: { id: 7 }, data: "a:1", message: { message_id: message.messageId, text: "Card" } } },
    ]);
    const answer = { callback_query_id: await queryId(), text: "Done", show_alert: true };
    expect(await callApi(telegram, "answerCallbackQuery", answer)).toMatchObject({ ok: true, result: true });
    expect(await tapped).toEqual({ text: "Done", showAlert: true });
    expect(await refusal(telegram, "answerCallbackQuery", answer)).toBe(
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
    );
  });

  it("can be answered again after an answer that was too long", async () => {
    const tapped = ana.tap(await card(), "a:1");
    const callback_query_id = await queryId();
    const long = { callback_query_id, text: "x".repeat(201) };
    expect(await refusal(telegram, "answerCallbackQuery", long)).toBe("Bad Request: MESSAGE_TOO_LONG");
    await callApi(telegram, "answerCallbackQuery", { callback_query_id });
    expect(await tapped).toEqual({ text: null, showAlert: false });
  });

  it("rejects where there is no such button now", async () => {
    const message = await card();
    await expect(ana.tap(message, "Nonsense")).rejects.toThrow('No button "Nonsense"; there are: Apply, Read.');
    await expect(ana.tap(message, "Read")).rejects.toThrow("tells the bot nothing");
    await expect(telegram.user(8).tap(message, "Apply")).rejects.toThrow("does not see the chat 7");
    await callApi(telegram, "editMessageReplyMarkup", { chat_id: 7, message_id: message.messageId });
    await expect(ana.tap(message, "Apply")).rejects.toThrow("there are: none");
    await callApi(telegram, "deleteMessage", { chat_id: 7, message_id: message.messageId });
    await expect(ana.tap(message, "Apply")).rejects.toThrow("There is no message");
    expect(await updates()).toEqual([]);
  });

  it("can be forged, also on a message that is gone or another's", async () => {
    const message = await card();
    void telegram.user(8).tap(message, { data: "forged" });
    await callApi(telegram, "deleteMessage", { chat_id: 7, message_id: message.messageId });
    void ana.tap(message, { data: "late" });
    expect(await updates()).toMatchObject([
      { callback_query: { from: { id: 8 }, data: "forged", message: { text: "Card" } } },
      { callback_query: { from: { id: 7 }, data: "late", message: { message_id: message.messageId, date: 0 } } },
    ]);
  });

  it("rejects when the stand-in stops before the answer", async () => {
    const own = await startTelegram();
    const person = own.user(7);
    const tapped = person.tap(person.send("x"), { data: "x" });
    await own.stop();
    await expect(tapped).rejects.toThrow("stopped before the bot answered");
  });
});

describe("the menu", () => {
  const set = (scope: Record<string, unknown> | undefined, command: string, language_code = "") =>
    callApi(telegram, "setMyCommands", { commands: [{ command, description: "About" }], scope, language_code });
  const names = (...viewer: Parameters<Telegram["menu"]>) => telegram.menu(...viewer).map(({ command }) => command);

  it("shows the commands of the nearest scope, in the person's language where there are such", async () => {
    await set(undefined, "default");
    expect(names(7, "pt-br")).toEqual(["default"]);
    await set(undefined, "default_pt", "pt");
    expect(names(7, "pt-br")).toEqual(["default_pt"]);
    await set({ type: "all_private_chats" }, "private");
    expect(names(7, "pt-br")).toEqual(["private"]);
    await set({ type: "chat", chat_id: 7 }, "ana");
    expect([names(7, "pt-br"), names(8, "pt"), names(groupId)]).toEqual([["ana"], ["private"], ["default"]]);
    await callApi(telegram, "deleteMyCommands", { scope: { type: "chat", chat_id: 7 } });
    expect(names(7)).toEqual(["private"]);
  });

  it("shows a member of a group its own", async () => {
    await set({ type: "all_group_chats" }, "groups");
    await set({ type: "chat", chat_id: groupId }, "team");
    await set({ type: "chat_member", chat_id: groupId, user_id: 7 }, "ana");
    expect([names(groupId), names(groupId, { userId: 7 }), names(-9)]).toEqual([["team"], ["ana"], ["groups"]]);
  });

  it("is told exactly as it was set", async () => {
    await set({ type: "all_private_chats" }, "models", "pt");
    const at = { scope: { type: "all_private_chats" } };
    expect((await callApi(telegram, "getMyCommands", { ...at, language_code: "pt" })).result).toEqual([
      { command: "models", description: "About" },
    ]);
    expect((await callApi(telegram, "getMyCommands", at)).result).toEqual([]);
  });

  it("refuses what Telegram refuses", async () => {
    const commands = (...list: unknown[]) => refusal(telegram, "setMyCommands", { commands: list });
    expect(await commands({ command: "Models", description: "x" })).toBe("Bad Request: BOT_COMMAND_INVALID");
    expect(await commands({ command: "x".repeat(33), description: "x" })).toContain("must not exceed 32");
    expect(await commands({ command: "x", description: "" })).toContain("description must be non-empty");
    expect(await commands({ command: "x", description: "x".repeat(257) })).toContain("must not exceed 256");
    expect(await commands(...Array(101).fill({ command: "x", description: "x" }))).toBe(
      "Bad Request: BOT_COMMANDS_TOO_MUCH",
    );
    telegram.user(8);
    const unmet = { commands: [], scope: { type: "chat", chat_id: 8 } };
    expect(await refusal(telegram, "setMyCommands", unmet)).toBe("Bad Request: chat not found");
    const fresh = { commands: [], scope: { type: "chat", chat_id: 99 } };
    expect(await refusal(telegram, "setMyCommands", fresh)).toBe("Bad Request: chat not found");
    expect(await refusal(telegram, "setMyCommands", { commands: [], language_code: "pt-br" })).toContain(
      "invalid language code",
    );
  });
});

describe("what the bot tells about itself", () => {
  it("is kept by language", async () => {
    await callApi(telegram, "setMyDescription", { description: "Keeps models" });
    await callApi(telegram, "setMyDescription", { description: "Guarda modelos", language_code: "pt" });
    await callApi(telegram, "setMyShortDescription", { short_description: "Models" });
    const of = async (method: string, language_code: string) =>
      (await callApi(telegram, method, { language_code })).result;
    expect(await of("getMyDescription", "pt")).toEqual({ description: "Guarda modelos" });
    expect(await of("getMyDescription", "en")).toEqual({ description: "Keeps models" });
    expect(await of("getMyShortDescription", "")).toEqual({ short_description: "Models" });
    expect(await refusal(telegram, "setMyDescription", { description: "x".repeat(513) })).toContain(
      "must not exceed 512",
    );
    expect((await callApi(telegram, "getChat", { chat_id: 7 })).result).toMatchObject({ id: 7, first_name: "Ana" });
  });
});
