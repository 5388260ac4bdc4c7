import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../src/domain/errors.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { acquireLock } from "../../src/shared/process-lock.ts";
import { createNoticesStage, failure, hourMs, type NoticesStage, stagedStatus } from "../support/notices-stage.ts";

let stage: NoticesStage;

beforeEach(() => {
  stage = createNoticesStage();
});
afterEach(() => stage.remove());

function resultOf(outcome: UpdateResult["outcome"], planHash: string | null = null): UpdateResult {
  const revisions = { revision: 7, previousRevision: 7 };
  return { outcome, ...revisions, planHash, tasks: [], sources: [], errors: [], durationMs: 1 };
}

describe("after a scheduled run", () => {
  it.each(["applied", "planned", "failed"] as const)("people are told of one that is %s", async (outcome) => {
    const result = resultOf(outcome);
    expect(await stage.open().afterRun(result, "schedule")).toEqual({
      kind: outcome,
      result,
      trigger: "schedule",
      at: "2026-11-21T03:00:00.000Z",
    });
  });

  it("people are told why one could not begin, but not where another run is under way instead", async () => {
    const notice = await stage.open().afterFault(new UsageError("The policy is not valid."), "schedule");
    expect(notice).toMatchObject({
      kind: "failed",
      trigger: "schedule",
      result: { outcome: "failed", errors: ["The policy is not valid."] },
    });
    const path = join(stage.home, "run.lock");
    const lock = await acquireLock({ path, purpose: "update", clock: stage.clock });
    const held = await acquireLock({ path, purpose: "update", clock: stage.clock }).catch((error: unknown) => error);
    await lock.release();
    expect(await stage.open().afterFault(held, "schedule")).toBeNull();
  });

  it("nobody is told of one that changes nothing", async () => {
    expect(await stage.open().afterRun(resultOf("unchanged"), "schedule")).toBeNull();
  });

  it("the same proposal is not told again for a day after somebody has put it off, whatever its scores", async () => {
    const first = await stage.storedPlan("maker/better", 90);
    expect(await stage.open().snooze(first.hash, "telegram:1")).toEqual({ until: "2026-11-22T03:00:00.000Z" });
    stage.clock.advance(23 * hourMs);
    const again = await stage.storedPlan("maker/better", 91.5);
    expect(again.hash).not.toBe(first.hash);
    expect(await stage.open().afterRun(resultOf("planned", again.hash), "schedule")).toBeNull();
    expect(await stage.open().afterRun(resultOf("failed", again.hash), "schedule")).toMatchObject({ kind: "failed" });
    stage.clock.advance(hourMs);
    expect(await stage.open().afterRun(resultOf("planned", again.hash), "schedule")).toMatchObject({ kind: "planned" });
  });

  it("another proposal is told although one was put off", async () => {
    await stage.open().snooze((await stage.storedPlan("maker/better", 90)).hash, "telegram:1");
    const other = await stage.storedPlan("maker/best", 95);
    expect(await stage.open().afterRun(resultOf("planned", other.hash), "schedule")).toMatchObject({ kind: "planned" });
  });

  it("what is not stored cannot be put off", async () => {
    await expect(stage.open().snooze("nope", "telegram:1")).rejects.toThrow("There is no stored plan nope any more");
  });
});

describe("the silence", () => {
  it("is told once when 72 hours have passed without a success, and again each day while it lasts", async () => {
    stage.facts.entries = [stage.entryAt(0)];
    const told: number[] = [];
    for (let hour = 1; hour <= 125; hour += 1) {
      stage.clock.advance(hourMs);
      const notice = await stage.open().checkSilence();
      if (!notice) continue;
      told.push(hour);
      await stage.open().told(notice);
    }
    expect(told).toEqual([72, 96, 120]);
  });

  it("is found again until somebody was told", async () => {
    stage.facts.entries = [stage.entryAt(72)];
    for (let hour = 72; hour < 75; hour += 1) {
      expect(await stage.open().checkSilence()).toMatchObject({ kind: "silence", hours: hour });
      stage.clock.advance(hourMs);
    }
    const notice = await stage.open().checkSilence();
    if (notice) await stage.open().told(notice);
    stage.clock.advance(hourMs);
    expect(await stage.open().checkSilence()).toBeNull();
  });

  it("says since when, how long, why, and whether the schedule is paused", async () => {
    stage.facts.isPaused = true;
    stage.facts.entries = [stage.entryAt(1, failure), stage.entryAt(80, { kind: "apply" })];
    expect(await stage.open().checkSilence()).toEqual({
      kind: "silence",
      since: stage.facts.entries[1]?.at,
      hours: 80,
      isPaused: true,
      lastError: "The Hub is down.",
    });
  });

  it("ends with a success, and the next one is told anew", async () => {
    stage.facts.entries = [stage.entryAt(80)];
    const first = await stage.open().checkSilence();
    if (first) await stage.open().told(first);
    expect(first?.kind).toBe("silence");
    stage.facts.entries = [stage.entryAt(0), ...stage.facts.entries];
    expect(await stage.open().checkSilence()).toBeNull();
    stage.clock.advance(72 * hourMs);
    expect(await stage.open().checkSilence()).not.toBeNull();
  });

  it("counts from the first look where no update ever has succeeded", async () => {
    stage.facts.entries = [stage.entryAt(100, failure)];
    expect(await stage.open().checkSilence()).toBeNull();
    stage.clock.advance(71 * hourMs);
    expect(await stage.open().checkSilence()).toBeNull();
    stage.clock.advance(hourMs);
    expect(await stage.open().checkSilence()).toMatchObject({ since: null, hours: 72, lastError: "The Hub is down." });
  });

  it("still knows the last success when the history has forgotten it", async () => {
    stage.facts.entries = [stage.entryAt(1)];
    const since = stage.facts.entries[0]?.at;
    await stage.open().checkSilence();
    stage.facts.entries = [stage.entryAt(0, failure)];
    stage.clock.advance(71 * hourMs);
    expect(await stage.open().checkSilence()).toMatchObject({ since, hours: 72 });
  });
});

describe("the digest", () => {
  it("is only made where the policy wants it", async () => {
    expect(await stage.open().digest()).toBeNull();
  });

  it("holds how things stand, and the entries of the last day", async () => {
    stage.facts.dailyDigest = true;
    stage.facts.entries = [stage.entryAt(1), stage.entryAt(23.9), stage.entryAt(24)];
    expect(await stage.open().digest()).toEqual({
      kind: "digest",
      status: stagedStatus,
      updates: stage.facts.entries.slice(0, 2),
    });
  });
});
