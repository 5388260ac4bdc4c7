import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredMessage } from "../../demo/world/telegram/telegram.ts";
import { administratorId, createTestBot, isFinal, labels, type TestBot } from "../support/bot.ts";

let bot: TestBot;
let card: StoredMessage;

/** A dry run of one task whose host has closed, and its card. */
async function propose(): Promise<StoredMessage> {
  const message = await bot.ask(bot.administrator, "/test_update conversational", isFinal);
  expect(labels(message)).toContain("Apply");
  return message;
}

beforeEach(async () => {
  bot = await createTestBot();
  bot.program.world.closeHost(bot.program.configuration().tasks.conversational?.primary.host ?? "");
  card = await propose();
});

afterEach(() => bot.remove());

const configuration = () => bot.program.readText("config", "models.json");

describe("Apply", () => {
  it("applies exactly what the card shows", async () => {
    const { message, notice } = await bot.tap(bot.administrator, card, "Apply");
    expect(notice).toBeNull();
    expect(message.text).toContain("✅ Applied as revision 3, by 1001.");
    expect(message.text).toContain(bot.program.configuration().tasks.conversational?.primary.model);
  });

  it("does nothing twice: the late one is told by whom it was applied", async () => {
    const copy = await bot.ask(bot.second, "/test_update conversational", isFinal);
    await bot.tap(bot.administrator, card, "Apply");
    const after = configuration();
    const again = await bot.tap(bot.administrator, card, { data: card.buttons[0]?.[0]?.callback_data ?? "" });
    expect(again).toMatchObject({
      notice: "Already applied as revision 3, by 1001. Nothing was done now.",
      isAlert: true,
    });
    const late = await bot.tap(bot.second, copy, "Aplicar");
    expect(late.notice).toMatch(/Já foi aplicado como revisão 3, por 1001|A configuração mudou desde então/);
    expect(configuration()).toBe(after);
  });

  it("does nothing where the configuration has changed since, and says so", async () => {
    await bot.program.run("pin", "--task", "fill-mask", "--model", "google-bert/bert-base-cased");
    const before = configuration();
    const { notice, isAlert } = await bot.tap(bot.administrator, card, "Apply");
    expect(notice).toContain("The configuration has changed since this was made, so nothing was done.");
    expect(isAlert).toBe(true);
    expect(configuration()).toBe(before);
  });

  it("does nothing a day later, and says so", async () => {
    bot.program.clock.advance(86_400_000 + 1);
    const before = configuration();
    const { notice } = await bot.tap(bot.administrator, card, "Apply");
    expect(notice).toContain("more than a day old");
    expect(configuration()).toBe(before);
  });

  it.each(["plan.apply:0123456789abcdef", "plan.apply", "plan.apply:../../x", "plan.apply:"])(
    "does nothing for the forged tap %s",
    async (data) => {
      const before = configuration();
      const { notice } = await bot.tap(bot.administrator, card, { data });
      expect(notice).toContain("no longer valid");
      expect(configuration()).toBe(before);
    },
  );
});

describe("Details", () => {
  it("tells all that is known, also after it was applied", async () => {
    const isDetails = (message: StoredMessage) => message.text.startsWith("Details");
    const { message } = await bot.tap(bot.administrator, card, "Details", isDetails);
    expect(message.text).toContain("conversational");
    expect(message.text).toMatch(/Known: .*downloads/);
    const { message: applied } = await bot.tap(bot.administrator, card, "Apply");
    const later = await bot.tap(bot.administrator, applied, "Details", isDetails);
    expect(later.message.text).toContain("no longer serves");
  });
});

describe("Snooze", () => {
  it("keeps scheduled runs from sending the same proposal again, and Apply working", async () => {
    bot.program.writePolicy({ autoApply: false });
    const { message } = await bot.tap(bot.administrator, card, "Snooze", ({ text }) => text.includes("Snoozed"));
    expect(message.text).toContain("the same proposals are not sent again before tomorrow, 03:");
    await bot.program.run("update", "--task", "conversational");
    expect((await bot.tap(bot.administrator, card, "Apply")).message.text).toContain("✅ Applied");
  });
});

describe("Never this model", () => {
  it("asks where, ignores the model, and makes the proposal void", async () => {
    const question = await bot.tap(bot.administrator, card, "Never this model", ({ text }) => text.startsWith("Never"));
    expect(labels(question.message)).toEqual(["For conversational", "For any task", "Cancel"]);
    const { message } = await bot.tap(bot.administrator, question.message, "For conversational");
    expect(message.text).toMatch(/🚫 \S+ is not chosen again for conversational\. The proposal with it is void/);
    const [, model = ""] = /🚫 (\S+) is/.exec(message.text) ?? [];
    const local = JSON.parse(bot.program.readText("config", "policy.local.json"));
    expect(local.tasks.conversational.ignore).toEqual([model]);
    const { notice } = await bot.tap(bot.administrator, card, "Apply");
    expect(notice).toContain("no longer valid");
    const renewed = await propose();
    expect(renewed.text).not.toContain(`now: ${model} `);
  });

  it("asks which, where a proposal brings in several", async () => {
    await bot.ask(bot.administrator, "/test_update", isFinal);
    const whole = bot.last(administratorId);
    if (!whole) throw new Error("there is no card");
    const asked = await bot.tap(bot.administrator, whole, "Never this model", ({ text }) => text.startsWith("Which"));
    const [first = ""] = labels(asked.message);
    expect(labels(asked.message).length).toBeGreaterThan(2);
    const next = await bot.tap(bot.administrator, asked.message, first, ({ text }) => text.startsWith("Never"));
    expect(labels(next.message)).toContain("For any task");
  });

  it("goes away by Cancel", async () => {
    const question = await bot.tap(bot.administrator, card, "Never this model", ({ text }) => text.startsWith("Never"));
    await bot.tap(bot.administrator, question.message, "Cancel");
    const chat = bot.telegram.messages(administratorId).map(({ messageId }) => messageId);
    expect(chat).not.toContain(question.message.messageId);
  });
});
