import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/operations/doctor.ts";
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
    await program.run("update");
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
    await program.run("update");
    const { document } = await program.json<Status>("status");
    expect(document).toMatchObject({ revision: 2, lastUpdate: expect.stringMatching(/^2026-11-21T/) });
    expect(document.tasks).toHaveLength(17);
    expect(document.tasks[0]).toMatchObject({
      task: "conversational",
      primary: program.configuration().tasks.conversational?.primary,
    });
    const { output } = await program.run("status");
    expect(output).toMatch(/summarization +\S+ on \S+ +\d\d\.\d +just now/);
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

describe("doctor", () => {
  const finding = async (check: string) => {
    const { document } = await program.json<Diagnosis>("doctor");
    return document.findings.find((each) => each.check === check);
  };

  it("finds nothing in the way after an update", async () => {
    await program.run("update");
    const { exitCode, document } = await program.json<Diagnosis>("doctor");
    expect(exitCode).toBe(0);
    expect(document.healthy).toBe(true);
    expect(document.findings.filter((each) => each.status === "problem")).toEqual([]);
  });

  it("has a remedy for everything that is not well", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    const { exitCode, document } = await program.json<Diagnosis>("doctor");
    expect(exitCode).toBe(1);
    const unwell = document.findings.filter((each) => each.status !== "ok");
    expect(unwell.length).toBeGreaterThan(1);
    expect(unwell.every((each) => (each.remedy ?? "").length > 10)).toBe(true);
    expect(document.findings.find((each) => each.message.includes("Hub at"))).toMatchObject({ status: "problem" });
  });

  it("knows whose token it is, and that a wrong one is wrong", async () => {
    program.environment.HF_TOKEN = program.world.token;
    const messages = async () =>
      (await program.json<Diagnosis>("doctor")).document.findings.map((each) => each.message).join("\n");
    expect(await messages()).toMatch(/HF_TOKEN belongs to \w+/);
    program.environment.HF_TOKEN = "hf_wrongwrongwrong";
    const wrong = await messages();
    expect(wrong).toMatch(/HF_TOKEN: it may be mistyped/);
    expect(wrong).not.toContain("hf_wrongwrongwrong");
  });

  it("sees that the last update found no models", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    await program.run("update");
    expect(await finding("No models discovered")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("500"),
    });
  });

  it("sees that nothing reaches the minimum", async () => {
    program.writePolicy({ minimumScore: 100 });
    await program.run("update");
    expect(await finding("Low scores")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("100 points"),
    });
  });

  it("sees that the configuration has not been updated for three days", async () => {
    await program.run("update");
    program.clock.advance(73 * 3_600_000);
    expect(await finding("Configuration not updated")).toMatchObject({
      status: "problem",
      message: expect.stringMatching(/7[34] hours ago/),
    });
  });

  it("sees a blocked event loop by the service's sign of life", async () => {
    const heartbeat = {
      pid: process.pid,
      hostName: hostname(),
      startedAt: "2026-11-21T02:00:00.000Z",
      at: "2026-11-21T03:00:00.000Z",
      longestBlockMs: 4200,
    };
    writeFileSync(join(program.home, "history", "heartbeat.json"), JSON.stringify({ heartbeat }));
    expect(await finding("Event loop blocked")).toMatchObject({
      status: "warning",
      message: expect.stringContaining("4200 ms"),
    });
  });

  it.each([
    ["of a process that has died", { pid: 2 ** 22 + 1, at: "2026-11-21T03:00:00.000Z" }],
    ["from the future", { pid: process.pid, at: "2031-01-01T00:00:00.000Z" }],
    ["that is old", { pid: process.pid, at: "2026-11-21T02:50:00.000Z" }],
  ])("does not take a sign of life %s for a running service", async (_what, sign) => {
    const heartbeat = { startedAt: "2026-11-21T02:00:00.000Z", hostName: hostname(), longestBlockMs: 0, ...sign };
    writeFileSync(join(program.home, "history", "heartbeat.json"), JSON.stringify({ heartbeat }));
    expect((await program.json<Status>("status")).document.running).toBe(false);
    expect(await finding("Schedule")).toMatchObject({ status: "warning" });
  });

  it("shows a wrong policy beside the other findings, and ends with code 2", async () => {
    program.writePolicy({ margin: "much" });
    const { exitCode, document } = await program.json<Diagnosis>("doctor");
    expect(exitCode).toBe(2);
    expect(document.findings.find((each) => each.check === "Policy")?.message).toContain("margin: expected number");
  });

  it("knows a home that can be made, and one that cannot", async () => {
    program.environment.MODELVANE_HOME = join(program.home, "a", "b");
    expect(await finding("Folders writable")).toMatchObject({ status: "ok" });
    program.environment.MODELVANE_HOME = join(program.home, "config", "file");
    writeFileSync(join(program.home, "config", "file"), "");
    expect(await finding("Folders writable")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("is no folder"),
    });
  });

  it("doubts a licence that it does not know", async () => {
    program.writePolicy({ allowedLicences: ["permisive", "mit"] });
    expect(await finding("Policy")).toMatchObject({
      status: "warning",
      message: expect.stringContaining('"permisive"'),
    });
  });

  it("sets nothing aside by looking", async () => {
    await program.run("update");
    writeFileSync(join(program.home, "history", "updates.json"), "{ torn");
    await program.run("doctor");
    expect(program.readText("history", "updates.json")).toBe("{ torn");
  });

  it("leaves a corrupt configuration as it is, and reports it", async () => {
    await program.run("update");
    writeFileSync(join(program.home, "config", "models.json"), "{");
    expect(await finding("Configuration not updated")).toMatchObject({ status: "problem" });
    expect(program.readText("config", "models.json")).toBe("{");
  });
});

