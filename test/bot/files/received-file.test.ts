import type { Message } from "grammy/types";
import { describe, expect, it } from "vitest";
import { type Attachment, readAttachment, refusalOf } from "../../../src/bot/files/received-file.ts";

const megabyte = 1_024 * 1_024;
const frame: Message = { message_id: 1, date: 0, chat: { id: 7, type: "private", first_name: "Ana" } };
const user = { id: 7, is_bot: false, first_name: "Ana" };

const read = (facts: Partial<Message>) => readAttachment({ ...frame, ...facts });

const file = (facts: object = {}) => ({ file_id: "f1", file_unique_id: "u1", ...facts });
const size = (width: number, bytes?: number) => ({
  ...file({ file_id: `${width}` }),
  width,
  height: width,
  ...(bytes !== undefined && { file_size: bytes }),
});
const document = (facts: object) => read({ document: file(facts) });

describe("a photo", () => {
  it("is taken in its largest size", () => {
    expect(read({ photo: [size(90, 1_000), size(1_280, 200_000), size(320, 20_000)] })).toEqual({
      kind: "picture",
      fileId: "1280",
      mediaType: "image/jpeg",
      name: null,
      size: 200_000,
      seconds: null,
      what: "photo",
    });
    expect(read({ photo: [size(90), size(1_280)] })).toMatchObject({ fileId: "1280", size: null });
  });

  it("is taken in the largest size that fits", () => {
    expect(read({ photo: [size(90, 1_000), size(800, 9 * megabyte), size(9_000, 11 * megabyte)] })).toMatchObject({
      fileId: "800",
    });
  });

  it("is its picture where it moves", () => {
    const livePhoto = { ...file(), width: 1, height: 1, duration: 3, photo: [size(640)] };
    expect(read({ live_photo: livePhoto })).toMatchObject({ kind: "picture", fileId: "640" });
  });
});

describe("a recording", () => {
  it("is a voice message or a piece of music", () => {
    const voice = file({ duration: 12, mime_type: "audio/ogg", file_size: 40_000 });
    expect(read({ voice: { ...file(), ...voice, duration: 12 } })).toMatchObject({
      kind: "recording",
      what: "voice",
      mediaType: "audio/ogg",
      seconds: 12,
      size: 40_000,
    });
    const audio = { ...file(), duration: 200, file_name: "a/song.mp3" };
    expect(read({ audio })).toMatchObject({
      kind: "recording",
      what: "audio",
      mediaType: "audio/mpeg",
      name: "song.mp3",
    });
  });

  it.each([
    [{ mime_type: "audio/x-wav", file_name: "a.wav" }, "audio/x-wav"],
    [{ mime_type: "application/octet-stream", file_name: "a.opus" }, "audio/ogg"],
    [{ file_name: "A.FLAC" }, "audio/flac"],
  ])("may come as a document: %o", (facts, mediaType) => {
    expect(document(facts)).toMatchObject({ kind: "recording", mediaType });
  });
});

describe("a document", () => {
  it.each(["image/png", "image/jpeg", "image/webp", "image/gif", "IMAGE/PNG"])("may be a picture: %s", (mediaType) => {
    expect(document({ mime_type: mediaType, file_name: "a.x" })).toMatchObject({ kind: "picture" });
  });

  it.each([
    { mime_type: "text/plain" },
    { mime_type: "application/json; charset=utf-8" },
    { mime_type: "application/vnd.api+json" },
    { mime_type: "video/mp2t", file_name: "main.ts" },
    { mime_type: "application/octet-stream", file_name: "README.MD" },
    { file_name: "table.csv" },
    { mime_type: "image/svg+xml", file_name: "drawing.svg" },
  ])("may be a text: %o", (facts) => {
    expect(document(facts)).toMatchObject({ kind: "text" });
  });

  it.each([
    [{ mime_type: "application/zip", file_name: "all.zip" }, "zip"],
    [{ mime_type: "application/pdf", file_name: "book.PDF" }, "pdf"],
    [{ mime_type: "video/quicktime", file_name: "film.mov" }, "video"],
    [{ mime_type: "image/heic", file_name: "photo.heic" }, "heic"],
    [{ file_name: "no-ending" }, "document"],
    [{ file_name: "odd.<b>x</b>" }, "document"],
    [{}, "document"],
  ])("may be of no use: %o", (facts, what) => {
    expect(document(facts)).toMatchObject({ kind: "unusable", what });
  });
});

describe("what else a message holds", () => {
  const point = { latitude: 1, longitude: 2 };
  const picture = { ...file(), width: 1, height: 1 };

  it.each<[string, Partial<Message>]>([
    ["sticker", { sticker: { ...picture, type: "regular", is_animated: false, is_video: false } }],
    ["animation", { animation: { ...picture, duration: 2 }, document: file({ mime_type: "video/mp4" }) }],
    ["video", { video: { ...picture, duration: 2 } }],
    ["video-note", { video_note: { ...file(), length: 1, duration: 2 } }],
    ["contact", { contact: { phone_number: "1", first_name: "Rui" } }],
    ["location", { location: point }],
    ["location", { venue: { location: point, title: "", address: "" }, location: point }],
    ["dice", { dice: { emoji: "🎲", value: 3 } }],
  ])("is of no use: %s", (what, facts) => {
    expect(read(facts)).toMatchObject({ kind: "unusable", what });
  });

  it.each<Partial<Message>>([
    { text: "Hello" },
    {},
    { new_chat_members: [user] },
    { left_chat_member: user },
    { pinned_message: { ...frame, text: "Pinned" } },
    { new_chat_photo: [size(640)] },
    { new_chat_title: "Friends" },
    { forum_topic_created: { name: "Cats", icon_color: 7322096 } },
  ])("is nothing: %o", (facts) => {
    expect(read(facts)).toBeNull();
  });
});

describe("what is too much", () => {
  const attachment = (facts: Partial<Attachment>): Attachment => ({
    ...{ kind: "picture", fileId: "f", mediaType: "", name: null, size: null, seconds: null, what: "photo" },
    ...facts,
  });

  it.each<[Partial<Attachment>, ReturnType<typeof refusalOf>]>([
    [{ size: 10 * megabyte }, null],
    [{ size: 10 * megabyte + 1 }, "too-large"],
    [{ size: null }, null],
    [{ kind: "recording", size: 20 * megabyte, seconds: 900 }, null],
    [{ kind: "recording", size: 1, seconds: 3_600 }, "too-long"],
    [{ kind: "recording", size: 21 * megabyte, seconds: 10 }, "too-large"],
    [{ kind: "text", size: megabyte + 1 }, "too-large"],
    [{ kind: "unusable", size: 1 }, "unusable"],
  ])("is told before it is fetched: %o is %s", (facts, refusal) => {
    expect(refusalOf(attachment(facts))).toBe(refusal);
  });
});
