import { unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createScheduleStore } from "../../src/scheduler/schedule-state.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let home: string;
let remove: () => void;
beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

const open = () => createScheduleStore({ home, fileSystem: nodeFileSystem, clock: createFakeClock() });
const file = () => join(home, "history", "schedule.json");

it("stays paused, and knows what is dealt with, where its file is torn or lost", async () => {
  await open().markHandled("update");
  await open().setPaused(true);
  const remembered = { isPaused: true, handledUntil: { update: "2026-11-21T03:00:00.000Z" } };
  writeFileSync(file(), '{ "isPaused": tr');
  expect(await open().read()).toEqual(remembered);
  unlinkSync(file());
  expect(await open().read()).toEqual(remembered);
});
