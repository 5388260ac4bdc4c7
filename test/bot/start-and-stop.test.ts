import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PolicyChange } from "../../src/local-policy/policy-history.ts";
import { administratorId, createTestBot, strangerId, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot();
});

afterEach(() => bot.remove());

const countOf = (method: string) => bot.telegram.calls.filter((call) => call.method === method).length;

describe.each([
  ["cannot be reached", { kind: "drop" }],
  ["answers 500", { kind: "status", error_code: 500 }],
  ["never answers", { kind: "hang" }],
] as const)("a service that starts while Telegram %s", (_what, fault) => {
  it("runs, updates on schedule, and answers when it can", async () => {
    await bot.stopService();
    bot.telegram.fail(fault);
    bot.program.clock.hurry();
    const service = bot.program.start("run");
    await expect.poll(service.soFar, { timeout: 5_000 }).toContain("Modelvane is running.");
    expect(service.soFar()).toContain("Telegram cannot be reached now; the bot begins as soon as it can be.");
    bot.program.timetable.ring();
    await expect.poll(service.soFar).toContain("The update ended: unchanged");
    const calls = bot.telegram.calls.length;
    const waits = bot.program.clock.waits.length;
    bot.telegram.heal();
    expect((await bot.ask(bot.stranger, "/help")).text).toContain("/models");
    expect(calls).toBeLessThan(waits + 20);
    service.stop();
    expect((await service.ended).exitCode).toBe(0);
  });

  it("stops at once when it is asked to", async () => {
    await bot.stopService();
    bot.telegram.fail(fault);
    const service = bot.program.start("run");
    const calls = bot.telegram.calls.length;
    await expect.poll(() => bot.telegram.calls.length).toBeGreaterThan(calls);
    const askedAt = performance.now();
    service.stop();
    expect((await service.ended).exitCode).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(5_000);
  });
});

describe("a service that stops", () => {
  it("lets a command that is under way end first", async () => {
    await bot.remove();
    bot = await createTestBot({ world: { latencyMs: 40 } });
    const begun = await bot.ask(bot.administrator, "/test_update");
    expect(begun.text).toContain("…");
    await bot.stopService();
    expect(bot.log()).toContain("Waiting for 1 running pieces of work to end.");
    const message = bot.telegram.messages(administratorId).find(({ messageId }) => messageId === begun.messageId);
    expect(message?.text).toContain("Nothing to change");
    const { actions } = JSON.parse(bot.program.readText("history", "telegram.json"));
    expect(actions.every((action: { endedAt: string | null }) => action.endedAt !== null)).toBe(true);
  });

  it("cancels what does not end in time, and says so", async () => {
    const before = bot.program.readText("config", "models.json");
    bot.program.world.hub.fail({ kind: "silence" });
    const begun = await bot.ask(bot.administrator, "/manual_update");
    bot.program.clock.hurry();
    await bot.stopService();
    const message = bot.telegram.messages(administratorId).find(({ messageId }) => messageId === begun.messageId);
    expect(message?.text).toContain("ancelled");
    expect(bot.program.readText("config", "models.json")).toBe(before);
  });

  it("does everything that it has fetched once, and what it has not at the next start", async () => {
    const wanted = Array.from({ length: 14 }, (_, place) => 41 + place);
    bot.stranger.send("/help");
    for (const value of wanted) bot.administrator.send(`/settings minimumScore ${value}`);
    await expect.poll(() => countOf("sendMessage")).toBeGreaterThan(2);
    await bot.stopService();
    await bot.startService();
    const answers = () => bot.telegram.messages(administratorId).filter(({ from }) => from === "bot");
    await expect.poll(() => answers().length).toBe(wanted.length);
    await bot.stopService();
    expect(answers()).toHaveLength(wanted.length);
    expect(bot.telegram.messages(strangerId).filter(({ from }) => from === "bot")).toHaveLength(1);
    const { changes } = JSON.parse(bot.program.readText("history", "policy.json")) as { changes: PolicyChange[] };
    expect(changes.map(({ after }) => after)).toEqual(wanted.toReversed().map((minimumScore) => ({ minimumScore })));
  });

  it("does so although Telegram no longer answers", async () => {
    await bot.ask(bot.administrator, "/help");
    bot.telegram.fail({ kind: "hang" });
    const askedAt = performance.now();
    await bot.stopService();
    expect(performance.now() - askedAt).toBeLessThan(5_000);
  });

  it("does so in the middle of its first calls", async () => {
    await bot.stopService();
    bot.telegram.fail({ kind: "hang", methods: ["setMyCommands"] });
    await bot.startService();
    await expect.poll(() => bot.telegram.calls.at(-1)?.method).toBe("setMyCommands");
    const askedAt = performance.now();
    await bot.stopService();
    expect(performance.now() - askedAt).toBeLessThan(5_000);
  });
});
