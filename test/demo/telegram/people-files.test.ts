import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram, type TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import { callApi, pngOf, refusal, updatesOf } from "./call-api.ts";

let telegram: Telegram;
let ana: TelegramUser;

beforeEach(async () => {
  telegram = await startTelegram();
  ana = telegram.user(7, { firstName: "Ana", hasStarted: true });
});

afterEach(() => telegram.stop());

interface WireFile {
  file_id: string;
  file_size: number;
  width: number;
}

async function lastMessage(): Promise<Record<string, unknown>> {
  return (await updatesOf(telegram)).at(-1)?.message ?? {};
}

async function download(fileId: string): Promise<Buffer> {
  const { result } = await callApi(telegram, "getFile", { file_id: fileId });
  const path = (result as { file_path: string }).file_path;
  const response = await fetch(`${telegram.url}/file/bot${telegram.token}/${path}`);
  return Buffer.from(await response.arrayBuffer());
}

describe("a file of a person", () => {
  it("is told in growing sizes where it is a photo, and each can be fetched", async () => {
    const bytes = pngOf(800, 600);
    const sent = ana.sendFile({ kind: "photo", bytes, caption: "what is this?" });
    expect(sent).toMatchObject({ from: 7, text: "what is this?", photo: { contentType: "image/png", bytes } });
    const message = await lastMessage();
    expect(message).toMatchObject({ caption: "what is this?", from: { id: 7 } });
    const sizes = message.photo as WireFile[];
    expect(sizes.map(({ width }) => width)).toEqual([80, 320, 800]);
    expect(sizes.map((size) => size.file_size)).toEqual([4, 14, 33]);
    for (const { file_id } of sizes) expect(await download(file_id)).toEqual(bytes);
  });

  it.each([
    ["voice", { voice: { duration: 3, mime_type: "audio/ogg", file_size: 3 } }],
    ["audio", { audio: { duration: 3, mime_type: "audio/ogg", file_name: "a.ogg" } }],
    ["video", { video: { duration: 3, mime_type: "audio/ogg", width: 512 } }],
    ["video_note", { video_note: { duration: 3, length: 512 } }],
    ["animation", { animation: { duration: 3 }, document: { file_name: "a.ogg" } }],
    ["sticker", { sticker: { type: "regular", is_animated: false } }],
    ["document", { document: { file_name: "a.ogg", mime_type: "audio/ogg" } }],
  ] as const)("is told in the shape of its kind: %s", async (kind, told) => {
    const bytes = Buffer.from("abc");
    ana.sendFile({ kind, bytes, name: "a.ogg", duration: 3 });
    const message = await lastMessage();
    expect(message).toMatchObject(told);
    expect(message).not.toHaveProperty("caption");
    expect(await download((message[kind] as WireFile).file_id)).toEqual(bytes);
  });

  it("has the type that is usual for its kind unless something tells more", () => {
    expect(ana.sendFile({ kind: "voice" }).media).toMatchObject({
      contentType: "audio/ogg",
      name: null,
      duration: null,
    });
    expect(ana.sendFile({ kind: "document", name: "a.zip" }).document).toMatchObject({
      contentType: "application/zip",
    });
    expect(ana.sendFile({ kind: "audio", contentType: "audio/x-odd" }).media?.contentType).toBe("audio/x-odd");
    expect(ana.sendFile({ kind: "video_note" }).media).toMatchObject({ kind: "video", contentType: "video/mp4" });
    expect(ana.sendFile({ kind: "sticker" }).media).toMatchObject({ kind: "sticker", contentType: "image/webp" });
  });

  it("cannot be fetched where it claims more than 20 MB", async () => {
    const limit = 20 * 1024 * 1024;
    ana.sendFile({ kind: "document", size: limit });
    const small = (await lastMessage()).document as WireFile;
    expect(await callApi(telegram, "getFile", { file_id: small.file_id })).toMatchObject({
      result: { file_size: limit },
    });
    ana.sendFile({ kind: "document", size: limit + 1 });
    const large = (await lastMessage()).document as WireFile;
    expect(large.file_size).toBe(limit + 1);
    expect(await refusal(telegram, "getFile", { file_id: large.file_id })).toBe("Bad Request: file is too big");
  });

  it("may be an answer, in a topic, or sent on from elsewhere", async () => {
    const first = ana.send("look", { threadId: 4 });
    expect(ana.sendFile({ kind: "voice", replyTo: first.messageId })).toMatchObject({ replyTo: 1, threadId: 4 });
    expect(await lastMessage()).toMatchObject({ message_thread_id: 4, reply_to_message: { text: "look" } });
    ana.sendFile({ kind: "document", forwarded: true });
    expect(await lastMessage()).toMatchObject({ forward_origin: { type: "hidden_user" } });
    expect(() => ana.sendFile({ kind: "voice", replyTo: 99 })).toThrow("There is no message 99 in the chat 7.");
    expect(() => ana.sendFile({ kind: "voice", chatId: -5 })).toThrow("no group -5");
  });
});

describe("a text of a person", () => {
  it("answers a message, which the bot is told whole, and one level deep", async () => {
    const first = ana.send("first");
    const second = ana.send("second", { replyTo: first.messageId });
    ana.send("third", { replyTo: second.messageId });
    const { reply_to_message: told } = await lastMessage();
    expect(told).toMatchObject({ text: "second", from: { id: 7 }, chat: { id: 7 } });
    expect(told).not.toHaveProperty("reply_to_message");
    expect(() => ana.send("x", { replyTo: 99 })).toThrow("no message 99");
  });

  it("is told of with a tapped button's message", async () => {
    const first = ana.send("first");
    const reply_markup = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };
    const reply_parameters = { message_id: first.messageId };
    await callApi(telegram, "sendMessage", { chat_id: 7, text: "x", reply_markup, reply_parameters });
    const card = telegram.messages(7).at(-1);
    if (card) void ana.tap(card, "Go");
    expect((await updatesOf(telegram)).at(-1)).toMatchObject({
      callback_query: { message: { text: "x", reply_to_message: { text: "first" } } },
    });
  });

  it("can be edited by who wrote it", async () => {
    const message = ana.send("frist");
    expect(ana.edit(message, "first")).toMatchObject({ text: "first", edits: 1 });
    expect((await updatesOf(telegram)).at(-1)).toMatchObject({
      edited_message: { message_id: message.messageId, text: "first", edit_date: expect.any(Number) },
    });
    const captioned = ana.sendFile({ kind: "photo", caption: "old" });
    ana.edit(captioned, "new");
    expect((await updatesOf(telegram)).at(-1)).toMatchObject({ edited_message: { caption: "new" } });
    expect(() => telegram.user(8).edit(message, "mine")).toThrow("Person 8 has sent no message 1 to the chat 7.");
    expect(() => ana.edit(message, " ")).toThrow("needs a text");
  });

  it("has its mentions marked, but not what looks like one inside other words", async () => {
    ana.send("@modelvane_demo_bot ask a@example.org or /ask@modelvane_demo_bot");
    expect((await lastMessage()).entities).toEqual([
      { type: "mention", offset: 0, length: 19 },
      { type: "bot_command", offset: 41, length: 23 },
    ]);
  });
});
