import { afterEach, beforeEach, expect, it } from "vitest";
import type { StatsReport } from "../../src/store/store.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

const dayMs = 86_400_000;

let program: TestProgram;

beforeEach(async () => {
  program = await createTestProgram({ environment: { HF_TOKEN: "hf_demo" } });
  await program.run("update");
});

afterEach(() => program.remove());

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
