import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestBot, isFinal, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createTestBot();
});

afterAll(() => bot.remove());

describe("words behind a command that takes none", () => {
  it.each([
    ["/pause 2h", "/pause takes nothing behind it, so nothing was done. Send only /pause."],
    ["/resume now", "/resume takes nothing behind it, so nothing was done. Send only /resume."],
    ["/help pin", "/help takes nothing behind it, so nothing was done. Send only /help."],
    ["/autoupdate_status all", "/autoupdate_status takes nothing behind it"],
    ["/privacy please", "/privacy takes nothing behind it"],
    ["/language en x", "Write it like this: /language [en|pt|auto]\nFor example: /language pt"],
    ["/unpin translation x", "There is no task translation x. Did you mean translation?"],
    ["/test_update translation now", "There is no task translation now. The tasks are:"],
  ])("are told to whoever sends %s", async (sent, words) => {
    expect((await bot.ask(bot.administrator, sent)).text).toContain(words);
    const status = await bot.program.json<{ enabled: boolean }>("status");
    expect(status.document.enabled).toBe(true);
  });

  it("are told in Portuguese", async () => {
    expect((await bot.ask(bot.second, "/pause 2h")).text).toBe(
      "/pause não leva nada a seguir, por isso nada foi feito. Envie só /pause.",
    );
    expect((await bot.ask(bot.second, "/pin translation")).text).toContain(
      "Escreva assim: /pin <tarefa> <modelo> [anfitrião]",
    );
  });

  it("do not keep anybody from a start by a link", async () => {
    expect((await bot.ask(bot.stranger, "/start from-a-friend")).text).toContain("weathervane");
  });
});

describe("a long text that cannot be right", () => {
  const faces = "😀".repeat(1_000);

  it.each([`/model x${faces}`, `/model ${faces}`, `/rank x${faces}`, `/language ${faces}`, `/history x${faces}`])(
    "is repeated in short, and no sign of it is cut in two",
    async (sent) => {
      const { text } = await bot.ask(bot.administrator, sent, isEcho);
      expect(text).toMatch(/😀…/u);
      expect(text.isWellFormed()).toBe(true);
      expect(text.length).toBeLessThan(700);
    },
  );

  it("is cut between what a reader takes for signs", async () => {
    const family = "👩‍👩‍👧";
    const { text } = await bot.ask(bot.administrator, `/language ${family.repeat(100)}`);
    expect(text).toContain(`${family}…`);
    expect(text.split("…")[0]?.endsWith(family)).toBe(true);
  });

  it("is short in the list of what changed too", async () => {
    await bot.ask(bot.administrator, "/settings margin 4", isFinal);
    const settings = await bot.ask(bot.administrator, "/settings");
    const { message } = await bot.tap(bot.administrator, settings, "What changed");
    expect(message.text).toContain("Margin: 3 points → 4 points");
  });
});

function isEcho({ text }: { text: string }): boolean {
  return text.includes("…");
}
