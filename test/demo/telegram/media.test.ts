import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram } from "../../../demo/world/telegram/telegram.ts";
import { callApi, refusal, upload } from "./call-api.ts";

let telegram: Telegram;

beforeEach(async () => {
  telegram = await startTelegram();
  telegram.user(7, { firstName: "Ana", hasStarted: true });
});

afterEach(() => telegram.stop());

const named = (name: string, content = "content") => new File([content], name);

describe("a file of the bot", () => {
  it.each([
    ["sendVoice", "answer.ogg", "voice", "audio/ogg"],
    ["sendVoice", "answer.mp3", "voice", "audio/mpeg"],
    ["sendVoice", "answer.m4a", "voice", "audio/mp4"],
    ["sendAudio", "song.mp3", "audio", "audio/mpeg"],
    ["sendVideo", "cat.mp4", "video", "video/mp4"],
    ["sendAnimation", "cat.gif", "animation", "image/gif"],
  ])("is sent by %s: %s", async (method, name, kind, contentType) => {
    const keyboard = JSON.stringify({ inline_keyboard: [[{ text: "Go", callback_data: "go" }]] });
    const entities = JSON.stringify([{ type: "bold", offset: 0, length: 4 }]);
    const fields = { caption: "Here", caption_entities: entities, reply_markup: keyboard, duration: "4" };
    const reply = await upload(telegram, method, { [kind]: named(name), ...fields });
    expect(reply.result).toMatchObject({
      [kind]: { duration: 4, mime_type: contentType, file_size: 7 },
      ...{ caption: "Here", caption_entities: [{ type: "bold" }], reply_markup: { inline_keyboard: [[{}]] } },
    });
    expect(telegram.messages(7)).toMatchObject([
      {
        media: { kind, contentType, name, duration: 4, bytes: Buffer.from("content") },
        ...{ photo: null, document: null, text: "Here", buttons: [[{ text: "Go" }]] },
      },
    ]);
  });

  it.each([
    ["sendVoice", named("answer.flac"), "audio/flac"],
    ["sendVoice", named("answer.ogg", "RIFF....WAVEfmt "), "audio/wav"],
    ["sendAudio", named("notes.txt"), "text/plain"],
    ["sendVideo", named("cat.webm"), "video/webm"],
    ["sendAnimation", named("cat.png"), "image/png"],
  ])("becomes a document where %s does not play it: $1.name", async (method, file, contentType) => {
    const reply = await upload(telegram, method, { [method.slice("send".length).toLowerCase()]: file });
    expect(reply.result).toMatchObject({ document: { mime_type: contentType, file_name: file.name } });
    expect(telegram.messages(7)).toMatchObject([{ document: { name: file.name, contentType }, media: null }]);
  });

  it("answers a message, and has a caption that can be edited", async () => {
    const asked = telegram.user(7).send("read it to me");
    const reply_parameters = JSON.stringify({ message_id: asked.messageId });
    const sent = await upload(telegram, "sendVoice", { voice: named("answer.ogg"), caption: "old", reply_parameters });
    expect(sent.result).toMatchObject({ reply_to_message: { text: "read it to me" } });
    const target = { chat_id: 7, message_id: asked.messageId + 1 };
    expect(await callApi(telegram, "editMessageCaption", { ...target, caption: "new" })).toMatchObject({ ok: true });
    expect(telegram.messages(7).at(-1)).toMatchObject({
      text: "new",
      replyTo: asked.messageId,
      media: { kind: "voice" },
    });
    expect(await refusal(telegram, "editMessageText", { ...target, text: "x" })).toContain("there is no text");
  });

  it("can be exchanged, but not in a voice message", async () => {
    await upload(telegram, "sendAudio", { audio: named("one.mp3") });
    await upload(telegram, "sendVoice", { voice: named("one.ogg") });
    const exchange = (message_id: string) => {
      const media = JSON.stringify({ type: "video", media: "attach://fresh", duration: 9, caption: "seen" });
      return upload(telegram, "editMessageMedia", { message_id, media, fresh: named("cat.mp4") });
    };
    expect(await exchange("1")).toMatchObject({ result: { video: { duration: 9 }, caption: "seen" } });
    expect(await exchange("2")).toMatchObject({ description: "Bad Request: message media can't be edited" });
    expect(telegram.messages(7)).toMatchObject([{ media: { kind: "video" } }, { media: { kind: "voice" } }]);
  });

  it("keeps its kind when it is sent again", async () => {
    const reply = await upload(telegram, "sendVoice", { voice: named("answer.ogg") });
    const { voice } = reply.result as { voice: { file_id: string } };
    expect((await callApi(telegram, "sendVoice", { chat_id: 7, voice: voice.file_id })).ok).toBe(true);
    expect(await refusal(telegram, "sendAudio", { chat_id: 7, audio: voice.file_id })).toBe(
      "Bad Request: can't use file of type VoiceNote as Audio",
    );
    expect(await refusal(telegram, "sendVideo", { chat_id: 7 })).toBe("Bad Request: there is no video in the request");
  });
});

describe("a chat action", () => {
  it.each([
    ...["typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"],
    ...["choose_sticker", "find_location", "record_video_note", "upload_video_note"],
  ])("may be %s", async (action) => {
    expect((await callApi(telegram, "sendChatAction", { chat_id: 7, action })).ok).toBe(true);
  });
});
