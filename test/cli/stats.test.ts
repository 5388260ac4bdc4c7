import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callOutcomes } from "../../src/domain/usage.ts";
import type { StatsReport } from "../../src/store/store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

const dayMs = 86_400_000;

let program: TestProgram;
let first: string;
let second: string;

const stats = async (...words: string[]) => (await program.json<StatsReport>("stats", ...words)).document;

/** Five calls: four of conversation, of which the first two met a model that was too busy, and one that draws. */
beforeAll(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
  await program.run("update");
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
      popularityScore: 100,
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
    expect(output).toMatch(/^Task +Model +Calls +Success +Half within +95% within +Cost\n/);
    expect(output).toMatch(/conversational +\S+ on \S+ +3 +67% \(≥ 21%\) +\d+ ms +\d+ ms +\$0\.\d{6}\n +1 busy/);
    expect(output).toMatch(/text-to-speech +.* \?\n/);
    expect(output).toContain('5 calls in the last 30 days. "≥" is the lower end');
    expect((await program.run("stats", "--days", "1", "--task", "fill-mask")).output).toMatch(
      /^No call in the last day\./,
    );
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
