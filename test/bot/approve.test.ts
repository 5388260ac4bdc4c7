import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administratorId, createTestBot, labels, secondAdministratorId, type TestBot } from "../support/bot.ts";
import { lookAlike, poisonedHub } from "../support/poisoned-hub.ts";

let bot: TestBot;
const policy = { verification: { enabled: false }, minimumScore: 30 };

beforeEach(async () => {
  bot = await createTestBot({
    world: { records: poisonedHub },
    async prepare(program) {
      program.writePolicy(policy);
      await program.run("update", "--task", "conversational");
    },
  });
});
afterEach(() => bot.remove());

const local = () => JSON.parse(bot.program.readText("config", "policy.local.json"));
const ask = (text: string) => bot.ask(bot.administrator, text, (message) => !message.text.endsWith("…"));

describe("/approve", () => {
  it("shows what waits, with the reason and buttons", async () => {
    const message = await ask("/approve");
    expect(message.text).toContain("🛑 1 model waits for you");
    expect(message.text).toMatch(
      /• mak3r-labs\/Best-9: it waits for a person: its owner "mak3r-labs" looks like maker-labs, which is \d+ days older \(\/approve lets it in\)/,
    );
    expect(message.text).toContain("Else among the best for conversational.");
    expect(labels(message)).toEqual(["Approve", "Never this model"]);
  });

  it("lets a model in by its id, and takes that back by a tap", async () => {
    const message = await ask(`/approve https://huggingface.co/${lookAlike}`);
    expect(message.text).toBe("✅ mak3r-labs/Best-9 is approved: the next update may choose it.");
    expect(local().approved).toEqual([lookAlike]);
    expect((await ask("/approve")).text).toBe("No model waits for you.\n\nApproved: mak3r-labs/Best-9");
    const { message: after } = await bot.tap(bot.administrator, message, "Undo");
    expect(after.text).toBe("✅ mak3r-labs/Best-9 is no longer approved: the next update looks at it again.");
    expect(local().approved ?? []).toEqual([]);
    const again = await bot.tap(bot.administrator, message, { data: message.buttons[0]?.[0]?.callback_data ?? "" });
    expect(again).toMatchObject({ isAlert: true, notice: expect.stringContaining("nothing was done") });
  });

  it("approves by a tap, once", async () => {
    const list = await ask("/approve");
    await bot.tap(bot.administrator, list, "Approve", ({ text }) => text.startsWith("✅"));
    expect(local().approved).toEqual([lookAlike]);
    const second = await bot.tap(bot.administrator, list, "Approve");
    expect(second).toMatchObject({ isAlert: true, notice: expect.stringContaining("does not wait any more") });
  });

  it("rules a model out by a tap", async () => {
    const list = await ask("/approve");
    const { message } = await bot.tap(bot.administrator, list, "Never this model", ({ text }) => text.startsWith("🚫"));
    expect(message.text).toContain("mak3r-labs/Best-9 is never chosen for any task");
    expect(local().ignore).toEqual([lookAlike]);
    expect((await ask("/approve")).text).toBe("No model waits for you.");
  });

  it("does nothing for what is no id, and for forged taps", async () => {
    expect((await ask("/approve what is this")).text).toContain("cannot be a model's id");
    const list = await ask("/approve");
    for (const data of ["approve.do", "approve.do:0", "approve.never:zzzzzzzz", "approve.end:00000000"]) {
      expect(await bot.tap(bot.administrator, list, { data })).toMatchObject({ isAlert: true });
    }
    expect(() => local()).toThrow();
  });

  it("speaks Portuguese", async () => {
    const message = await bot.ask(bot.second, "/approve");
    expect(message.text).toContain("🛑 1 modelo espera por si");
    expect(message.text).toMatch(
      /espera por uma pessoa: o dono "mak3r-labs" parece-se com maker-labs, que é \d+ dias mais antigo/,
    );
    expect(labels(message)).toEqual(["Aprovar", "Nunca este modelo"]);
  });
});

describe("the card of a model that waits", () => {
  it("says why, and offers to approve it", async () => {
    const message = await ask(`/model ${lookAlike}`);
    expect(message.text).toContain('it waits for a person: its owner "mak3r-labs" looks like maker-labs');
    expect(labels(message)).toEqual(["Approve", "Never this model"]);
  });
});

describe("a scheduled update that finds such a model", () => {
  it("has administrators told once, in their language, with the buttons", async () => {
    const told = (id: number) => bot.telegram.messages(id).filter(({ text }) => text.startsWith("🛑"));
    bot.program.clock.advance(60_000);
    bot.program.timetable.ring();
    await expect.poll(() => told(administratorId).length).toBe(1);
    const [message] = told(administratorId);
    expect(message?.text).toContain("🛑 Look at 1 model that would be among the best, but something is suspicious.");
    expect(message && labels(message)).toEqual(["Approve", "Never this model"]);
    await expect.poll(() => told(secondAdministratorId).length).toBe(1);
    bot.program.clock.advance(3_600_000);
    bot.program.timetable.ring();
    await ask("/approve");
    // Asked for just now, and not told a second time.
    expect(told(administratorId)).toHaveLength(2);
  });
});
