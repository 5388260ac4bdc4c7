import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TaskName } from "../../src/domain/task.ts";
import type { UsageRecord } from "../../src/domain/usage.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { openStore } from "../../src/store/open-store.ts";
import { createTestBot, labels, type TestBot } from "../support/bot.ts";
import { usageWith } from "../support/usage-record.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await createTestBot({ environment: { HF_TOKEN: "hf_demo" } });
});

afterEach(() => bot.remove());

const database = () => join(bot.program.home, "history", "modelvane.db");

/** Calls as the program itself would have noted them. */
async function record(...calls: Partial<UsageRecord>[]): Promise<void> {
  const { clock } = bot.program;
  const logger = await createLogger({ level: "warn", format: "json", output: process.stderr, secrets: [] });
  const store = openStore({ path: database(), hasThread: true, clock, logger });
  for (const call of calls) store.record(usageWith({ at: clock.now(), ...call }));
  await store.close();
}

function callOf(model: string, task: TaskName | null = "conversational"): Partial<UsageRecord> {
  return { task, route: { provider: "huggingface", model, version: null, host: "novita", interface: "chat" } };
}

describe("/stats", () => {
  it("tells that nobody has called a model yet, of a task too", async () => {
    expect((await bot.ask(bot.administrator, "/stats")).text).toBe("Nobody has called a model in the last 30 days.");
    expect((await bot.ask(bot.second, "/stats translation")).text).toBe(
      "Ninguém chamou um modelo para translation nos últimos 30 dias.",
    );
  });

  it("shows the calls that were made from the command line", async () => {
    const { model, host } = bot.program.configuration().tasks.conversational?.primary ?? {};
    await bot.program.run("ask", "Why is the sky blue?");
    await bot.program.run("ask", "And why is it red?");
    await bot.program.run("ask", "--task", "translation", "--language", "Portuguese", "Good morning");
    const { text } = await bot.ask(bot.administrator, "/stats");
    expect(text).toContain("How the models did\n3 calls in the last 30 days");
    expect(text).toContain(
      `${model} · ${host}\nconversational\n2 calls · 100% answered (at least 34%)\npopularity score 200\nhalf within`,
    );
    expect(text).toContain("\ntranslation\n1 call · ");
    const portuguese = await bot.ask(bot.second, "/stats Conversational");
    expect(portuguese.text).toContain("Como correram os modelos: conversational\n2 chamadas nos últimos 30 dias");
    expect(portuguese.text).toMatch(
      /2 chamadas · 100% respondidas \(pelo menos 34%\)\npontuação de popularidade 200\nmetade em .* · 95% em /,
    );
    expect(portuguese.text).not.toMatch(/translation|\b(the|of|calls?|answered|within|least|days)\b/i);
  });

  it("shows faults, costs and how long calls took, and nothing of a success that no call tells of", async () => {
    const busy = callOf("maker/busy");
    await record(
      { ...busy, durationMs: 1_500, inputCost: 1_000_000, outputCost: 500_000 },
      { ...busy, outcome: "busy", inputCost: null, outputCost: null },
      { ...busy, outcome: "busy", inputCost: null, outputCost: null },
      { ...callOf("maker/other", null), outcome: "bad-request", inputCost: null, outputCost: null },
    );
    const { text } = await bot.ask(bot.administrator, "/stats");
    expect(text).toContain(
      [
        "maker/busy · novita",
        "conversational",
        "3 calls · 33% answered (at least 6%)",
        "popularity score 100",
        "half within 1.5 s · 95% within 1.5 s · $0.0015",
        "2 busy",
      ].join("\n"),
    );
    expect(text).toContain("maker/other · novita\n1 call\n1 wrongly asked\n");
    const { text: portuguese } = await bot.ask(bot.second, "/stats");
    expect(portuguese).toContain("metade em 1,5 s · 95% em 1,5 s · 0,0015\u00a0$\n2 com o modelo ocupado");
    expect(portuguese).toContain("1 chamada\n1 com pedido errado\n");
  });

  it("shows the ten that were called most, and the others by the buttons of their tasks", async () => {
    const calls = Array.from({ length: 11 }, (_each, place) => callOf(`maker/model-${place}`));
    await record(...calls, ...calls.slice(1), callOf("maker/translator", "translation"));
    const all = await bot.ask(bot.administrator, "/stats");
    expect(all.text).not.toContain("maker/model-0 ");
    expect(all.text).toContain("And 2 more models; the buttons show them by task.");
    expect(labels(all)).toEqual(["conversational", "translation"]);
    const { message } = await bot.tap(bot.administrator, all, "conversational");
    expect(message.text).toContain("How the models did: conversational\n21 calls in the last 30 days");
    expect(message.text).toContain("maker/model-0 ");
    expect(message.text).not.toContain("maker/translator");
    const { message: back } = await bot.tap(bot.administrator, message, "Back");
    expect(back.text).toBe(all.text);
    expect(labels(back)).toEqual(labels(all));
  });

  it("says what no button shows, where models were asked for by name", async () => {
    await record(...Array.from({ length: 12 }, (_each, place) => callOf(`maker/model-${place}`, null)));
    const all = await bot.ask(bot.administrator, "/stats");
    expect(all.text).toContain(
      "And 2 more models that somebody asked for by name; “modelvane stats” on the command line shows them.",
    );
    expect(all.text).not.toContain("buttons");
    expect(labels(all)).toEqual([]);
    expect((await bot.ask(bot.second, "/stats")).text).toContain("E 2 outros modelos que alguém pediu pelo nome;");
  });

  it("rounds no success up, shows the smallest costs, and says from when on calls are kept", async () => {
    const calls = Array.from({ length: 1_000 }, (_each, place) => ({
      ...callOf("maker/almost"),
      ...(place < 3 ? { outcome: "broken" as const } : {}),
    }));
    await record(...calls, { ...callOf("maker/cheap", "translation"), inputCost: 100, outputCost: 300 });
    bot.program.clock.advance(4 * 86_400_000);
    const { text } = await bot.ask(bot.administrator, "/stats");
    expect(text).toContain("1,000 calls · 99% answered (at least 99%)");
    expect(text).toContain("$0.0000004");
    expect(text).toMatch(/1,001 calls in the last 30 days\nThe oldest that is kept is of Sat,? 21 Nov, 03:00\./);
    expect(text).toContain("“At least”: with 95% certainty the true share is at least this.");
    expect(text).toContain("Popularity score: calls × success × 100; it is not used to choose.");
    expect((await bot.ask(bot.second, "/stats")).text).toMatch(/\nA mais antiga que está guardada é de .*21.*\.\n/);
  });

  it("takes a task in whatever spelling, and names the tasks for one that there is not", async () => {
    await record(callOf("maker/coder", "code-generation"), callOf("maker/talker"));
    const { text } = await bot.ask(bot.administrator, "/stats Code Generation");
    expect(text).toContain("maker/coder");
    expect(text).not.toContain("maker/talker");
    expect((await bot.ask(bot.administrator, "/stats translatio")).text).toMatch(
      /^There is no task translatio\. Did you mean translation\?/,
    );
  });

  it("does nothing at a forged tap", async () => {
    const message = await bot.ask(bot.administrator, "/stats");
    for (const data of ["stats.task:99", "stats.task:", "stats.task:x:y"]) {
      const { notice, message: after } = await bot.tap(bot.administrator, message, { data });
      expect(notice).toBe("This button does nothing any more.");
      expect(after.text).toBe(message.text);
    }
  });

  it("says what is wrong where the database cannot be read", async () => {
    rmSync(database(), { force: true });
    mkdirSync(database(), { recursive: true });
    const { text } = await bot.ask(bot.administrator, "/stats");
    expect(text).toMatch(/^The database \S+modelvane\.db cannot be used: .*Give the user that runs Modelvane access/);
    const { text: portuguese } = await bot.ask(bot.second, "/stats");
    expect(portuguese).toMatch(/^Não é possível usar a base de dados \S+modelvane\.db: .*Dê acesso ao utilizador/);
    expect(bot.log()).not.toContain("An update ended with a fault.");
  });

  it("is no command of a stranger's, whose tap on its buttons does nothing either", async () => {
    const { text } = await bot.ask(bot.stranger, "/stats");
    expect(text).toContain("I do not know /stats.");
    const message = await bot.ask(bot.stranger, "/models");
    const { notice } = await bot.tap(bot.stranger, message, { data: "stats.all" });
    expect(notice).toBe("This button does nothing any more.");
  });
});
