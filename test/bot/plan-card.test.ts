import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
  // The chat model moves to another host; in the place of the two that are gone, other models come in.
  const { tasks } = bot.program.configuration();
  bot.program.world.closeHost(tasks.conversational?.primary.host ?? "");
  for (const task of ["fill-mask", "text-to-speech"]) bot.program.world.removeModel(tasks[task]?.primary.model ?? "");
  card = await propose();
});

afterEach(() => bot.remove());

const configuration = () => bot.program.readText("config", "models.json");

describe("Apply", () => {
  it("applies exactly what the card shows", async () => {
    const { message, notice } = await bot.tap(bot.administrator, card, "Apply");
    expect(notice).toBeNull();
    expect(message.text).toContain("✅ Applied as revision 3, by you.");
    expect(message.text).toContain(bot.program.configuration().tasks.conversational?.primary.model);
  });

  it("does nothing twice: the late one is told by whom it was applied", async () => {
    const copy = await bot.ask(bot.second, "/test_update conversational", isFinal);
    await bot.tap(bot.administrator, card, "Apply");
    const after = configuration();
    const again = await bot.tap(bot.administrator, card, { data: card.buttons[0]?.[0]?.callback_data ?? "" });
    expect(again).toMatchObject({
      notice: "Already applied as revision 3, by you. Nothing was done now.",
      isAlert: true,
    });
    const late = await bot.tap(bot.second, copy, "Aplicar");
    expect(late.notice).toMatch(
      /Já foi aplicado como revisão 3, pelo administrador 1001|A configuração mudou desde então/,
    );
    expect(configuration()).toBe(after);
  });

  it("does nothing where the configuration has changed since, and says so", async () => {
    await bot.program.run("pin", "--task", "fill-mask", "--model", "google-bert/bert-base-cased", "--force");
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

/** A card that brings another model in, and one of the same model from another host. */
const newcomer = () => bot.ask(bot.administrator, "/test_update fill-mask", isFinal);
/** The last page of a proposal for all tasks: the one with the buttons. */
const proposeAll = () => bot.ask(bot.administrator, "/test_update", (message) => labels(message).includes("Apply"));
const isQuestion = ({ text }: StoredMessage) => text.startsWith("Never");

describe("Never this model", () => {
  it("asks where, ignores the model, and makes the proposal void", async () => {
    const proposal = await newcomer();
    const question = await bot.tap(bot.administrator, proposal, "Never this model", isQuestion);
    expect(labels(question.message)).toEqual(["For fill-mask", "For any task", "Cancel"]);
    const { message } = await bot.tap(bot.administrator, question.message, "For fill-mask");
    expect(message.text).toMatch(/🚫 \S+ is not chosen again for fill-mask\. The proposal with it is void/);
    const [, model = ""] = /🚫 (\S+) is/.exec(message.text) ?? [];
    const local = JSON.parse(bot.program.readText("config", "policy.local.json"));
    expect(local.tasks["fill-mask"].ignore).toEqual([model]);
    const { notice } = await bot.tap(bot.administrator, proposal, "Apply");
    expect(notice).toContain("no longer valid");
    expect((await newcomer()).text).not.toContain(`now: ${model} `);
  });

  it("makes every proposal void that would bring the model in", async () => {
    const whole = await proposeAll();
    const question = await bot.tap(bot.administrator, await newcomer(), "Never this model", isQuestion);
    await bot.tap(bot.administrator, question.message, "For any task");
    expect((await bot.tap(bot.administrator, whole, "Apply")).notice).toContain("no longer valid");
    expect(bot.program.configuration().revision).toBe(2);
  });

  it("asks which, where a proposal brings in several, and names only those that it brings in", async () => {
    const asked = await bot.tap(bot.administrator, await proposeAll(), "Never this model", ({ text }) =>
      text.startsWith("Which"),
    );
    const [first = "", ...others] = labels(asked.message);
    expect(others.length).toBeGreaterThan(1);
    expect([first, ...others].filter((label) => /\((conversational|image-text-to-text)\)/.test(label))).toEqual([]);
    const next = await bot.tap(bot.administrator, asked.message, first, isQuestion);
    expect(labels(next.message)).toContain("For any task");
  });

  it("is not offered where no other model comes in, and a forged tap does nothing", async () => {
    expect(card.text).toContain("conversational keeps its model, on another host");
    expect(labels(card)).toEqual(["Apply", "Details", "Snooze"]);
    const hash = card.buttons[0]?.[0]?.callback_data?.split(":")[1];
    const { notice } = await bot.tap(bot.administrator, card, { data: `plan.never:${hash}` });
    expect(notice).toBe("This button does nothing any more.");
    const { notice: second } = await bot.tap(bot.administrator, card, { data: `plan.never-do:${hash}:0:all` });
    expect(second).toBe("This button does nothing any more.");
    expect(() => bot.program.readText("config", "policy.local.json")).toThrow("ENOENT");
    const { message } = await bot.tap(bot.administrator, card, "Apply");
    expect(labels(message)).toEqual(["Roll back", "Details"]);
  });

  it.each<[string, () => unknown]>([
    ["has changed since", () => bot.program.run("pin", "--task", "fill-mask", "--model", "a/b", "--force")],
    ["more than a day old", () => bot.program.clock.advance(86_400_000 + 1)],
  ])("ignores nothing for a card that %s", async (words, happens) => {
    const proposal = await newcomer();
    const question = await bot.tap(bot.administrator, proposal, "Never this model", isQuestion);
    await happens();
    const before = ignored();
    const asked = await bot.tap(bot.administrator, proposal, "Never this model");
    expect(asked).toMatchObject({ isAlert: true, notice: expect.stringContaining(words) });
    const done = await bot.tap(bot.administrator, question.message, "For fill-mask");
    expect(done).toMatchObject({ isAlert: true, notice: expect.stringContaining(words) });
    expect(done.notice).toContain("/test_update");
    expect(ignored()).toEqual(before);
  });

  it("goes away by Cancel", async () => {
    const question = await bot.tap(bot.administrator, await newcomer(), "Never this model", isQuestion);
    await bot.tap(bot.administrator, question.message, "Cancel");
    const chat = bot.telegram.messages(administratorId).map(({ messageId }) => messageId);
    expect(chat).not.toContain(question.message.messageId);
  });

  it("says Cancelled where the question is too old to be deleted, and does not mind one that is gone", async () => {
    const question = await bot.tap(bot.administrator, await newcomer(), "Never this model", isQuestion);
    const fault = { kind: "status", error_code: 400, methods: ["deleteMessage"], times: 1 } as const;
    bot.telegram.fail({ ...fault, description: "Bad Request: message can't be deleted for everyone" });
    const { message } = await bot.tap(bot.administrator, question.message, "Cancel");
    expect(message).toMatchObject({ text: "Cancelled; nothing was done.", buttons: [] });
    const count = bot.telegram.messages(administratorId).length;
    bot.telegram.fail({ ...fault, description: "Bad Request: message to delete not found" });
    await bot.tap(bot.administrator, message, { data: "dismiss" });
    expect(bot.telegram.messages(administratorId)).toHaveLength(count);
  });
});

/** What is ignored for any task, as commands have written it. */
function ignored(): unknown {
  const path = join(bot.program.home, "config", "policy.local.json");
  if (!existsSync(path)) return [];
  const { tasks = {} } = JSON.parse(readFileSync(path, "utf8"));
  return Object.values(tasks)
    .map((task) => (task as { ignore?: unknown }).ignore ?? [])
    .filter((list) => String(list) !== "");
}
