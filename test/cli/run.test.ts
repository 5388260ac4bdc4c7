import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { Status } from "../../src/operations/status.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram();
});

afterEach(() => program.remove());

const updates = async () =>
  (await program.json<{ entries: HistoryEntry[] }>("history")).document.entries.filter(
    (entry) => entry.kind === "update",
  );
const dayMs = 24 * 3_600_000;

/** Starts the service and waits until it says that it runs. */
async function startService() {
  const service = program.start("run");
  await expect.poll(service.soFar).toContain("Modelvane is running");
  return service;
}

async function stopService(service: { ended: Promise<{ exitCode: number }>; stop(): void }): Promise<void> {
  service.stop();
  expect((await service.ended).exitCode).toBe(0);
}

describe("the service", () => {
  it("says in one line that it runs without Telegram, and stops cleanly", async () => {
    await program.run("update", "--json");
    const service = await startService();
    expect(service.soFar()).toContain("BOT_TOKEN is not set: running without Telegram.\n");
    expect((await program.json<Status>("status")).document.running).toBe(true);
    await stopService(service);
    expect((await program.json<Status>("status")).document.running).toBe(false);
    expect(program.timetable.rules()).toEqual([]);
  });

  it("says that a database which is named is not used yet", async () => {
    program.environment.DATABASE_URL = "postgres://user:topsecret@host/modelvane";
    const service = await startService();
    expect(service.soFar()).toContain("DATABASE_URL is not used by this version");
    expect(service.soFar()).not.toContain("topsecret");
    await stopService(service);
  });

  it("updates at once where there is no configuration yet", async () => {
    const service = await startService();
    await expect.poll(updates).toMatchObject([{ outcome: "applied", trigger: "start" }]);
    await stopService(service);
  });

  it("updates at once where only a question has put the built-in choices there", async () => {
    await program.run("ask", "Hello");
    expect(program.configuration().tasks.conversational?.primary.origin).toBe("seed");
    const service = await startService();
    await expect.poll(() => program.configuration().tasks.conversational?.primary.origin).toBe("update");
    await stopService(service);
  });

  it("runs nothing at start where there is a configuration", async () => {
    await program.run("update", "--json");
    const service = await startService();
    await stopService(service);
    expect(await updates()).toHaveLength(1);
  });

  it("runs at start where the policy says so", async () => {
    await program.run("update", "--json");
    program.writePolicy({ schedule: { runOnStart: true } });
    const service = await startService();
    await expect.poll(async () => (await updates()).length).toBe(2);
    await stopService(service);
  });

  it("catches a missed run up once, however many were missed", async () => {
    await program.run("update", "--json");
    program.clock.advance(5 * dayMs);
    const service = await startService();
    await expect.poll(async () => (await updates()).length).toBe(2);
    await stopService(service);
    const again = await startService();
    await stopService(again);
    expect(await updates()).toHaveLength(2);
  });

  it("catches up what only an update of one task, or a failed one, came before", async () => {
    await program.run("update", "--json");
    program.clock.advance(dayMs);
    await program.run("update", "--task", "fill-mask");
    program.world.hub.fail({ kind: "status", status: 500 });
    await program.run("update", "--json");
    program.world.hub.heal();
    const service = await startService();
    await expect.poll(async () => (await updates()).length).toBe(4);
    await stopService(service);
    expect((await updates())[0]).toMatchObject({ trigger: "start", success: true });
  });

  it("makes up for an update that a stop cut off", async () => {
    await program.run("update", "--json");
    program.clock.advance(dayMs);
    program.world.hub.fail({ kind: "silence" });
    const sent = program.world.hub.requests.length;
    const service = await startService();
    await expect.poll(() => program.world.hub.requests.length).toBeGreaterThan(sent);
    await stopService(service);
    program.world.hub.heal();
    const again = await startService();
    await expect.poll(async () => (await updates())[0]).toMatchObject({ trigger: "start", outcome: "unchanged" });
    await stopService(again);
  });

  it("notices a missed run after a first start that had nothing to do", async () => {
    await program.run("update", "--json");
    rmSync(join(program.home, "history", "schedule.json"));
    rmSync(join(program.home, "history", "backups", "schedule.json"), { force: true });
    await stopService(await startService());
    program.clock.advance(dayMs);
    const service = await startService();
    await expect.poll(async () => (await updates()).length).toBe(2);
    await stopService(service);
  });

  it("runs once: a second one says who runs", async () => {
    await program.run("update", "--json");
    const service = await startService();
    expect(await program.run("run")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringMatching(/Another service is running \(process \d+/),
    });
    expect((await program.json<Status>("status")).document.running).toBe(true);
    await stopService(service);
  });

  it("puts a damaged configuration back before it updates", async () => {
    await program.run("update", "--json");
    const service = await startService();
    const good = program.readText("config", "models.json");
    writeFileSync(join(program.home, "config", "models.json"), "{ torn");
    program.timetable.ring();
    await expect.poll(async () => (await updates()).length).toBe(2);
    await stopService(service);
    expect(program.readText("config", "models.json")).toBe(good);
    expect(service.soFar()).toContain("set aside");
  });

  it("brings schemas of an older version up to date", async () => {
    await program.run("update", "--json");
    writeFileSync(join(program.home, "config", "policy.schema.json"), "{}");
    await stopService(await startService());
    expect(program.readText("config", "policy.schema.json")).toContain("minimumScore");
  });

  it("updates when its time has come, and never twice at once", async () => {
    await program.run("update", "--json");
    const service = await startService();
    expect(program.timetable.rules()[0]).toEqual({ expression: "0 3 * * *", timeZone: "UTC" });
    program.timetable.ring();
    program.timetable.ring();
    await expect
      .poll(async () => (await updates()).map((entry) => entry.trigger))
      .toEqual(["schedule", "command line"]);
    await stopService(service);
    expect(service.soFar()).toContain("the one before is still going on");
    expect(await updates()).toHaveLength(2);
  });

  it("passes its time over while paused, across restarts, and does not make up for it", async () => {
    await program.run("update", "--json");
    await program.run("pause");
    let service = await startPausedService();
    program.timetable.ring();
    await expect.poll(service.soFar).toContain("the schedule is paused");
    await stopService(service);
    program.clock.advance(dayMs);
    service = await startPausedService();
    await stopService(service);
    await program.run("resume");
    service = await startService();
    await stopService(service);
    expect(await updates()).toHaveLength(1);
  });

  it("takes a changed schedule over without a restart", async () => {
    await program.run("update", "--json");
    const service = await startService();
    program.writePolicy({ schedule: { update: "15 */2 * * *" } });
    program.timetable.tick();
    const updateRule = { expression: "15 */2 * * *", timeZone: "UTC" };
    await expect.poll(program.timetable.rules).toContainEqual(updateRule);
    program.writePolicy({ schedule: { update: "whenever" } });
    program.timetable.tick();
    await expect.poll(service.soFar).toContain("The schedule stays as it was");
    expect(program.timetable.rules()).toContainEqual(updateRule);
    await stopService(service);
  });

  it("ends an update that is under way when it is stopped, and changes nothing by it", async () => {
    await program.run("update", "--json");
    const before = program.readText("config", "models.json");
    const service = await startService();
    program.world.hub.fail({ kind: "silence" });
    program.world.removeModel(String(program.configuration().tasks["fill-mask"]?.primary.model));
    const sent = program.world.hub.requests.length;
    program.timetable.ring();
    await expect.poll(() => program.world.hub.requests.length).toBeGreaterThan(sent);
    await stopService(service);
    expect(program.readText("config", "models.json")).toBe(before);
    expect((await updates())[0]).toMatchObject({ outcome: "failed", errors: [expect.stringContaining("cancelled")] });
  });

  it("refuses a wrong policy at its start with code 2", async () => {
    program.writePolicy({ schedule: { update: "never" } });
    expect(await program.run("run")).toMatchObject({
      exitCode: 2,
      errorOutput: expect.stringContaining("schedule.update"),
    });
  });

  it("writes no secret into its log", async () => {
    program.environment.HF_TOKEN = "hf_topsecrettopsecret";
    program.environment.LOG_LEVEL = "trace";
    program.world.hub.fail({ kind: "status", status: 401, body: { error: "bad token hf_topsecrettopsecret" } });
    const service = await startService();
    await expect.poll(updates).toHaveLength(1);
    await stopService(service);
    expect(service.soFar()).not.toContain("topsecret");
    const everything = `${program.readText("history", "updates.json")}${(await program.run("history")).output}`;
    expect(everything).not.toContain("topsecret");
  });
});

/** Like `startService`, for a schedule that is paused. */
async function startPausedService() {
  const service = program.start("run");
  await expect.poll(service.soFar).toContain("The schedule is paused.");
  return service;
}
