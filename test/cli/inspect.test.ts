import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Status } from "../../src/operations/status.ts";
import type { RankResult } from "../../src/pipeline/rank.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

describe("rank", () => {
  it("shows the whole table, best first, those that may not be chosen last with their reasons", async () => {
    const { exitCode, document } = await program.json<RankResult>("rank", "--task", "text-to-image");
    expect(exitCode).toBe(0);
    const { ranking } = document;
    expect(ranking.length).toBe(document.discovered);
    const first = ranking.findIndex((row) => !row.eligible);
    expect(first).toBeGreaterThan(0);
    expect(ranking.slice(first).every((row) => !row.eligible && row.reasons.length > 0)).toBe(true);
    expect(ranking.slice(0, first).every((row) => row.eligible && row.reasons.length === 0)).toBe(true);
    const scores = ranking.slice(0, first).map((row) => row.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(ranking.flatMap((row) => row.reasons).join()).toContain("adapter");
    expect(Object.keys(ranking[0]?.components ?? {})).toEqual([
      "popularity",
      "performance",
      "recency",
      "compatibility",
    ]);
    expect(ranking[0]?.evidence.join()).toMatch(/downloads.*licence/);
  });

  it("shows as many rows as asked for, and changes nothing", async () => {
    const { document } = await program.json<RankResult>("rank", "--task", "conversational", "--limit", "3");
    expect(document.ranking).toHaveLength(3);
    expect(document.discovered).toBeGreaterThan(3);
    expect(() => program.configuration()).toThrow();
  });

  it("chooses what update chooses", async () => {
    await program.run("update", "--json");
    const { ranking } = (await program.json<RankResult>("rank", "--task", "fill-mask")).document;
    expect(program.configuration().tasks["fill-mask"]?.primary).toMatchObject({
      model: ranking[0]?.model,
      score: ranking[0]?.score,
    });
  });

  it("lists the tasks where it is asked for one that there is not", async () => {
    const { exitCode, errorOutput, output } = await program.run("rank", "--task", "nonsense", "--json");
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain("The tasks are: conversational, text-generation");
    expect(JSON.parse(output)).toMatchObject({ outcome: "failed", errors: [expect.stringContaining("nonsense")] });
  });

  it("fails where nothing can be listed", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    expect((await program.json("rank", "--task", "fill-mask")).exitCode).toBe(1);
  });
});

describe("status", () => {
  it("tells of a place where nothing has happened yet", async () => {
    const { exitCode, document } = await program.json<Status>("status");
    expect(exitCode).toBe(0);
    expect(document).toEqual({
      running: false,
      enabled: true,
      intervalHours: 24,
      schedule: "0 3 * * *",
      timeZone: "UTC",
      lastUpdate: null,
      nextUpdate: "2026-11-22T03:00:00.000Z",
      minScoreThreshold: 60,
      revision: null,
      tasks: [],
      history: [],
    });
  });

  it("tells what serves each task, and when the last and next update are", async () => {
    await program.run("update", "--json");
    const { document } = await program.json<Status>("status");
    expect(document).toMatchObject({ revision: 2, lastUpdate: expect.stringMatching(/^2026-11-21T/) });
    expect(document.tasks).toHaveLength(17);
    expect(document.tasks[0]).toMatchObject({
      task: "conversational",
      primary: program.configuration().tasks.conversational?.primary,
    });
    const { output } = await program.run("status");
    expect(output).toMatch(/summarization +\S+ on +(?:\S+ +)?\d\d\.\d +just now/);
  });

  it("follows the policy's schedule and time zone", async () => {
    program.writePolicy({ minimumScore: 70, schedule: { update: "30 */6 * * *", timeZone: "Asia/Kolkata" } });
    const { document } = await program.json<Status>("status");
    expect(document).toMatchObject({ intervalHours: 6, nextUpdate: "2026-11-21T07:00:00.000Z", minScoreThreshold: 70 });
  });

  it("knows a pause, until resume", async () => {
    await program.run("pause");
    expect((await program.json("status")).document).toMatchObject({ enabled: false, nextUpdate: null });
    await program.run("resume");
    expect((await program.json("status")).document).toMatchObject({ enabled: true });
  });
});
