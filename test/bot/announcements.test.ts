import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { administratorId, createTestBot, labels, secondAdministratorId, type TestBot } from "../support/bot.ts";
import { openApp, requestOf } from "../support/open-app.ts";

let bot: TestBot;

afterEach(() => bot.remove());

async function start(policy: object = {}): Promise<void> {
  bot = await createTestBot();
  // What the watch tells of a host that closes has tests of its own.
  bot.program.writePolicy({ watching: { enabled: false }, ...policy });
}

const fromBot = (chatId: number) => bot.telegram.messages(chatId).filter(({ from }) => from === "bot");
const closeChatHost = () =>
  bot.program.world.closeHost(bot.program.configuration().tasks.conversational?.primary.host ?? "");

/** Lets time pass, rings every bell, and waits until a job has ended, its telling with it. */
async function ringAfter(milliseconds: number, job: "update" | "silence check"): Promise<void> {
  const { program } = bot;
  const handledUntil = () =>
    JSON.parse(readFileSync(join(program.home, "history/schedule.json"), "utf8")).handledUntil[job];
  const before = handledUntil();
  program.clock.advance(milliseconds);
  program.timetable.ring();
  await expect.poll(handledUntil).not.toBe(before);
}

async function runNightly(outcome: string): Promise<void> {
  const ended = () => bot.log().split(`The update ended: ${outcome}`).length;
  const before = ended();
  await ringAfter(60_000, "update");
  await expect.poll(ended).toBe(before + 1);
}

const checkAfter = (hours: number) => ringAfter(hours * 3_600_000, "silence check");

describe("a scheduled update", () => {
  it("sends its card to every administrator in their language, with the way back", async () => {
    await start();
    closeChatHost();
    await runNightly("applied");
    await expect.poll(() => fromBot(administratorId)[0]?.text).toContain("now revision 3");
    expect(fromBot(administratorId)[0]?.text).toMatch(/✅ Updated: \d+ tasks changed, now revision 3\./);
    expect(fromBot(secondAdministratorId)[0]?.text).toMatch(/✅ (Updated|Atualizado)/);
  });

  it("speaks the language that an administrator has last written in", async () => {
    await start();
    await bot.ask(bot.second, "/help");
    closeChatHost();
    await runNightly("applied");
    await expect.poll(() => fromBot(secondAdministratorId)[1]?.text).toMatch(/✅ Atualizado: \d+ tarefas mudaram/);
  });

  it("is silent where nothing has changed", async () => {
    await start();
    await runNightly("unchanged");
    expect(fromBot(administratorId)).toEqual([]);
  });

  it("waits for Apply where the policy says so, which whoever is first decides", async () => {
    await start({ autoApply: false });
    closeChatHost();
    await runNightly("planned");
    await expect.poll(() => fromBot(secondAdministratorId).flatMap(labels)).toContain("Apply");
    const [own, other] = [administratorId, secondAdministratorId].map((id) =>
      fromBot(id).find((message) => labels(message).includes("Apply")),
    );
    if (!own || !other) throw new Error("a card is missing");
    expect((await bot.tap(bot.second, other, "Apply")).message.text).toMatch(/✅ Aplicado como revisão 3, por si/);
    expect((await bot.tap(bot.administrator, own, "Apply")).notice).toBe(
      "Already applied as revision 3, by administrator 1002. Nothing was done now.",
    );
  });

  it("does not send again what was snoozed, until it proposes something else", async () => {
    await start({ autoApply: false });
    closeChatHost();
    await runNightly("planned");
    await expect.poll(() => fromBot(administratorId).flatMap(labels)).toContain("Snooze");
    const card = fromBot(administratorId).at(-1);
    if (!card) throw new Error("there is no card");
    await bot.tap(bot.administrator, card, "Snooze");
    const before = fromBot(administratorId).length;
    await runNightly("planned");
    expect(fromBot(administratorId)).toHaveLength(before);
    bot.program.world.closeHost("fal-ai");
    await runNightly("planned");
    await expect.poll(() => fromBot(administratorId).length).toBeGreaterThan(before);
  });

  it("always tells of a failure", async () => {
    await start();
    bot.program.world.hub.fail({ kind: "status", status: 503 });
    bot.program.world.router.fail({ kind: "status", status: 503 });
    await runNightly("failed");
    await expect
      .poll(() => fromBot(administratorId)[0]?.text)
      .toContain("❌ The update failed; the models stay as they are.");
    await runNightly("failed");
    await expect.poll(() => fromBot(administratorId)).toHaveLength(2);
  });

  it("tells of a policy that keeps it from running", async () => {
    await start();
    bot.program.writePolicy({ minimumScore: "high" });
    bot.program.timetable.ring();
    await expect.poll(() => fromBot(administratorId)[0]?.text).toContain("minimumScore");
  });

  it("goes well where an administrator cannot be written to", async () => {
    await start();
    bot.administrator.block();
    closeChatHost();
    await runNightly("applied");
    await expect.poll(() => fromBot(secondAdministratorId).length).toBeGreaterThan(0);
    expect(bot.log()).toContain("Administrator 1001 could not be told");
  });
});

