import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage, TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import type { TestBot } from "../../support/bot.ts";
import { readRecording } from "../../support/recordings.ts";
import { jpeg } from "../../support/sample-files.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;
let ana: TelegramUser;

beforeAll(async () => {
  bot = await createChatBot();
  ana = bot.administrator;
}, 60_000);

afterAll(() => bot.remove());

type File = Parameters<TelegramUser["sendFile"]>[0];

const send = (file: File, until: (message: StoredMessage) => boolean = () => true) =>
  bot.waitFor(ana.id, until, () => void ana.sendFile(file));

const megabytes = (count: number) => count * 1024 * 1024;

describe("a file that cannot be used", () => {
  it.each<[string, File, string]>([
    [
      "a picture of 20 MB",
      { kind: "document", name: "p.png", contentType: "image/png", size: megabytes(20.5) },
      "up to 10 MB",
    ],
    [
      "a voice note of an hour",
      { kind: "voice", contentType: "audio/ogg", duration: 3_600, size: megabytes(14) },
      "up to 15 minutes",
    ],
    [
      "a recording of 30 MB",
      { kind: "audio", contentType: "audio/mpeg", duration: 600, size: megabytes(30) },
      "up to 20 MB",
    ],
    ["a zip", { kind: "document", name: "all.zip", contentType: "application/zip" }, "(zip)"],
    ["a sticker", { kind: "sticker" }, "(sticker)"],
    ["a video", { kind: "video", contentType: "video/mp4" }, "(video)"],
    [
      "a text of 3 MB",
      { kind: "document", name: "a.txt", contentType: "text/plain", size: megabytes(3) },
      "up to 1 MB",
    ],
  ])("%s gets a sentence, and no model is asked", async (_what, file, words) => {
    const calls = bot.program.world.router.requests.length;
    expect((await send({ bytes: Buffer.from("x"), ...file })).text).toContain(words);
    expect(bot.program.world.router.requests.length).toBe(calls);
  });

  it("lies about its size and is found out", async () => {
    const bytes = Buffer.alloc(megabytes(1.5), "a");
    const answer = await send({ kind: "document", name: "a.txt", contentType: "text/plain", bytes, size: 1_000 });
    expect(answer.text).toContain("The file is larger than 1 MB");
  });

  it("is no text although it says so", async () => {
    const answer = await send({
      kind: "document",
      name: "a.txt",
      contentType: "text/plain",
      bytes: jpeg({ width: 40, height: 30 }),
    });
    expect(answer.text).toContain("holds no text that can be read");
  });
});

describe("a text file", () => {
  it("is read, with the question under it", async () => {
    const bytes = Buffer.from("The vane is made of copper.");
    await send(
      { kind: "document", name: "vane.txt", contentType: "text/plain", bytes, caption: "What is it made of?" },
      isAnswer,
    );
    expect(bot.program.world.router.requests.at(-1)?.body.toString()).toContain("made of copper");
  });
});

describe("a voice note", () => {
  it("of one's own is heard, shown, and answered", async () => {
    const before = bot.telegram.messages(ana.id).length;
    const answer = await send(
      { kind: "voice", bytes: readRecording("tone"), contentType: "audio/ogg", duration: 1 },
      isAnswer,
    );
    const [heard] = bot.telegram.messages(ana.id).slice(before + 1);
    expect(heard?.text).toMatch(/^🎙\n/);
    expect(answer.text).toContain("stand-in for");
    expect(answer.text).toContain(heard?.text.slice(3, 20));
  });

  it("that was forwarded is only written down", async () => {
    const answer = await send(
      { kind: "voice", bytes: readRecording("tone"), contentType: "audio/ogg", duration: 1, forwarded: true },
      isAnswer,
    );
    expect(answer.text).toContain("heard a recording of 1.5 seconds");
    expect(answer.text).not.toContain("You wrote");
  });

  it("is translated where its caption says so", async () => {
    const answer = await send(
      {
        kind: "voice",
        bytes: readRecording("tone"),
        contentType: "audio/ogg",
        duration: 1,
        caption: "translate to German",
      },
      isAnswer,
    );
    expect(answer.text).toContain(bot.program.configuration().tasks.translation?.primary.model ?? "?");
  });
});

describe("a picture", () => {
  it("that is replied to is looked at", async () => {
    const photo = ana.sendFile({ kind: "photo", bytes: jpeg({ width: 40, height: 30 }) });
    await bot.waitFor(ana.id, isAnswer);
    const answer = await bot.waitFor(ana.id, isAnswer, () => {
      ana.send("And what colour is it?", { replyTo: photo.messageId });
    });
    expect(answer.text).toContain("With it came a picture");
  });
});
