import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callOutcomes, type UsageRecord } from "../../src/domain/usage.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { StatsReport } from "../../src/store/store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { usageWith } from "../support/usage-record.ts";

const dayMs = 86_400_000;

let program: TestProgram;
let first: string;
let second: string;

const stats = async (...words: string[]) => (await program.json<StatsReport>("stats", ...words)).document;

/** Calls as the program itself would have noted them. */
async function note(records: UsageRecord[]): Promise<void> {
  const { clock, home } = program;
  const logger = await createLogger({ level: "warn", format: "json", output: process.stderr, secrets: [] });
  const store = openStore({ path: join(home, "history", "modelvane.db"), hasThread: false, clock, logger });
  for (const each of records) store.record(each);
  await store.close();
}

/** Five calls: four of conversation, of which the first two met a model that was too busy, and one that draws. */
beforeAll(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
  await program.run("update", "--json");
  const { primary, fallbacks } = program.configuration().tasks.conversational ?? {};
  first = primary?.model ?? "";
  second = fallbacks?.[0]?.model ?? "";
  expect(await program.run("stats")).toMatchObject({
    exitCode: 0,
    output: 'No call in the last 30 days. Try one: modelvane ask "Why is the sky blue?"\n',
  });
  program.world.router.fail({ kind: "status", status: 503, model: first, times: 1 });
  await program.run("ask", "Hello");
  program.world.router.heal();
  await program.run("ask", "Hello");
  program.clock.advance(3 * dayMs);
  await program.run("ask", "Hello there");
  await program.run("ask", "--task", "text-to-speech", "--output", program.home, "Hello");
}, 30_000);

afterAll(() => program.remove());

describe("stats", () => {
  it("counts calls and their outcomes by task and model", async () => {
    const { days, total, models } = await stats();
    expect({ days, total }).toEqual({ days: 30, total: 5 });
    const calls = models.map(({ task, model, calls: count }) => ({ task, model, count }));
    expect(calls).toEqual([
      { task: "conversational", model: first, count: 3 },
      { task: "conversational", model: second, count: 1 },
      { task: "text-to-speech", model: expect.any(String), count: 1 },
    ]);
    expect(models[0]?.outcomes).toEqual({
      ...Object.fromEntries(callOutcomes.map((outcome) => [outcome, 0])),
      answered: 2,
      busy: 1,
    });
  });

  it("tells success with what the calls allow to say, latency, cost and use", async () => {
    const [primary, fallback, speech] = (await stats()).models;
    expect(primary).toMatchObject({
      provider: "huggingface",
      host: expect.any(String),
      success: { rate: 2 / 3, lower: expect.closeTo(0.208, 2) },
      latencyMs: { p50: expect.any(Number), p95: expect.any(Number) },
      popularityScore: 200,
    });
    expect(fallback).toMatchObject({ success: { rate: 1 }, costUsdNanos: expect.any(Number) });
    expect(primary?.costUsdNanos).toBeGreaterThan(0);
    // Nobody says what it costs: it is not free.
    expect(speech?.costUsdNanos).toBeNull();
  });

  it("keeps to a task, and to the last days", async () => {
    expect((await stats("--task", "text-to-speech")).models.map(({ task }) => task)).toEqual(["text-to-speech"]);
    expect(await stats("--days", "2")).toMatchObject({ days: 2, total: 2 });
    expect(await stats("--days", "2", "--task", "fill-mask")).toMatchObject({ total: 0, models: [] });
  });

  it("shows people a table that says what its words mean", async () => {
    const { output } = await program.run("stats");
    expect(output).toMatch(/^Task +Model +Calls +Success +Popularity score +Half within +95% within +Cost\n/);
    expect(output).toMatch(/conversational +\S+ on \S+ +3 +66% \(≥ 20%\) +200 +\d+ ms +\d+ ms +\$0\.\d{6}\n +1 busy/);
    expect(output).toMatch(/text-to-speech +.* \?\n/);
    expect(output).toContain('"≥": with 95 % certainty the true share is at least this.');
    expect(output).toContain("Popularity score: calls × success × 100; it is not used to choose.");
  });

  it("names the task that was not asked for", async () => {
    expect((await program.run("stats", "--days", "1", "--task", "fill-mask")).output).toBe(
      "No call for fill-mask in the last day. Try one: modelvane ask --task fill-mask\n",
    );
  });

  it("says from when on calls are kept, where that is less than was asked for", async () => {
    expect((await program.run("stats", "--days", "365")).output).toContain(
      "5 calls in the last 365 days. The oldest that is kept is of 2026-11-21 03:00 UTC.",
    );
    expect((await stats("--days", "365")).keptSince).toMatch(/^2026-11-21T03:00:0\d\.\d{3}Z$/);
    expect((await program.run("stats", "--days", "3")).output).not.toContain("is kept");
  });

  it("rounds no success up, shows the smallest costs, and obeys no name", async () => {
    const at = program.clock.now() - 40 * dayMs;
    const record = (model: string, facts: Partial<UsageRecord> = {}) =>
      usageWith({
        at,
        route: { provider: "huggingface", model, version: null, host: null, interface: "chat" },
        ...facts,
      });
    const almost = Array.from({ length: 1_000 }, (_each, place) =>
      record("maker/almost", { outcome: place < 3 ? "broken" : "answered" }),
    );
    await note([
      ...almost,
      record("maker/cheap", { inputCost: 100, outputCost: 300 }),
      record("evil\u001b[2J\n\u202erow"),
    ]);
    const { output } = await program.run("stats", "--days", "60");
    expect(output).toMatch(/maker\/almost on huggingface +1,000 +99% \(≥ 99%\)/);
    expect(output).toMatch(/maker\/cheap on huggingface .* \$0\.0000004\n/);
    expect(output).toContain("evil[2Jrow on huggingface");
  });

  it("of a task that there is not, or of no days, ends with code 2", async () => {
    expect(await program.run("stats", "--task", "poetry")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringMatching(/^There is no task "poetry"/),
    });
    expect(await program.run("stats", "--days", "0")).toMatchObject({
      exitCode: 2,
      errorOutput: '--days takes a whole number from 1, but it is "0".\n',
    });
  });
});
