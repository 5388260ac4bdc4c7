import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { type TaskName, taskNames } from "../../../src/domain/task.ts";
import { labels, type TestBot } from "../../support/bot.ts";
import { readRecording } from "../../support/recordings.ts";
import { jpeg } from "../../support/sample-files.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot();
}, 60_000);

afterAll(() => bot.remove());

/** Sends a file and waits for the answer to it. */
async function askWithFile(file: Parameters<TestBot["administrator"]["sendFile"]>[0]): Promise<StoredMessage> {
  return await bot.waitFor(bot.administrator.id, isAnswer, () => void bot.administrator.sendFile(file));
}

/** What a person writes behind /task, where it takes more than any text. */
const words: Partial<Record<TaskName, string>> = {
  "zero-shot-classification": "weather, money: It will rain tomorrow",
  "question-answering": "Who turned?\nThe weathervane turned.",
  "fill-mask": "The wind comes from the [MASK].",
  "token-classification": "Ada Lovelace lived in London.",
};

const withFile: readonly TaskName[] = ["image-text-to-text", "automatic-speech-recognition"];

describe("every task of the table", () => {
  it.each(taskNames.filter((task) => !withFile.includes(task)))("%s answers by its name", async (task) => {
    expect(bot.program.configuration().tasks[task]?.primary, "the world serves it").toBeDefined();
    const answer = await bot.ask(
      bot.administrator,
      `/task ${task} ${words[task] ?? "A weathervane in a storm"}`,
      isAnswer,
    );
    expect(answer.text !== "" || answer.photo !== null || answer.media !== null || answer.document !== null).toBe(true);
    expect(labels(answer)).toEqual(["👍", "👎", "🔁", "ⓘ"]);
  });

  it("understanding pictures answers a photo with a question under it", async () => {
    const answer = await askWithFile({
      kind: "photo",
      bytes: jpeg({ width: 40, height: 30 }),
      caption: "What is this?",
    });
    expect(answer.text).toContain("With it came a picture");
    expect(answer.text).toContain(bot.program.configuration().tasks["image-text-to-text"]?.primary.model ?? "?");
  });

  it("transcription answers a recording that is replied to", async () => {
    const question = bot.administrator.sendFile({
      kind: "voice",
      bytes: readRecording("tone"),
      contentType: "audio/ogg",
      forwarded: true,
    });
    await bot.waitFor(bot.administrator.id, isAnswer);
    const answer = await bot.waitFor(bot.administrator.id, isAnswer, () => {
      bot.administrator.send("/transcribe", { replyTo: question.messageId });
    });
    expect(answer.text).not.toBe("");
  });
});

describe("what models make", () => {
  it.each([
    ["/image a weathervane in a storm", "photo"],
    ["draw a weathervane", "photo"],
    ["/video a weathervane that turns", "media"],
  ] as const)("%j comes as such", async (text, kind) => {
    const answer = await bot.ask(bot.administrator, text, isAnswer);
    expect(answer[kind]).not.toBeNull();
  });

  it("is a sound that can be heard", async () => {
    const answer = await bot.ask(bot.administrator, "/speak Good morning", isAnswer);
    expect(answer.media).toMatchObject({ kind: "voice", contentType: "audio/ogg" });
  });
});

describe("/task", () => {
  it("shows the tasks, and how each is asked for", async () => {
    const list = await bot.ask(bot.administrator, "/task");
    expect(labels(list)).toEqual(expect.arrayContaining(["Conversation", "Code", "Filling in a word", "Speech"]));
    const { message } = await bot.tap(bot.administrator, list, "Filling in a word", ({ text }) =>
      text.includes("/task fill-mask"),
    );
    expect(message.text).toContain("[MASK]");
  });

  it("says which tasks there are where it does not know one", async () => {
    expect((await bot.ask(bot.administrator, "/task cooking an egg")).text).toContain("There is no task cooking");
  });

  it("says what is missing", async () => {
    expect((await bot.ask(bot.administrator, "/task zero-shot-classification It rains")).text).toContain(
      "weather, money, sport: It will rain tomorrow",
    );
  });
});
