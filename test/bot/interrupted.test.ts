import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administratorId, createTestBot, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot();
});

afterEach(() => bot.remove());

const path = () => join(bot.program.home, "history", "telegram.json");

/** Leaves an action open, as a crash does; it was begun when the tests began. */
async function restartWith(what: string, effect: string, more: object = {}): Promise<void> {
  await bot.stopService();
  const action = {
    updateId: 77,
    what,
    effect,
    userId: administratorId,
    chatId: administratorId,
    messageId: null,
    beganAt: "2026-11-21T03:00:00.000Z",
    endedAt: null,
    reports: 0,
    ...more,
  };
  writeFileSync(path(), JSON.stringify({ actions: [action] }));
  await bot.startService();
}

const said = () =>
  bot.telegram
    .messages(administratorId)
    .filter(({ from }) => from === "bot")
    .map(({ text }) => text);
const open = () =>
  JSON.parse(readFileSync(path(), "utf8")).actions.filter(
    (action: { endedAt: string | null }) => action.endedAt === null,
  );

describe("after a crash the bot", () => {
  it("does not take what the same person did besides for what was cut off", async () => {
    await bot.ask(bot.administrator, "/pin fill-mask FacebookAI/xlm-roberta-base", ({ text }) =>
      text.includes("revision 3"),
    );
    await restartWith("/manual_update", "update");
    await expect.poll(() => said().at(-1)).toContain("Nothing of it was done");
    expect(open()).toEqual([]);
  });

  it("says of a change that was made that it was made", async () => {
    await bot.ask(bot.administrator, "/pin fill-mask FacebookAI/xlm-roberta-base", ({ text }) =>
      text.includes("revision 3"),
    );
    await restartWith("/pin", "pin");
    await expect.poll(() => said().at(-1)).toMatch(/It had been done: .*revision 3/);
  });

  it("says whether the schedule is paused now", async () => {
    await bot.program.run("pause");
    await restartWith("/pause", "schedule");
    await expect.poll(() => said().at(-1)).toContain("The schedule is paused now.");
  });

  it("puts it where the progress was told, where that is known", async () => {
    const message = await bot.ask(bot.administrator, "/help");
    await restartWith("/test_update", "test", { messageId: message.messageId });
    await expect.poll(() => bot.last(administratorId)?.text).toContain("I was restarted");
    expect(bot.last(administratorId)?.messageId).toBe(message.messageId);
  });

  it("tells it at a later start where Telegram takes no messages now", async () => {
    bot.telegram.fail({
      kind: "status",
      error_code: 429,
      description: "Too Many Requests",
      retry_after: 90,
      methods: ["sendMessage"],
    });
    await restartWith("/manual_update", "update");
    await expect.poll(() => bot.log()).toContain("could not be told");
    expect(open()).toHaveLength(1);
    bot.telegram.heal();
    await bot.stopService();
    await bot.startService();
    await expect.poll(() => said().at(-1)).toContain("Nothing of it was done");
    expect(open()).toEqual([]);
  });

  it("gives up to tell somebody who has blocked it", async () => {
    bot.administrator.block();
    await restartWith("/manual_update", "update");
    await expect.poll(open).toEqual([]);
  });

  it("stops although Telegram asks for patience with its report", async () => {
    bot.telegram.fail({
      kind: "status",
      error_code: 429,
      description: "Too Many Requests",
      retry_after: 40,
      methods: ["sendMessage"],
    });
    bot.program.clock.hurry();
    // It never comes so far as to poll, so its start is not waited for.
    restartWith("/manual_update", "update").catch(() => {});
    await expect.poll(() => bot.telegram.calls.some(({ method }) => method === "sendMessage")).toBe(true);
    await bot.stopService();
    expect(open()).toHaveLength(1);
  });
});
