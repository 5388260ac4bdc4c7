import { describe, expect, it } from "vitest";
import { createChatPace } from "../../../src/bot/messages/answer/pace.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const never = new AbortController().signal;

/** How long a chat's next turn waits, in milliseconds. */
async function waitOf(clock: ReturnType<typeof createFakeClock>, turn: Promise<void>): Promise<number> {
  const before = clock.now();
  await turn;
  return clock.now() - before;
}

describe("the pace of a chat", () => {
  it("is a second in private and three in groups, counted from the end of a call, and none where nothing was called", async () => {
    const clock = createFakeClock();
    const pace = createChatPace(clock);
    for (const [chatId, milliseconds] of [
      [7, 1_050],
      [-7, 3_050],
    ] as const) {
      expect(await waitOf(clock, pace.turn(chatId, never))).toBe(0);
      expect(await waitOf(clock, pace.turn(chatId, never))).toBe(0);
      pace.used(chatId);
      clock.advance(400);
      pace.used(chatId);
      expect(await waitOf(clock, pace.turn(chatId, never))).toBe(milliseconds);
    }
  });

  it("is as slow as Telegram asks, for that chat alone", async () => {
    const clock = createFakeClock();
    const pace = createChatPace(clock);
    pace.rest(7, 126_000);
    pace.used(7);
    expect(await waitOf(clock, pace.turn(8, never))).toBe(0);
    expect(await waitOf(clock, pace.turn(7, never))).toBe(126_000);
  });

  it("is not stopped by a clock that is set back", async () => {
    const clock = createFakeClock();
    const pace = createChatPace(clock);
    pace.used(7);
    clock.advance(-3_600_000);
    expect(await waitOf(clock, pace.turn(7, never))).toBe(0);
  });

  it("ends with the signal", async () => {
    const clock = createFakeClock();
    const pace = createChatPace(clock);
    await expect(pace.turn(7, AbortSignal.abort(new Error("Over.")))).rejects.toThrow("Over.");
  });
});
