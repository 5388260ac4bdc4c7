import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../demo/world/telegram/telegram.ts";
import { createTestBot, labels, type TestBot } from "../support/bot.ts";

describe("/pause and /resume", () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await createTestBot();
  });
  afterEach(() => bot.remove());

  const isPaused = () => JSON.parse(bot.program.readText("history", "schedule.json")).isPaused;

  const isPausedCard = ({ text }: StoredMessage) => text.includes("⏸ Paused");

  it("stops scheduled updates, and says so when they were stopped before", async () => {
    expect((await bot.ask(bot.administrator, "/pause")).text).toMatch(/^⏸ Scheduled updates are paused/);
    expect(isPaused()).toBe(true);
    expect((await bot.ask(bot.administrator, "/pause")).text).toMatch(/^Scheduled updates are paused already\./);
  });

  it("lets them go on, and says when the next is", async () => {
    await bot.ask(bot.administrator, "/pause");
    expect((await bot.ask(bot.administrator, "/resume")).text).toBe(
      "🟢 Scheduled updates go on. Next update: tomorrow, 03:00 (in 24 hours).",
    );
    expect(isPaused()).toBe(false);
    expect((await bot.ask(bot.administrator, "/resume")).text).toMatch(/^Scheduled updates are not paused\./);
  });

  it("works from the status card, which it redraws", async () => {
    const card = await bot.ask(bot.administrator, "/autoupdate_status");
    const { notice, message } = await bot.tap(bot.administrator, card, "Pause", isPausedCard);
    expect(notice).toBe("Paused.");
    expect(message.text).toContain("⏸ Paused");
    expect(labels(message)).toContain("Resume");
    expect(isPaused()).toBe(true);
    const { message: after } = await bot.tap(bot.administrator, message, "Resume", (each) => !isPausedCard(each));
    expect(after.text).toContain("🟢 Running");
    expect(isPaused()).toBe(false);
  });

  it("says so where somebody else was faster, and shows how it stands", async () => {
    const card = await bot.ask(bot.administrator, "/autoupdate_status");
    await bot.ask(bot.second, "/pause");
    const { notice, message } = await bot.tap(bot.administrator, card, "Pause", isPausedCard);
    expect(notice).toBe("It was paused already.");
    expect(message.text).toContain("⏸ Paused");
  });

  it("speaks Portuguese", async () => {
    const said = [
      await bot.ask(bot.second, "/pause"),
      await bot.ask(bot.second, "/pause"),
      await bot.ask(bot.second, "/resume"),
      await bot.ask(bot.second, "/resume"),
    ].map(({ text }) => text);
    expect(said[0]).toContain("estão em pausa");
    expect(said[2]).toBe(
      "🟢 As atualizações programadas foram retomadas. Próxima atualização: amanhã, 03:00 (dentro de 24 horas).",
    );
    expect(said.join("\n")).not.toMatch(/\b(the|is|updates|paused|next)\b/i);
  });

  it("is unknown to strangers", async () => {
    expect((await bot.ask(bot.stranger, "/pause")).text).toContain("I do not know /pause.");
    expect((await bot.ask(bot.administrator, "/resume")).text).toContain("are not paused");
  });
});
