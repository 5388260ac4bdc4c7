import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { strangerId, type TestBot } from "../../support/bot.ts";
import { jpeg } from "../../support/sample-files.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot({ policy: { access: "everyone", chat: { messagesPerMinute: 1_000 } } });
}, 60_000);

afterAll(() => bot.remove());

const calls = () => bot.program.world.router.requests.filter(({ url }) => url.includes("/chat/completions"));
const answers = () => bot.telegram.messages(bot.administrator.id).filter(isAnswer);

describe("what comes in several messages", () => {
  it("is one question where an app has cut a long text", async () => {
    const [before, shown] = [calls().length, answers().length];
    for (const part of ["a", "b", "c"]) bot.administrator.send(`${part} word `.repeat(580).trim());
    await bot.waitFor(
      bot.administrator.id,
      isAnswer,
      () => void bot.administrator.send("What does it say at the end?"),
    );
    expect(calls().length - before).toBe(1);
    expect(answers().length - shown).toBe(1);
    const sent = calls().at(-1)?.body.toString() ?? "";
    for (const word of ["a word", "b word", "c word", "at the end?"]) expect(sent).toContain(word);
  });

  it("is answered too where nothing follows a long text", async () => {
    const question = `${"d word ".repeat(550)} what is this?`;
    expect((await bot.ask(bot.administrator, question, isAnswer)).text).not.toBe("");
  });

  it("is one question of a hundred thousand characters, of whoever sends it", async () => {
    const long = (index: number) => `part${index} ${"x".repeat(4_000)}`;
    for (let index = 0; index < 24; index += 1) bot.stranger.send(long(index));
    await bot.waitFor(strangerId, isAnswer, () => void bot.stranger.send("part24, the last"));
    const sent = calls().at(-1)?.body.toString() ?? "";
    for (let index = 0; index < 25; index += 1) expect(sent).toContain(`part${index}${index < 24 ? " " : ","}`);
  });

  it("ends where a command comes behind it, which is carried out by itself", async () => {
    const before = calls().length;
    bot.stranger.send(`e${" word".repeat(750)}`);
    const isCode = ({ text }: StoredMessage) => text.includes("“a loop in Python”");
    await bot.waitFor(strangerId, isCode, () => void bot.stranger.send("/code a loop in Python"));
    const [first, second] = calls().slice(before);
    expect(first?.body.toString()).toContain("e word word");
    expect(first?.body.toString()).not.toContain("a loop");
    expect(second?.body.toString()).toContain('"a loop in Python"');
  });

  it("is kept on the disk, all of it, until it is answered", async () => {
    await expect.poll(keptOnDisk).toBe(0);
    const { model = "" } = bot.program.configuration().tasks.conversational?.primary ?? {};
    bot.program.world.router.fail({ kind: "stalled", after: 12, model, times: 1 });
    bot.administrator.send(`f${" word".repeat(750)}`);
    bot.administrator.send("And what of the first?");
    await bot.nextDraft(bot.administrator.id, ({ text }) => text.includes("stand-in"));
    expect(keptOnDisk()).toBe(2);
    await bot.ask(bot.administrator, "/stop", isAnswer);
    await expect.poll(keptOnDisk).toBe(0);
  });

  it("goes on below the question of a task that is asked about a text", async () => {
    const [first, more] = [" word".repeat(750), "the end of the text"];
    bot.stranger.send(`/task question-answering Who turned?\n${first}`);
    await bot.waitFor(strangerId, isAnswer, () => void bot.stranger.send(more));
    const sent = bot.program.world.router.requests.at(-1)?.body.toString() ?? "";
    expect(sent).toContain("Who turned?\\n\\nThe text:\\nword");
    expect(sent).toContain("word\\nthe end of the text");
  });

  it("is one question about all pictures of an album", async () => {
    const [before, shown] = [calls().length, answers().length];
    const album = (id: number, caption: string) => ({
      message: {
        message_id: 980_000 + id,
        date: 1_795_000_000,
        media_group_id: "album-1",
        chat: { id: bot.administrator.id, type: "private", first_name: "Ana" },
        from: { id: bot.administrator.id, is_bot: false, first_name: "Ana", language_code: "en" },
        photo: photos[id]?.photo,
        ...(caption && { caption }),
      },
    });
    const photos: Record<number, { photo: unknown }> = {};
    bot.administrator.sendFile({ kind: "photo", bytes: jpeg({ width: 40, height: 30 }) });
    await bot.waitFor(bot.administrator.id, isAnswer);
    const photo = [{ file_id: lastFileId(), file_unique_id: "u", width: 40, height: 30, file_size: 500 }];
    for (const id of [1, 2, 3]) photos[id] = { photo };
    const answer = await bot.waitFor(bot.administrator.id, isAnswer, () => {
      for (const id of [1, 2, 3]) bot.telegram.inject(album(id, id === 1 ? "Which is the best?" : ""));
    });
    expect(answer.text).toContain("With it came 3 pictures");
    expect(calls().length - before).toBe(2);
    expect(answers().length - shown).toBe(2);
  });
});

/** The updates that the next process would handle. */
function keptOnDisk(): number {
  const folder = join(bot.program.home, "history", "inbox");
  const lines = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8").split("\n"));
  return lines.reduce((count, [first = "{}", ...marks]) => {
    const done = marks.filter((mark) => mark.includes("done")).length;
    return count + JSON.parse(first).updates.length - done;
  }, 0);
}

/** By which the bot has fetched the last picture. */
function lastFileId(): string {
  const fetched = bot.telegram.calls.findLast(({ method }) => method === "getFile");
  return String(fetched?.payload.file_id);
}