describe("a scheduled update whose service ended before it could tell", () => {
  it("is told at the next start, with the way back, and not again at the one after", async () => {
    bot = await createTestBot({
      async prepare(program) {
        await program.run("update", "--json");
        program.world.closeHost(program.configuration().tasks.conversational?.primary.host ?? "");
        const { app, close } = await openApp(program);
        await app.update(requestOf({ trigger: "schedule" }));
        await close();
      },
    });
    await expect.poll(() => fromBot(secondAdministratorId)).toHaveLength(1);
    const [card] = fromBot(administratorId);
    expect(card?.text).toMatch(/✅ Updated: \d+ tasks changed, now revision 3\./);
    expect(card && labels(card)).toContain("Roll back");
    await bot.stopService();
    await bot.startService();
    await bot.ask(bot.administrator, "/help");
    expect(fromBot(administratorId).filter(({ text }) => text.includes("Updated"))).toHaveLength(1);
  });

  it("is told later where no administrator could be reached", async () => {
    await start();
    bot.administrator.block();
    bot.second.block();
    closeChatHost();
    await runNightly("applied");
    await expect.poll(() => bot.log()).toContain("Administrator 1002 could not be told");
    bot.administrator.unblock();
    bot.program.clock.advance(3_600_000);
    bot.program.timetable.ring();
    await expect.poll(() => fromBot(administratorId).at(-1)?.text).toMatch(/✅ Updated: \d+ tasks changed/);
  });
});

describe("silence", () => {
  it("is told when no update has succeeded for 72 hours, once, and again a day later", async () => {
    await start();
    await bot.program.run("pause");
    await checkAfter(71);
    expect(fromBot(administratorId)).toEqual([]);
    await checkAfter(1);
    expect(fromBot(administratorId)[0]?.text).toContain("⚠️ No update has succeeded for 72 hours.");
    expect(fromBot(administratorId)[0]?.text).toContain("The schedule is paused: /resume lets it go on.");
    await checkAfter(1);
    expect(fromBot(administratorId)).toHaveLength(1);
    await checkAfter(23);
    expect(fromBot(administratorId).at(-1)?.text).toContain("96 hours");
    expect(fromBot(administratorId)).toHaveLength(2);
  });
});

describe("the daily digest", () => {
  it("is off by default, and tells of the last day where it is switched on", async () => {
    await start();
    bot.program.timetable.ring();
    await expect.poll(() => bot.log()).toContain("The update ended: unchanged");
    expect(fromBot(administratorId)).toEqual([]);
    bot.program.writePolicy({ telegram: { dailyDigest: true } });
    bot.program.timetable.ring();
    await expect.poll(() => fromBot(administratorId)[0]?.text).toContain("☀️ The last day");
    expect(fromBot(administratorId)[0]?.text).not.toContain("Last runs");
    expect(fromBot(administratorId)[0]?.text).toContain("update: nothing to change, on schedule");
  });
});
