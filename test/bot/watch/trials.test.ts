import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../../demo/world/telegram/telegram.ts";
import { createTestBot, isFinal, labels, type TestBot } from "../../support/bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createTestBot();
}, 60_000);
afterAll(() => bot.remove());

const begun = ({ text }: StoredMessage) => text.startsWith("⚖️");

/** What serves a task now is no longer listed. */
function takeDown(task: string): void {
  bot.program.world.removeModel(bot.program.configuration().tasks[task]?.primary.model ?? "");
}

/** The last message of a proposal, under which its buttons stand. */
const proposal = (command: string) =>
  bot.ask(bot.administrator, command, (message) => labels(message).includes("Apply"));

describe("a trial", () => {
  it("is begun under a ranking, shown by /health with how far it is, and ended there", async () => {
    const ranking = await bot.ask(bot.administrator, "/rank conversational", isFinal);
    const label = labels(ranking).find((each) => each.startsWith("Try ")) ?? "";
    expect(label).toMatch(/^Try \S+ on 10%$/);
    const { message } = await bot.tap(bot.administrator, ranking, label, begun);
    expect(message.text).toMatch(
      /^⚖️ The trial has begun: \S+ · \S+ gets 10% of the conversations of conversational\.\nIt ends by itself/,
    );
    expect(labels(message)).toEqual(["End trial"]);
    expect((await bot.ask(bot.administrator, "/health")).text).toMatch(/\nconversational · .* · a trial on 10%\n/);
    const detail = await bot.ask(bot.administrator, "/health conversational");
    expect(detail.text).toMatch(/On trial with 10% of the conversations since today, 03:\d\d, 0 of 200 answers: /);
    expect(detail.text).toContain("nobody has used it yet");
    const { message: ended } = await bot.tap(bot.administrator, detail, "End trial", begun);
    expect(ended.text).toMatch(/^⚖️ The trial has ended: \S+ · \S+ gets no more of the conversations/);
    const { notice, isAlert } = await bot.tap(bot.administrator, message, "End trial");
    expect({ notice, isAlert }).toEqual({
      notice: expect.stringMatching(/^That trial has ended already/),
      isAlert: true,
    });
  });

  it("is begun under what is known of a model, and but once", async () => {
    const { text } = await bot.ask(bot.administrator, "/rank summarization", isFinal);
    const [, model = ""] = /\n1\. \d+\.\d (\S+)/.exec(text) ?? [];
    const card = await bot.ask(bot.administrator, `/model ${model}`, isFinal);
    await bot.tap(bot.administrator, card, "Try on 10% of summarization", begun);
    const { message } = await bot.tap(bot.administrator, card, "Try on 10% of summarization", isFinal);
    expect(message.text).toMatch(/is on trial for summarization already\. End that trial first\.$/);
  });

  it("is begun under a proposal, which goes on waiting", async () => {
    takeDown("conversational");
    const card = await proposal("/test_update conversational");
    const { message } = await bot.tap(bot.administrator, card, "Try on 10%", isFinal);
    // What stands has gone from the listing, and is still what serves: a trial can be begun beside it.
    expect(message.text).toMatch(/^⚖️ The trial has begun: .* gets 10% of the conversations of conversational\./);
    expect(labels(bot.last(bot.administrator.id, ({ messageId }) => messageId === card.messageId) ?? card)).toContain(
      "Apply",
    );
  });

  it("asks which, under a proposal of several", async () => {
    takeDown("text-to-speech");
    const card = await proposal("/test_update");
    const { message: which } = await bot.tap(bot.administrator, card, "Try on 10%", () => true);
    expect(which.text).toBe("Which model is to be tried?");
    expect(labels(which).at(-1)).toBe("Cancel");
    const speech = labels(which).find((each) => each.endsWith(" (text-to-speech)")) ?? "";
    const { message } = await bot.tap(bot.administrator, which, speech, begun);
    expect(message.text).toContain("of the conversations of text-to-speech.");
    const { notice } = await bot.tap(bot.administrator, which, { data: "trial.plan:0123456789abcdef:0" });
    expect(notice).toMatch(/^This card is no longer valid/);
  });

  it("is not offered where nothing is watched", async () => {
    bot.program.writePolicy({ watching: { enabled: false } });
    const ranking = await bot.ask(bot.administrator, "/rank summarization", isFinal);
    expect(labels(ranking)).toEqual(["As a picture", "Refresh"]);
    expect((await bot.ask(bot.administrator, "/health")).text).toMatch(/^⏸ Nothing is watched/);
  });
});
