import { expect, it } from "vitest";
import { administratorId, startEcho } from "../../bench/bot-process.ts";
import { withOpened } from "../../bench/opened.ts";
import { startTelegramProcess } from "../../bench/telegram-process.ts";

it("the bench's people are all answered by a bot whose processor time is measured", async () => {
  await withOpened(async (open) => {
    const telegram = await open(startTelegramProcess({ latencyMs: 0, administratorId }));
    const bot = await open(startEcho("grammy", telegram));
    const before = await bot.cpuMs();
    const [crowd] = await telegram.play({ kind: "crowd", text: "/start", people: 20, times: 3 });
    expect(crowd).toBeGreaterThan(0);
    expect((await bot.cpuMs()) - before).toBeGreaterThan(0);
    const waits = await telegram.play({ kind: "trickle", text: "/help", everyMs: 1, until: { answerTo: "/start" } });
    expect(waits.length).toBeGreaterThan(0);
    expect(Math.min(...waits)).toBeGreaterThan(0);
  });
});

it("the bench stops what it has opened, the latest first, where its work fails", async () => {
  const stopped: string[] = [];
  const start = async (name: string) => ({ stop: async () => void stopped.push(name) });
  const work = withOpened(async (open) => {
    await open(start("world"));
    await open(start("bot"));
    throw new Error("The work has failed.");
  });
  await expect(work).rejects.toThrow("The work has failed.");
  expect(stopped).toEqual(["bot", "world"]);
});
