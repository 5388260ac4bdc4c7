import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram } from "../../demo/world/telegram/telegram.ts";
import type { Diagnosis } from "../../src/operations/doctor.ts";
import type { Status } from "../../src/operations/status.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { runStatement } from "../support/store-tables.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

describe("doctor", () => {
  const finding = async (check: string) => {
    const { document } = await program.json<Diagnosis>("doctor");
    return document.findings.find((each) => each.check === check);
  };

  it("finds nothing in the way after an update", async () => {
    // Where Ollama is, the world says: then it is missed where it does not run.
    program.writePolicy({ providers: { huggingface: {}, ollama: { enabled: false } } });
    await program.run("update", "--json");
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

  it("knows whose bot token it is, and that a wrong one is wrong, without showing it", async () => {
    const telegram = await startTelegram();
    try {
      Object.assign(program.environment, {
        ADMIN_IDS: "1",
        BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.url,
      });
      const shown = async () =>
        (await program.json<Diagnosis>("doctor")).document.findings.find((each) =>
          each.message.includes("Telegram at"),
        );
      expect(await shown()).toMatchObject({
        status: "ok",
        message: expect.stringMatching(/BOT_TOKEN belongs to @\w+/),
      });
      program.environment.BOT_TOKEN = "123456:wrong-wrong-wrong";
      const wrong = await shown();
      expect(wrong).toMatchObject({ status: "problem", message: expect.stringContaining("anew from @BotFather") });
      expect(wrong?.message).not.toContain("wrong-wrong");
    } finally {
      await telegram.stop();
    }
  });

  it("sees that the last update found no models", async () => {
    program.world.hub.fail({ kind: "status", status: 500 });
    await program.run("update", "--json");
    expect(await finding("No models discovered")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("500"),
    });
  });

  describe("of the database", () => {
    const database = () => join(program.home, "history", "modelvane.db");

    it("finds none before anything is noted, and a sound one after", async () => {
      expect(await finding("Database")).toMatchObject({
        status: "ok",
        message: expect.stringContaining("no history/"),
      });
      expect(existsSync(database())).toBe(false);
      await program.run("update", "--json");
      expect(await finding("Database")).toMatchObject({
        status: "ok",
        message: "history/modelvane.db can be read and written.",
      });
    });

    it("sees a folder in its place", async () => {
      mkdirSync(database(), { recursive: true });
      expect(await finding("Database")).toMatchObject({
        status: "problem",
        message: expect.stringContaining("something else stands in its place"),
        remedy: expect.any(String),
      });
    });

    it("sees that another program has made it", async () => {
      runStatement(database(), "create table customers (name text)");
      expect(await finding("Database")).toMatchObject({
        status: "problem",
        message: expect.stringMatching(/another program has made it.*\(it has the tables customers\)/),
      });
    });

    it("sees damage and sets nothing aside", async () => {
      const damage = "no database, but long enough to be read as the header of one. ".repeat(40);
      writeFileSync(database(), damage);
      expect(await finding("Database")).toMatchObject({
        status: "warning",
        message: expect.stringContaining("is damaged"),
      });
      expect(program.readText("history", "modelvane.db")).toBe(damage);
    });
  });

  it("sees that nothing reaches the minimum", async () => {
    program.writePolicy({ minimumScore: 100 });
    await program.run("update", "--json");
    expect(await finding("Low scores")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("100 points"),
    });
  });

  it("sees that the configuration has not been updated for three days", async () => {
    await program.run("update", "--json");
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

  it.each([
    [{ prefer: ["lokal"] }, 'The policy prefers "lokal", which there is not.'],
    [{ providers: { mine: { kind: "openai" } } }, 'a provider of the kind "openai", which this version does not know'],
    [{ providers: {} }, "The policy declares no provider that can be asked for models."],
  ])("finds what a valid policy says of providers, and there is not: %j", async (policy, sentence) => {
    program.writePolicy(policy);
    expect(await finding("Policy")).toMatchObject({ status: "problem", message: expect.stringContaining(sentence) });
  });

  it("doubts a licence that it does not know", async () => {
    program.writePolicy({ allowedLicences: ["permisive", "mit"] });
    expect(await finding("Policy")).toMatchObject({
      status: "warning",
      message: expect.stringContaining('"permisive"'),
    });
  });

  it("sets nothing aside by looking", async () => {
    await program.run("update", "--json");
    writeFileSync(join(program.home, "history", "updates.json"), "{ torn");
    await program.run("doctor");
    expect(program.readText("history", "updates.json")).toBe("{ torn");
  });

  it("leaves a corrupt configuration as it is, and reports it", async () => {
    await program.run("update", "--json");
    writeFileSync(join(program.home, "config", "models.json"), "{");
    expect(await finding("Configuration not updated")).toMatchObject({ status: "problem" });
    expect(program.readText("config", "models.json")).toBe("{");
  });
});