describe("wrong usage", () => {
  it.each<[string[], RegExp]>([
    [["updaet"], /unknown command.*update/s],
    [["update", "--dry"], /unknown option/],
    [["rank"], /required option.*--task/],
    [["rank", "--task", "fill-mask", "--limit", "-3"], /--limit takes a whole number/],
    [["rollback", "--to", "yesterday"], /--to takes a whole number/],
    [["apply"], /missing required argument/],
  ])("%j ends with code 2 and says what was wrong", async (words, sentence) => {
    const { exitCode, errorOutput } = await program.run(...words);
    expect(errorOutput).toMatch(sentence);
    expect(exitCode).toBe(2);
  });

  it("of the settings ends with code 2 and names the variable", async () => {
    program.environment.HF_ENDPOINT = "huggingface";
    expect(await program.run("status")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringMatching(/^HF_ENDPOINT must be/),
    });
  });

  it("prints a document with --json, whatever was wrong", async () => {
    for (const words of [["rank"], ["update", "--nope"], ["nonsense"]]) {
      const { exitCode, document } = await program.json<{ outcome: string; errors: string[] }>(...words);
      expect({ exitCode, outcome: document.outcome }).toEqual({ exitCode: 2, outcome: "failed" });
      expect(document.errors.join()).toMatch(/required option|unknown/);
    }
  });

  it("of the settings never shows what a variable holds", async () => {
    const secret = "123456:SECRETSECRET";
    for (const name of ["HF_ENDPOINT", "ADMIN_IDS", "HTTP_PORT", "LOG_LEVEL", "DATABASE_URL"]) {
      const { exitCode, errorOutput } = await createOutput({ [name]: secret });
      expect(exitCode).toBe(2);
      expect(errorOutput).toContain(name);
      expect(errorOutput).not.toContain("SECRET");
    }
    const address = await createOutput({ HF_ENDPOINT: "https://user:SECRET@hub.example.org" });
    expect(address).toMatchObject({ exitCode: 2, errorOutput: expect.stringContaining("must not hold a user name") });
    expect(address.errorOutput).not.toContain("SECRET");
  });

  async function createOutput(environment: Record<string, string>) {
    const before = { ...program.environment };
    Object.assign(program.environment, environment);
    const result = await program.run("status");
    for (const name of Object.keys(environment)) delete program.environment[name];
    Object.assign(program.environment, before);
    return result;
  }

  it("is answered by help where help is asked for", async () => {
    for (const words of [["--help"], ["update", "--help"], ["rollback", "--help"]]) {
      const { exitCode, output } = await program.run(...words);
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^Usage: modelvane/);
    }
  });
});
