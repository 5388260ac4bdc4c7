import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../src/domain/errors.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { Plan } from "../../src/domain/plan.ts";
import { createPlanStore } from "../../src/history/plans.ts";
import { createNoticeStore } from "../../src/notices/notice-store.ts";
import { createNotices, type Notices } from "../../src/notices/notices.ts";
import type { Status } from "../../src/operations/status.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { acquireLock } from "../../src/shared/process-lock.ts";
import { policyWith, testNow } from "../support/candidates.ts";
import { exampleEntry } from "../support/configuration-setup.ts";
import { createFakeClock, type FakeClock } from "../support/fake-clock.ts";
import { choiceOf, entryOf, planFor, rankingWith } from "../support/plans.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

const hourMs = 3_600_000;
let home: string;
let remove: () => void;
let clock: FakeClock;
let entries: HistoryEntry[];
let dailyDigest: boolean;
let isPaused: boolean;

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
  clock = createFakeClock(testNow);
  entries = [];
  dailyDigest = false;
  isPaused = false;
});
afterEach(() => remove());

const status = { running: true, revision: 7 } as Status;
const planStore = () => createPlanStore({ home, fileSystem: nodeFileSystem, clock });

/** Opened anew each time, so that what counts is what was kept. */
function open(): Notices {
  return createNotices({
    clock,
    store: createNoticeStore({ home, fileSystem: nodeFileSystem, clock }),
    plans: planStore(),
    policy: { read: async () => policyWith({ telegram: { dailyDigest } }) },
    history: { list: async () => entries, append: async () => {}, has: async () => false },
    schedule: { read: async () => ({ isPaused, handledUntil: {} }) },
    status: async () => status,
  });
}

function resultOf(outcome: UpdateResult["outcome"], planHash: string | null = null): UpdateResult {
  const revisions = { revision: 7, previousRevision: 7 };
  return { outcome, ...revisions, planHash, tasks: [], sources: [], errors: [], durationMs: 1 };
}

function entryAt(hoursAgo: number, facts: Partial<HistoryEntry> = {}): HistoryEntry {
  return { ...exampleEntry(), at: new Date(clock.now() - hoursAgo * hourMs).toISOString(), ...facts };
}

const failure = { success: false, outcome: "failed" as const, errors: ["The Hub is down."] };

/** A plan that waits for a person: this model, with this score, instead of the present one. */
async function storedPlan(model: string, score: number): Promise<Plan> {
  const entry = entryOf(choiceOf("maker/present"));
  const plan = planFor({ entry, ranking: rankingWith([{ model, score }]), now: clock.now() });
  await planStore().save(plan);
  return plan;
}

describe("after a scheduled run", () => {
  it.each(["applied", "planned", "failed"] as const)("people are told of one that is %s", async (outcome) => {
    const result = resultOf(outcome);
    expect(await open().afterRun(result, "schedule")).toEqual({ kind: outcome, result, trigger: "schedule" });
  });

  it("people are told why one could not begin, but not where another run is under way instead", async () => {
    const notice = await open().afterFault(new UsageError("The policy is not valid."), "schedule");
    expect(notice).toMatchObject({
      kind: "failed",
      trigger: "schedule",
      result: { outcome: "failed", errors: ["The policy is not valid."] },
    });
    const path = join(home, "run.lock");
    const lock = await acquireLock({ path, purpose: "update", clock });
    const held = await acquireLock({ path, purpose: "update", clock }).catch((error: unknown) => error);
    await lock.release();
    expect(await open().afterFault(held, "schedule")).toBeNull();
  });

  it("nobody is told of one that changes nothing", async () => {
    expect(await open().afterRun(resultOf("unchanged"), "schedule")).toBeNull();
  });

  it("the same proposal is not told again for a day after somebody has put it off, whatever its scores", async () => {
    const first = await storedPlan("maker/better", 90);
    expect(await open().snooze(first.hash, "telegram:1")).toEqual({ until: "2026-11-22T03:00:00.000Z" });
    clock.advance(23 * hourMs);
    const again = await storedPlan("maker/better", 91.5);
    expect(again.hash).not.toBe(first.hash);
    expect(await open().afterRun(resultOf("planned", again.hash), "schedule")).toBeNull();
    expect(await open().afterRun(resultOf("failed", again.hash), "schedule")).toMatchObject({ kind: "failed" });
    clock.advance(hourMs);
    expect(await open().afterRun(resultOf("planned", again.hash), "schedule")).toMatchObject({ kind: "planned" });
  });

  it("another proposal is told although one was put off", async () => {
    await open().snooze((await storedPlan("maker/better", 90)).hash, "telegram:1");
    const other = await storedPlan("maker/best", 95);
    expect(await open().afterRun(resultOf("planned", other.hash), "schedule")).toMatchObject({ kind: "planned" });
  });

  it("what is not stored cannot be put off", async () => {
    await expect(open().snooze("nope", "telegram:1")).rejects.toThrow("There is no stored plan nope any more");
  });
});

describe("the silence", () => {
  it("is told once when 72 hours have passed without a success, and again each day while it lasts", async () => {
    entries = [entryAt(0)];
    const told: number[] = [];
    for (let hour = 1; hour <= 125; hour += 1) {
      clock.advance(hourMs);
      if (await open().checkSilence()) told.push(hour);
    }
    expect(told).toEqual([72, 96, 120]);
  });

  it("says since when, how long, why, and whether the schedule is paused", async () => {
    isPaused = true;
    entries = [entryAt(1, failure), entryAt(80, { kind: "apply" })];
    expect(await open().checkSilence()).toEqual({
      kind: "silence",
      since: entries[1]?.at,
      hours: 80,
      isPaused: true,
      lastError: "The Hub is down.",
    });
  });

  it("ends with a success, and the next one is told anew", async () => {
    entries = [entryAt(80)];
    expect(await open().checkSilence()).not.toBeNull();
    entries = [entryAt(0), ...entries];
    expect(await open().checkSilence()).toBeNull();
    clock.advance(72 * hourMs);
    expect(await open().checkSilence()).not.toBeNull();
  });

  it("counts from the first look where no update ever has succeeded", async () => {
    entries = [entryAt(100, failure)];
    expect(await open().checkSilence()).toBeNull();
    clock.advance(71 * hourMs);
    expect(await open().checkSilence()).toBeNull();
    clock.advance(hourMs);
    expect(await open().checkSilence()).toMatchObject({ since: null, hours: 72, lastError: "The Hub is down." });
  });

  it("still knows the last success when the history has forgotten it", async () => {
    entries = [entryAt(1)];
    const since = entries[0]?.at;
    await open().checkSilence();
    entries = [entryAt(0, failure)];
    clock.advance(71 * hourMs);
    expect(await open().checkSilence()).toMatchObject({ since, hours: 72 });
  });
});

describe("the digest", () => {
  it("is only made where the policy wants it", async () => {
    expect(await open().digest()).toBeNull();
  });

  it("holds how things stand, and the entries of the last day", async () => {
    dailyDigest = true;
    entries = [entryAt(1), entryAt(23.9), entryAt(24)];
    expect(await open().digest()).toEqual({ kind: "digest", status, updates: entries.slice(0, 2) });
  });
});
