import { afterEach, describe, expect, it } from "vitest";
import { createTestBot, isFinal, labels, type TestBot, type TestBotOptions } from "../support/bot.ts";

let bot: TestBot;

async function start(options: TestBotOptions = {}): Promise<void> {
  bot = await createTestBot(options);
}

afterEach(() => bot.remove());

describe("/autoupdate_status", () => {
  it("says whether it runs, when, with which threshold, and what serves each task", async () => {
    await start();
    bot.program.clock.advance(5 * 3_600_000);
    bot.program.timetable.tick();
    await expect.poll(() => bot.program.readText("history", "heartbeat.json")).toContain("T08:00:00");
    const { text } = await bot.ask(bot.administrator, "/autoupdate_status");
    expect(text).toContain("🟢 Running");
    expect(text).toContain("Next update: tomorrow, 03:00 (in 19 hours)");
    expect(text).toContain("Last update: today, 03:00 (5 hours ago)");
    expect(text).toContain("Schedule: every day at 03:00, UTC");
    expect(text).toContain("Threshold: 60 points");
    expect(text).toContain("Revision: 2");
    const { score, model, host } = bot.program.configuration().tasks["fill-mask"]?.primary ?? {};
    expect(text).toContain(`fill-mask · ${score?.toFixed(1)} · for 5 hours\n${model} · ${host}`);
    expect(text).toContain("• today, 03:00: update: 17 tasks changed, revision 2, from the command line");
  });

  it("lets a model's id be copied by a tap", async () => {
    await start();
    const { text, entities } = await bot.ask(bot.administrator, "/autoupdate_status");
    const codes = entities
      .filter(({ type }) => type === "code")
      .map((each) => text.slice(each.offset, each.offset + each.length));
    expect(codes).toContain(bot.program.configuration().tasks["fill-mask"]?.primary.model);
  });

  it("gives times in the policy's time zone", async () => {
    await start();
    bot.program.writePolicy({ schedule: { timeZone: "Asia/Tokyo" } });
    const { text } = await bot.ask(bot.administrator, "/autoupdate_status");
    expect(text).toContain("Next update: tomorrow, 03:00 (in 15 hours)");
    expect(text).toContain("Last update: today, 12:00");
  });

  it.each([
    ["0 * * * *", "every hour", "de hora a hora"],
    ["0 3 * * 1", "Mondays at 03:00", "à segunda-feira às 03:00"],
    ["*/30 * * * *", "*/30 * * * *", "*/30 * * * *"],
  ])("tells the schedule %s in words, where there are words for it", async (update, english, portuguese) => {
    await start();
    bot.program.writePolicy({ minimumScore: 62.5, schedule: { update } });
    const { text } = await bot.ask(bot.administrator, "/autoupdate_status");
    expect(text).toContain(`\nSchedule: ${english}, UTC\nThreshold: 62.5 points\n`);
    const other = await bot.ask(bot.second, "/autoupdate_status");
    expect(other.text).toContain(`\nHorário: ${portuguese}, UTC\nLimiar: 62,5 pontos\n`);
  });

  it("says just now of what was less than a minute ago, and who has done it", async () => {
    await start();
    bot.program.clock.advance(30_000);
    const { text } = await bot.ask(bot.administrator, "/autoupdate_status");
    expect(text).toContain("Last update: today, 03:00 (just now)");
    expect((await bot.ask(bot.second, "/autoupdate_status")).text).toContain("(agora mesmo)");
    bot.program.clock.advance(86_400_000 - 60_000);
    expect((await bot.ask(bot.administrator, "/autoupdate_status")).text).toContain("Next update: today, 03:00 (now)");
    await bot.ask(bot.administrator, "/manual_update fill-mask", isFinal);
    expect((await bot.ask(bot.administrator, "/autoupdate_status")).text).toContain("nothing to change, by you");
    const other = await bot.ask(bot.second, "/autoupdate_status");
    expect(other.text).toContain("nada a mudar, pelo administrador 1001");
  });

  it("speaks Portuguese with who speaks it", async () => {
    await start();
    const { text, buttons } = await bot.ask(bot.second, "/autoupdate_status");
    expect(text).toContain("🟢 A funcionar");
    expect(text).toContain("Próxima atualização: amanhã, 03:00 (dentro de 24 horas)");
    expect(text).toContain("atualização: 17 tarefas alteradas, revisão 2, pela linha de comandos");
    expect(buttons[0]?.map((button) => button.text)).toEqual(["Ensaiar atualização", "Atualizar agora"]);
  });

  it("is redrawn in place", async () => {
    await start();
    const shown = await bot.ask(bot.administrator, "/autoupdate_status");
    await bot.program.run("pause");
    const { message } = await bot.tap(bot.administrator, shown, "Refresh");
    expect(message.text).toContain("⏸ Paused");
    expect(message.messageId).toBe(shown.messageId);
    expect(labels(message)).toContain("Resume");
  });

  it("kindly says where there is nothing yet", async () => {
    await start({
      prepare: (program) => program.world.hub.fail({ kind: "status", status: 503 }),
    });
    // The service tells by itself that its first update failed; this is about what is asked for.
    const { text } = await bot.ask(bot.administrator, "/autoupdate_status", (message) =>
      message.text.includes("Threshold"),
    );
    expect(text).toContain("Revision: 1");
    expect(text).toContain("fill-mask · built in");
  });

  it("tells what is wrong with a policy instead", async () => {
    await start();
    bot.program.writePolicy({ minimumScore: "high" });
    const { text } = await bot.ask(bot.administrator, "/autoupdate_status");
    expect(text).toContain("minimumScore");
    expect(text).toContain("is not valid");
  });
});
