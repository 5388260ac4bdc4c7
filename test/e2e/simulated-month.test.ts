import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { taskNames } from "../../src/domain/task.ts";
import type { WatchReport } from "../../src/domain/watch.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { openStore } from "../../src/store/open-store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";
import { usageWith } from "../support/usage-record.ts";

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
});

afterEach(() => program.remove());

const hour = 3_600_000;
const callsADay = 200;

const handled = () => JSON.parse(program.readText("history", "schedule.json")).handledUntil as Record<string, string>;

/** Rings the bells of a job, and waits until it has done its work. */
async function ring(expression: string, job: string | null): Promise<void> {
  program.clock.advance(1_000);
  const before = job && handled()[job];
  program.timetable.ring(expression);
  if (job) await expect.poll(() => handled()[job], { interval: 5, timeout: 20_000 }).not.toBe(before);
}

/** What people ask in a day: now and then the model answers nothing. */
async function people(): Promise<void> {
  const { clock, home } = program;
  const logger = await createLogger({ level: "warn", format: "json", output: process.stderr, secrets: [] });
  const store = openStore({ path: join(home, "history", "modelvane.db"), hasThread: false, clock, logger });
  for (let call = 0; call < callsADay; call += 1) {
    const at = clock.now() - call * 1_000;
    store.record(usageWith({ at, request: `request-${at}`, outcome: call % 50 === 0 ? "broken" : "answered" }));
  }
  await store.close();
}

/** A day with a look of each kind in it; each third night an update. */
async function day(number: number): Promise<void> {
  program.clock.advance(24 * hour);
  await ring("*/30 * * * *", "availability check");
  await ring("* * * * *", null);
  await people();
  if (number % 3 === 0) await ring("0 3 * * *", "update");
  await ring("0 4 * * *", "drift check");
  await ring("30 4 * * *", "cleanup");
}

/** The size of the database, with all in it that its log still holds. */
function databaseSize(): number {
  const path = join(program.home, "history", "modelvane.db");
  const connection = new Database(path);
  connection.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
  return statSync(path).size;
}

const keptTasks: readonly string[] = ["conversational", "fill-mask"];

describe("a month of watching", () => {
  it("trims its histories, and the database does not grow without bound", async () => {
    const others = taskNames.filter((task) => !keptTasks.includes(task));
    program.writePolicy({
      retentionDays: 7,
      historyLimit: 5,
      revisionLimit: 5,
      verification: { enabled: false },
      tasks: Object.fromEntries(others.map((task) => [task, { enabled: false }])),
    });
    await program.run("update");
    const service = program.start("run");
    await expect.poll(() => service.soFar()).toContain("Modelvane is running");
    const sizes: number[] = [];
    for (let passed = 1; passed <= 30; passed += 1) {
      await day(passed);
      sizes.push(databaseSize());
    }
    service.stop();
    await service.ended;
    const [afterTen = 0, afterThirty = 0] = [sizes[9], sizes[29]];
    expect(afterThirty).toBeLessThan(1.2 * afterTen);
    const { document } = await program.json<WatchReport>("watch");
    expect(document.routes[0]).toMatchObject({ state: "up" });
    const { entries } = JSON.parse(program.readText("history", "updates.json"));
    expect(entries).toHaveLength(5);
    const revisions = readdirSync(join(program.home, "history", "backups")).filter((name) => /^\d/.test(name));
    expect(revisions.length).toBeLessThanOrEqual(5);
  }, 60_000);
});
