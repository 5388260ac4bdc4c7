import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestBot } from "../../support/bot.ts";
import { jpeg } from "../../support/sample-files.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot();
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

/** By which the bot has fetched the last picture. */
function lastFileId(): string {
  const fetched = bot.telegram.calls.findLast(({ method }) => method === "getFile");
  return String(fetched?.payload.file_id);
}
