import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestBot, isFinal, labels, type TestBot } from "../support/bot.ts";

let bot: TestBot;

describe("/models", () => {
  beforeEach(async () => {
    bot = await createTestBot();
  });

  afterEach(() => bot.remove());

  it("shows everybody the first choice of each task, with its score and its id to copy", async () => {
    const { primary } = bot.program.configuration().tasks.conversational ?? {};
    for (const person of [bot.administrator, bot.stranger]) {
      const { text, entities } = await bot.ask(person, "/models");
      expect(text).toContain(`conversational – ${primary?.score?.toFixed(1)}\n${primary?.model} · ${primary?.host}`);
      const copied = entities
        .filter(({ type }) => type === "code")
        .map((e) => text.slice(e.offset, e.offset + e.length));
      expect(copied).toContain(primary?.model);
      for (const task of Object.keys(bot.program.configuration().tasks)) expect(text).toContain(task);
    }
  });

  it("shows of one task what stands behind its first choice, and why it was chosen", async () => {
    const entry = bot.program.configuration().tasks["code-generation"];
    const message = await bot.ask(bot.stranger, "/models code-generation");
    for (const { model } of entry?.fallbacks ?? []) expect(message.text).toContain(model);
    expect(message.text).toContain(entry?.reason);
    expect(message.text).toContain("today, 03:00");
    expect(labels(message)).toEqual([]);
  });

  it("lets an administrator compare the models of the task from there", async () => {
    const detail = await bot.ask(bot.administrator, "/models Code Generation");
    const { message } = await bot.tap(bot.administrator, detail, "Compare all models for it", isFinal);
    expect(message.text).toMatch(/^🏆 code-generation/);
    expect(message.messageId).not.toBe(detail.messageId);
  });

  it("names the task that was probably meant, and lists them all", async () => {
    const { text } = await bot.ask(bot.stranger, "/models txt-to-image");
    expect(text).toMatch(/no task txt-to-image\. Did you mean text-to-image\?/);
    expect(text).toContain("automatic-speech-recognition");
  });

  it("cuts short what cannot be a task", async () => {
    const { text } = await bot.ask(bot.stranger, `/models ${"x".repeat(3_000)}`);
    expect(text.length).toBeLessThan(600);
  });

  it("says so of a task that nothing serves", async () => {
    bot.program.writePolicy({ tasks: { "fill-mask": { enabled: false } } });
    await bot.program.run("update", "--json");
    expect((await bot.ask(bot.stranger, "/models fill-mask")).text).toMatch(/^Nothing serves fill-mask/);
  });

  it("does not tell a stranger what is wrong with the policy", async () => {
    bot.program.writePolicy({ minimumScore: "much" });
    expect((await bot.ask(bot.stranger, "/models")).text).toBe(
      "I cannot look that up at the moment. Please try again later.",
    );
    expect((await bot.ask(bot.administrator, "/models")).text).toContain("minimumScore");
  });

  it("speaks Portuguese", async () => {
    const { text } = await bot.ask(bot.second, "/models");
    expect(text).toMatch(/^O que serve cada tarefa\n\nconversational – \d\d,\d\n/);
    const detail = await bot.ask(bot.second, "/models code-generation");
    expect(detail.text).toMatch(/Primeira escolha: .*\nEm uso desde: hoje, 03:00\.\n\nReservas\n/);
    expect(detail.text).not.toMatch(/\b(the|points|choice|has|with|since)\b/);
  });
});

describe("/models without a configuration", () => {
  beforeEach(async () => {
    bot = await createTestBot({ prepare: ({ writePolicy }) => writePolicy({ tasks: everyTaskOff() }) });
  });

  afterEach(() => bot.remove());

  it("says kindly that nothing was chosen yet, and to administrators how it is done", async () => {
    expect((await bot.ask(bot.stranger, "/models")).text).toBe(
      "No models have been chosen yet. The first update chooses them; please look again later.",
    );
    expect((await bot.ask(bot.administrator, "/models")).text).toContain("/manual_update");
  });

  it("says so instead of drawing an empty picture of the status", async () => {
    const status = await bot.ask(bot.administrator, "/autoupdate_status");
    const { notice, isAlert } = await bot.tap(bot.administrator, status, "As a picture");
    expect(notice).toContain("No models have been chosen yet. /manual_update looks for them now");
    expect(isAlert).toBe(true);
  });
});

function everyTaskOff(): Record<string, { enabled: false }> {
  const names = `conversational text-generation code-generation question-answering summarization translation
    text2text-generation fill-mask feature-extraction text-classification zero-shot-classification
    token-classification image-text-to-text text-to-image text-to-video automatic-speech-recognition text-to-speech`;
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, { enabled: false }]));
}
