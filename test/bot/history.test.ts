import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, isFinal, labels, strangerId, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot();
});

afterEach(() => bot.remove());

describe("/history", () => {
  it("tells when each run was, what set it off, and what it changed from what to what", async () => {
    bot.program.world.closeHost("novita");
    await bot.program.run("update", "--json");
    const { text, entities } = await bot.ask(bot.administrator, "/history");
    expect(text).toMatch(/^History\n\n• today, 03:00, from the command line\nUpdate: \d+ tasks changed, revision 3\n/);
    expect(text).toContain("conversational: DeepSeek-V4-Pro, novita → fireworks-ai");
    expect(text).toContain("conversational: gpt-oss-120b → DeepSeek-V4-Pro");
    expect(text).toContain("Built-in choices for 17 tasks, revision 1\nconversational: gpt-oss-120b, new");
    expect(entities.filter(({ type }) => type === "expandable_blockquote")).toHaveLength(3);
  });

  it("names the first fault of a run that failed", async () => {
    bot.program.world.hub.fail({ kind: "status", status: 500 });
    bot.program.world.router.fail({ kind: "status", status: 500 });
    await bot.program.run("update", "--json");
    const { text } = await bot.ask(bot.administrator, "/history 1");
    expect(text).toMatch(/⚠️ today, .*\nUpdate failed\n.* answered 500: a fault on its side.* \(and \d+ more\)/s);
  });

  it("knows whether its reader has done it", async () => {
    await bot.ask(bot.administrator, "/manual_update fill-mask", isFinal);
    expect((await bot.ask(bot.administrator, "/history 1")).text).toContain(", by you\n");
    expect((await bot.ask(bot.second, "/history 1")).text).toContain("pelo administrador 1001\n");
  });

  it("shows as many as asked for, and more by a button", async () => {
    const message = await bot.ask(bot.administrator, "/history 1");
    expect(message.text.match(/^[•⚠]/gm)).toHaveLength(1);
    const tapped = await bot.tap(bot.administrator, message, "Show more");
    expect(tapped.message.messageId).toBe(message.messageId);
    expect(tapped.message.text.match(/^[•⚠]/gm)).toHaveLength(2);
    expect(labels(tapped.message)).toEqual([]);
  });

  it.each(["0", "51", "-1", "1.5", "ten", "1 2", "9999999999"])("says what it takes instead of %j", async (number) => {
    const { text } = await bot.ask(bot.administrator, `/history ${number}`);
    expect(text).toBe(`${number} is not a number from 1 to 50. For example: /history 20`);
  });

  it("does nothing for a button that it has not made", async () => {
    const message = await bot.ask(bot.administrator, "/history 1");
    for (const data of ["history.show", "history.show:0", "history.show:1e3", "history.show:__proto__"]) {
      const { notice, message: after } = await bot.tap(bot.administrator, message, { data });
      expect(notice).toBe("This button does nothing any more.");
      expect(after.text).toBe(message.text);
    }
  });

  it("splits what is longer than a message", async () => {
    // The demo's hosts close in turn, so that every run changes many tasks.
    for (const host of ["ovhcloud", "novita", "together", "fal-ai"]) {
      bot.program.world.closeHost(host);
      await bot.program.run("update", "--json");
      bot.program.world.reopenHost(host);
    }
    await bot.ask(bot.administrator, "/history 20", ({ text }) => text.includes("Built-in choices"));
    const parts = bot.telegram.messages(bot.administrator.id).filter(({ from }) => from === "bot");
    expect(parts.every(({ text }) => text.length <= 4096)).toBe(true);
    expect(
      parts
        .map(({ text }) => text)
        .join("\n")
        .match(/^[•⚠]/gm)?.length,
    ).toBeGreaterThanOrEqual(6);
  });

  it("speaks Portuguese", async () => {
    bot.program.world.hub.fail({ kind: "status", status: 500 });
    await bot.program.run("update", "--json");
    const { text } = await bot.ask(bot.second, "/history");
    expect(text).toMatch(/^Histórico\n\n⚠️ hoje, \d\d:\d\d, pela linha de comandos\nAtualização: falhou\n/);
    expect(text).toMatch(/respondeu 500: uma falha do lado dele.* \(e mais \d+\)/);
    expect(text).not.toMatch(/\b(the|answered|failed|changed|new|more|from|update)\b/i);
  });

  it("is a command that a stranger does not have", async () => {
    const { text } = await bot.ask(bot.stranger, "/history");
    expect(text).toMatch(/^I do not know \/history\./);
    expect(bot.telegram.messages(strangerId)).toHaveLength(2);
  });
});
