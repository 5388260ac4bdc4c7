import { isDeepStrictEqual } from "node:util";
import { UserFacingError } from "../domain/errors.ts";
import type { HistoryEntry } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import type { Status } from "../operations/status.ts";
import type { PipelineDependencies } from "../pipeline/dependencies.ts";
import type { UpdateResult } from "../pipeline/results.ts";
import { changesOf } from "../planning/make-plan.ts";
import type { ScheduleStore } from "../scheduler/schedule-state.ts";
import { toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import { LockHeldError } from "../shared/lock-holder.ts";
import type { Notice } from "./notice.ts";
import type { NoticeStore } from "./notice-store.ts";
import { judgeSilence } from "./silence.ts";

export interface NoticesDependencies extends Pick<PipelineDependencies, "clock" | "policy" | "history" | "plans"> {
  store: NoticeStore;
  schedule: Pick<ScheduleStore, "read">;
  status(): Promise<Status>;
}

/** Decides, once for all surfaces, what people are told without having asked. */
export interface Notices {
  /** What to tell after a scheduled run: null where nothing changes, or all that it proposes is snoozed. */
  afterRun(result: UpdateResult, trigger: string): Promise<Notice | null>;
  /** What to tell where a scheduled run could not even begin; null where another one is under way instead. */
  afterFault(error: unknown, trigger: string): Promise<Notice | null>;
  /**
   * Says that no update has succeeded for 72 hours, when that comes true, and again each day while it lasts; null at
   * any other time. To be asked every hour. A place where none ever has succeeded is watched from the first call on.
   */
  checkSilence(): Promise<Notice | null>;
  /** The last day, summed up; null where the policy does not want that. */
  digest(): Promise<Notice | null>;
  /**
   * What a stored plan proposes is not told again for a day. Rejects with a `UserFacingError` where there is no such
   * plan.
   */
  snooze(hash: string, trigger: string): Promise<{ until: string }>;
}

const dayMs = 86_400_000;

/** What a plan proposes, whatever the scores of the day: which model is to serve which task. */
function fingerprintOf(plan: Plan): string {
  const proposals = changesOf(plan).map(({ task, to }) => [task, to?.provider ?? null, to?.model ?? null]);
  return JSON.stringify(proposals.sort());
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

/** The notices over what is remembered of them. */
export function createNotices(dependencies: NoticesDependencies): Notices {
  const { store, clock, policy, history, plans, schedule } = dependencies;

  async function isSnoozed(hash: string | null): Promise<boolean> {
    const plan = hash === null ? null : await plans.find(hash);
    if (!plan) return false;
    const fingerprint = fingerprintOf(plan);
    const { snoozed } = await store.read();
    return snoozed.some((each) => each.fingerprint === fingerprint && Date.parse(each.until) > clock.now());
  }

  return {
    async afterRun(result, trigger) {
      const { outcome, planHash } = result;
      if (outcome === "unchanged" || outcome === "dry-run") return null;
      if (outcome === "planned" && (await isSnoozed(planHash))) return null;
      return { kind: outcome, result, trigger };
    },
    async afterFault(error, trigger) {
      return error instanceof LockHeldError ? null : { kind: "failed", result: failureOf(error), trigger };
    },
    async checkSilence() {
      const [entries, { isPaused }, before] = [await history.list(), await schedule.read(), await store.read()];
      const { notice, state } = judgeSilence({ state: before, entries, isPaused, now: clock.now() });
      const { watchedSince, lastSuccess, silenceToldAt } = state;
      if (!isDeepStrictEqual(state, before)) {
        await store.update((present) => ({ ...present, watchedSince, lastSuccess, silenceToldAt }));
      }
      return notice;
    },
    async digest() {
      if (!(await policy.read()).telegram.dailyDigest) return null;
      const isOfLastDay = ({ at }: HistoryEntry) => clock.now() - Date.parse(at) < dayMs;
      return {
        kind: "digest",
        status: await dependencies.status(),
        updates: (await history.list()).filter(isOfLastDay),
      };
    },
    async snooze(hash, trigger) {
      const plan = await plans.find(hash);
      if (!plan) {
        throw new UserFacingError(`There is no stored plan ${hash} any more, so there is nothing to put off.`);
      }
      const until = toTimestamp(clock.now() + dayMs);
      const fingerprint = fingerprintOf(plan);
      await store.update((present) => {
        const others = present.snoozed.filter(
          (each) => each.fingerprint !== fingerprint && Date.parse(each.until) > clock.now(),
        );
        return { ...present, snoozed: [...others, { fingerprint, until, trigger }] };
      });
      return { until };
    },
  };
}
