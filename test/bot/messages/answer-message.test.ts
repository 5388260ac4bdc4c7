import type { Api } from "grammy";
import { describe, expect, it } from "vitest";
import { createAnswerMessage } from "../../../src/bot/messages/answer/answer-message.ts";
import type { Preview } from "../../../src/bot/messages/answer/preview.ts";
import { FormattedString } from "../../../src/bot/messages/formatting.ts";
import { createSteppedClock } from "../../routing/stepped-clock.ts";

/** An answer of which the test sees what is shown, and says when a chat may be written to. */
function setUp({ isFleeting = true } = {}) {
  const clock = createSteppedClock();
  const done: string[] = [];
  const turns: (() => void)[] = [];
  const preview: Preview = {
    isFleeting,
    show: async ({ text }) => void done.push(`show ${text || "(thinking)"}`),
    settle: async ({ text }) => done.push(`settle ${text.text}`),
    clear: async () => void done.push("clear"),
  };
  const message = createAnswerMessage({
    place: { api: {} as Api, chatId: 1 },
    preview,
    pace: {
      turn: (_chatId, signal) =>
        new Promise((resolve, reject) => {
          turns.push(resolve);
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        }),
      used: () => {},
      rest: () => {},
    },
    words: {
      growing: () => new FormattedString("growing"),
      whole: new FormattedString("whole"),
      noFile: new FormattedString("none"),
      fileName: "a.md",
    },
    clock,
    logger: { debug: () => {}, warn: () => {} },
    onGone: () => {},
    signal: new AbortController().signal,
  });
  async function nextTurn(): Promise<void> {
    turns.shift()?.();
    for (let times = 0; times < 5; times += 1) await new Promise(setImmediate);
  }
  return { message, done, clock, nextTurn };
}

describe("an answer in a chat", () => {
  it("that nobody wants any more is not shown again once it is taken away", async () => {
    const { message, done, nextTurn } = setUp();
    message.add("Some words");
    await message.abandon();
    await nextTurn();
    expect(done).toEqual(["clear"]);
  });

  it("is never shown the same twice, and in its turn only", async () => {
    const { message, done, nextTurn } = setUp();
    message.add("One ");
    message.add("two ");
    expect(done).toEqual([]);
    await nextTurn();
    message.add("");
    await nextTurn();
    message.add("three");
    await nextTurn();
    expect(done).toEqual(["show One two", "show One two three"]);
  });

  it("is renewed before a draft disappears by itself, while nothing else comes", async () => {
    const { message, done, clock, nextTurn } = setUp();
    message.think();
    await nextTurn();
    for (let times = 0; times < 2; times += 1) {
      clock.advance(20_000);
      await nextTurn();
    }
    expect(done).toEqual(["show (thinking)", "show (thinking)", "show (thinking)"]);
    await message.abandon();
    expect(clock.pending()).toBe(0);
  });

  it("is not renewed where it stays by itself", async () => {
    const { message, done, clock, nextTurn } = setUp({ isFleeting: false });
    message.think();
    await nextTurn();
    clock.advance(60_000);
    await nextTurn();
    expect(done).toEqual(["show (thinking)"]);
  });

  it("of nothing but blanks is told as nothing", async () => {
    const { message, nextTurn } = setUp();
    message.add(" \n\n ");
    const ended = message.end({});
    await nextTurn();
    expect(await ended).toBeNull();
  });
});
