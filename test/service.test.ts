import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Notice } from "../src/notices/notice.ts";
import type { Notices } from "../src/notices/notices.ts";
import { createPolicyReader } from "../src/policy-file.ts";
import { createHeartbeatStore } from "../src/scheduler/heartbeat.ts";
import { createScheduleStore } from "../src/scheduler/schedule-state.ts";
import { runService } from "../src/service.ts";
import { parseSettings } from "../src/settings.ts";
import { messageOf } from "../src/shared/file-fault.ts";
import { nodeFileSystem } from "../src/shared/file-system.ts";
import { acquireLock } from "../src/shared/process-lock.ts";
import type { Surface } from "../src/surface.ts";
import { type OpenedApp, openApp, requestOf } from "./support/open-app.ts";
import { createTestProgram, type TestProgram } from "./support/program.ts";

let program: TestProgram;
let opened: OpenedApp;
let stopping: AbortController;
let lines: string[];
let warnings: string[];
let events: string[];
let announced: Notice[];
let told: Notice[];
let untold: Notice[];
let lookups: number[];
let digestNotice: Notice | null;
let silenceNotice: Notice | null;
let watchNotice: Notice | null;

beforeEach(async () => {
  program = await createTestProgram();
  opened = await openApp(program);
  await opened.app.update(requestOf());
  stopping = new AbortController();
  [lines, warnings, events, announced] = [[], [], [], []];
  [told, untold, lookups] = [[], [], []];
  digestNotice = null;
  silenceNotice = null;
  watchNotice = null;
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

const silence: Notice = { kind: "silence", since: null, hours: 72, isPaused: false, lastError: null };
const listening = (announce: NonNullable<Surface["announce"]>): Surface => ({
  start: async () => ["Listening."],
  stop: async () => void events.push("stopped"),
  announce,
});
const collector = (isReached = true) =>
  listening(async (notice) => {
    announced.push(notice);
    return isReached;
  });

function start(surfaces: readonly Surface[]): Promise<void> {
  const { home, clock, timetable, environment } = program;
  const documents = { home, clock, fileSystem: nodeFileSystem };
  const notices: Notices = {
    afterRun: async (result, trigger) => ({ kind: "applied", result, trigger, at: "" }),
    untoldRuns: async ({ endedBy }) => {
      lookups.push(endedBy);
      return untold;
    },
    told: async (notice) => void told.push(notice),
    afterFault: async (error, trigger) => ({ ...silence, lastError: `${trigger}: ${messageOf(error)}` }),
    checkSilence: async () => silenceNotice,
    checkWaiting: async () => null,
    checkWatch: async () => watchNotice,
    digest: async () => digestNotice,
    snooze: async () => ({ until: "" }),
  };
  const path = join(home, "history", "service.lock");
  return runService(
    {
      app: opened.app,
      settings: parseSettings(environment),
      policy: createPolicyReader(home),
      schedule: createScheduleStore(documents),
      heartbeat: createHeartbeatStore(documents),
      lockService: () => acquireLock({ path, purpose: "service", clock }),
      logger: { info: (message) => void events.push(message), warn: (message) => void warnings.push(message) },
      timetable,
      clock,
      notices,
      purge: async () => 0,
      surfaces,
    },
    { signal: stopping.signal, tell: (line) => void lines.push(line) },
  );
}

/** The rules of the watch's jobs. */
const looks = (timeZone: string) => [
  { expression: "*/30 * * * *", timeZone },
  { expression: "0 */6 * * *", timeZone },
  { expression: "0 4 * * *", timeZone },
  { expression: "* * * * *", timeZone: "UTC" },
];

const isRunning = () => expect.poll(() => lines.join()).toContain("Modelvane is running");

describe("the surfaces of the service", () => {
  it("are started, tell their lines, and are stopped, the last first, before the service ends", async () => {
    const surface = (name: string): Surface => ({
      async start(signal) {
        events.push(`start ${name} ${signal.aborted}`);
        return [`${name} serves.`];
      },
      stop: async () => void events.push(`stop ${name}`),
    });
    const running = start([surface("one"), surface("two")]);
    await isRunning();
    expect(lines.slice(0, 3)).toEqual([
      "BOT_TOKEN is not set: running without Telegram.",
      "one serves.",
      "two serves.",
    ]);
    stopping.abort();
    await running;
    expect(events).toEqual(["start one false", "start two false", "stop two", "stop one"]);
  });

  it("end the service with their sentence where one cannot start, and nothing is left running", async () => {
    const broken = { ...collector(), start: async () => Promise.reject(new Error("The port is taken.")) };
    await expect(start([collector(), broken])).rejects.toThrow("The port is taken.");
    expect(events).toEqual(["stopped", "stopped"]);
    expect(program.timetable.rules()).toEqual([]);
    expect((await opened.app.status()).running).toBe(false);
  });

  it("that do not stop well are a warning, and the others are stopped", async () => {
    const broken = { ...collector(), stop: async () => Promise.reject(new Error("It hangs.")) };
    const running = start([collector(), broken]);
    await isRunning();
    stopping.abort();
    await running;
    expect(warnings).toEqual(["A surface did not stop well: It hangs."]);
    expect(events).toEqual(["stopped"]);
  });
});

describe("what the service tells", () => {
  it("is what a scheduled update has done, by every surface that has somebody to tell", async () => {
    const running = start([collector(), { start: async () => [], stop: async () => {} }, collector()]);
    await isRunning();
    program.timetable.ring();
    await expect.poll(() => announced.length).toBe(2);
    expect(announced[0]).toMatchObject({ kind: "applied", trigger: "schedule", result: { outcome: "unchanged" } });
    stopping.abort();
    await running;
  });

  it("is why a scheduled update could not even begin", async () => {
    const running = start([collector()]);
    await isRunning();
    program.writePolicy({ margin: "much" });
    program.timetable.ring();
    await expect.poll(() => announced).toMatchObject([{ lastError: expect.stringMatching(/^schedule: .*margin/s) }]);
    stopping.abort();
    await running;
  });

  it("is a warning where it cannot be told, and the update is none the worse", async () => {
    const running = start([listening(async () => Promise.reject(new Error("Chat not found."))), collector()]);
    await isRunning();
    program.timetable.ring();
    await expect.poll(() => events.join()).toContain("The update ended: unchanged.");
    expect(warnings).toEqual(["People could not be told: Chat not found."]);
    expect(announced).toHaveLength(1);
    stopping.abort();
    await running;
  });

  it("is the silence, every hour, and the day's digest at its time, both while paused too", async () => {
    await opened.app.pause();
    program.writePolicy({ schedule: { digest: "30 7 * * *", timeZone: "Europe/Lisbon" } });
    silenceNotice = silence;
    digestNotice = { kind: "digest", status: await opened.app.status(), updates: [] };
    const running = start([collector()]);
    await expect.poll(() => lines.join()).toContain("The schedule is paused.");
    expect(program.timetable.rules()).toEqual([
      { expression: "0 3 * * *", timeZone: "Europe/Lisbon" },
      { expression: "30 4 * * *", timeZone: "Europe/Lisbon" },
      ...looks("Europe/Lisbon"),
      { expression: "30 7 * * *", timeZone: "Europe/Lisbon" },
      { expression: "0 * * * *", timeZone: "UTC" },
    ]);
    program.timetable.ring();
    await expect.poll(() => announced.map(({ kind }) => kind).sort()).toEqual(["digest", "silence"]);
    stopping.abort();
    await running;
  });

  it("counts as told only where somebody was reached", async () => {
    silenceNotice = silence;
    const unheard = start([collector(false)]);
    await isRunning();
    program.timetable.ring();
    await expect.poll(() => announced.map(({ kind }) => kind).sort()).toEqual(["applied", "silence"]);
    stopping.abort();
    await unheard;
    expect(told).toEqual([]);
    stopping = new AbortController();
    [lines, announced] = [[], []];
    const heard = start([collector(false), collector(true)]);
    await isRunning();
    program.timetable.ring();
    await expect.poll(() => told.map(({ kind }) => kind).sort()).toEqual(["applied", "silence"]);
    stopping.abort();
    await heard;
  });

  it("is what an earlier process could not tell, at the start, and every hour what nobody could be told", async () => {
    const startedAt = program.clock.now();
    untold = [silence, silence];
    const running = start([collector()]);
    await isRunning();
    await expect.poll(() => told).toEqual([silence, silence]);
    expect(lookups).toEqual([startedAt]);
    program.clock.advance(3_600_000);
    program.timetable.ring();
    await expect.poll(() => told).toHaveLength(5);
    expect(lookups).toEqual([startedAt, startedAt + 1_800_000]);
    stopping.abort();
    await running;
  });

  it("waits for the surfaces to have started: a time that was missed is told then", async () => {
    const first = start([collector()]);
    await isRunning();
    stopping.abort();
    await first;
    program.clock.advance(2 * 3_600_000);
    stopping = new AbortController();
    [lines, silenceNotice] = [[], silence];
    const opening = Promise.withResolvers<string[]>();
    const running = start([{ ...collector(), start: () => opening.promise }]);
    await expect.poll(() => events.join()).toContain("a run of the silence check was missed");
    expect(announced).toEqual([]);
    opening.resolve([]);
    await expect.poll(() => announced).toEqual([silence]);
    stopping.abort();
    await running;
  });

  it("is nothing where nobody listens: then only updates, the cleanup and the looks are scheduled", async () => {
    const running = start([{ start: async () => [], stop: async () => {} }]);
    await isRunning();
    expect(program.timetable.rules()).toEqual([
      { expression: "0 3 * * *", timeZone: "UTC" },
      { expression: "30 4 * * *", timeZone: "UTC" },
      ...looks("UTC"),
    ]);
    stopping.abort();
    await running;
  });
});

describe("the watch of the service", () => {
  it("looks at what is configured at its times, and tells what there is to tell", async () => {
    watchNotice = { kind: "watch", events: [] };
    const running = start([collector()]);
    await isRunning();
    program.timetable.ring("*/30 * * * *");
    await expect.poll(async () => (await opened.app.watch()).routes[0]?.checkedAt).not.toBeNull();
    await expect.poll(() => announced).toContainEqual(watchNotice);
    stopping.abort();
    await running;
  });

  it("goes on looking while changes are paused", async () => {
    await opened.app.pause();
    const running = start([collector()]);
    await expect.poll(() => lines.join()).toContain("The schedule is paused.");
    program.timetable.ring("*/30 * * * *");
    await expect.poll(async () => (await opened.app.watch()).routes[0]?.checkedAt).not.toBeNull();
    stopping.abort();
    await running;
  });

  it("looks at nothing where it is turned off", async () => {
    program.writePolicy({ watching: { enabled: false } });
    const running = start([collector()]);
    await isRunning();
    const handled = () => JSON.parse(program.readText("history", "schedule.json")).handledUntil["availability check"];
    const before = handled();
    program.clock.advance(1_000);
    program.timetable.ring("*/30 * * * *");
    await expect.poll(handled).not.toBe(before);
    expect((await opened.app.watch()).routes[0]?.checkedAt ?? null).toBeNull();
    stopping.abort();
    await running;
  });
});
