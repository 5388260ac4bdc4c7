import { afterEach, beforeEach, expect, it } from "vitest";
import { createCleanupJob } from "../../src/scheduler/cleanup-job.ts";
import type { StatsReport } from "../../src/store/store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

const dayMs = 86_400_000;

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
  await program.run("update", "--json");
});

afterEach(() => program.remove());

it("hands on that the service stops, and tells how many calls it has removed until then", async () => {
  const told: string[] = [];
  const { signal } = new AbortController();
  const job = createCleanupJob({
    readSchedule: async () => ({ expression: "15 4 * * *", timeZone: "UTC", retentionDays: 10 }),
    purge: async (olderThan, stopping) => {
      told.push(`${olderThan === program.clock.now() - 10 * dayMs} ${stopping === signal}`);
      return 3;
    },
    clock: program.clock,
    logger: { info: (message) => void told.push(message) },
  });
  await job.run("schedule", signal);
  expect(told).toEqual(["true true", "Calls of more than 10 days ago were removed: 3."]);
});

const callsKept = async () => (await program.json<StatsReport>("stats", "--days", "90")).document.total;

it("removes at its time, while paused too, what calls took longer ago than the policy wants it kept", async () => {
  program.writePolicy({ retentionDays: 10, schedule: { cleanup: "15 4 * * *" } });
  await program.run("pause");
  await program.run("ask", "Hello");
  program.clock.advance(6 * dayMs);
  await program.run("ask", "Hello again");
  program.clock.advance(5 * dayMs);
  expect(await callsKept()).toBe(2);
  const service = program.start("run");
  await expect.poll(service.soFar).toContain("The schedule is paused.");
  expect(program.timetable.rules()).toContainEqual({ expression: "15 4 * * *", timeZone: "UTC" });
  program.timetable.ring();
  await expect.poll(service.soFar).toContain("Calls of more than 10 days ago were removed: 1.");
  service.stop();
  await service.ended;
  expect(await callsKept()).toBe(1);
});
