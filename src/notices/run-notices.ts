import type { HistoryEntry } from "../domain/history.ts";
import type { PipelineDependencies } from "../pipeline/dependencies.ts";
import type { PlanState } from "../pipeline/plan-state.ts";
import type { UpdateResult } from "../pipeline/results.ts";
import type { ScheduleStore } from "../scheduler/schedule-state.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { LockHeldError } from "../shared/lock-holder.ts";
import type { Notice, RunNotice } from "./notice.ts";
import type { NoticeStore } from "./notice-store.ts";
import type { Snoozes } from "./snoozes.ts";
import { resultOf, untoldRuns } from "./untold-runs.ts";

export interface RunNoticesDependencies extends Pick<PipelineDependencies, "clock" | "history"> {
  store: NoticeStore;
  schedule: Pick<ScheduleStore, "read">;
  planState(hash: string): Promise<PlanState>;
  snoozes: Pick<Snoozes, "isSnoozed">;
}

/** What people are told of scheduled runs. */
export interface RunNotices {
  /** What to tell after a scheduled run: null where nothing changes, or all that it proposes is snoozed. */
  afterRun(result: UpdateResult, trigger: string): Promise<Notice | null>;
  /** What to tell where a scheduled run could not even begin; null where another one is under way instead. */
  afterFault(error: unknown, trigger: string): Promise<Notice | null>;
  /**
   * What to tell of the scheduled runs of the last day that nobody was told of, because the service ended first or
   * nobody could be reached. Runs that ended after `endedBy` (ms since the epoch) are left out.
   */
  untoldRuns(options: { endedBy: number }): Promise<Notice[]>;
}

/** The result of a run that did not begin. */
function failureOf(error: unknown): UpdateResult {
  return {
    outcome: "failed",
    revision: null,
    previousRevision: null,
    planHash: null,
    tasks: [],
    sources: [],
    errors: [messageOf(error)],
    durationMs: 0,
  };
}

/** The notices of runs, from their results or, later, from the history. */
export function createRunNotices(dependencies: RunNoticesDependencies): RunNotices {
  const { clock, history, schedule, store, snoozes } = dependencies;

  /** None where it proposes what nobody can apply any more, or what is snoozed. */
  async function noticeOfRun(entry: HistoryEntry, entries: readonly HistoryEntry[]): Promise<RunNotice[]> {
    const { outcome, trigger, at, planHash = null } = entry;
    if (outcome !== "planned") {
      const result = resultOf(entry, entries, null);
      return [{ kind: outcome === "applied" ? "applied" : "failed", result, trigger, at }];
    }
    const found = planHash === null ? null : await dependencies.planState(planHash);
    if (found?.state !== "open" || (await snoozes.isSnoozed(planHash, Date.parse(at)))) return [];
    return [{ kind: outcome, result: resultOf(entry, entries, found.plan), trigger, at }];
  }

  return {
    async afterRun(result, trigger) {
      const { outcome, planHash } = result;
      if (outcome === "unchanged" || outcome === "dry-run") return null;
      if (outcome === "planned" && (await snoozes.isSnoozed(planHash, clock.now()))) return null;
      return { kind: outcome, result, trigger, at: toTimestamp(clock.now()) };
    },
    async afterFault(error, trigger) {
      if (error instanceof LockHeldError) return null;
      return { kind: "failed", result: failureOf(error), trigger, at: toTimestamp(clock.now()) };
    },
    async untoldRuns({ endedBy }) {
      const [entries, { handledUntil }, { runsToldUntil }] = [
        await history.list(),
        await schedule.read(),
        await store.read(),
      ];
      const untold = untoldRuns({
        entries,
        toldUntil: runsToldUntil,
        handledUntil: handledUntil.update ?? null,
        endedBy,
        now: clock.now(),
      });
      const found: Notice[] = [];
      for (const entry of untold) found.push(...(await noticeOfRun(entry, entries)));
      return found;
    },
  };
}
