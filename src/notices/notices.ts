import { isDeepStrictEqual } from "node:util";
import type { HistoryEntry } from "../domain/history.ts";
import type { Status } from "../operations/status.ts";
import type { PipelineDependencies } from "../pipeline/dependencies.ts";
import type { PlanState } from "../pipeline/plan-state.ts";
import type { ScheduleStore } from "../scheduler/schedule-state.ts";
import { toTimestamp } from "../shared/clock.ts";
import type { Notice } from "./notice.ts";
import { createRunNotices, type RunNotices } from "./run-notices.ts";
import { judgeSilence, later } from "./silence.ts";
import { createSnoozes, type Snoozes } from "./snoozes.ts";
import { createWaitingNotices, type WaitingDependencies, type WaitingNotices } from "./waiting-notices.ts";
import { createWatchNotices, type WatchNotices, type WatchNoticesDependencies } from "./watch-notices.ts";

export interface NoticesDependencies
  extends Pick<PipelineDependencies, "clock" | "policy" | "history" | "plans">,
    WaitingDependencies,
    Pick<WatchNoticesDependencies, "watchEvents"> {
  schedule: Pick<ScheduleStore, "read">;
  status(): Promise<Status>;
  planState(hash: string): Promise<PlanState>;
}

/** Decides, once for all surfaces, what people are told without having asked. */
export interface Notices
  extends RunNotices,
    Pick<Snoozes, "snooze">,
    Pick<WaitingNotices, "checkWaiting">,
    Pick<WatchNotices, "checkWatch"> {
  /** Remembers that somebody was told: what is not told goes on being untold. */
  told(notice: Notice): Promise<void>;
  /**
   * Says that no update has succeeded for 72 hours, when that comes true, and again a day after each time that somebody
   * was told, while it lasts; null at any other time. To be asked every hour. A place where none ever has succeeded is
   * watched from the first call on.
   */
  checkSilence(): Promise<Notice | null>;
  /** The last day, summed up; null where the policy does not want that. */
  digest(): Promise<Notice | null>;
}

const dayMs = 86_400_000;

/** The notices over what is remembered of them. */
export function createNotices(dependencies: NoticesDependencies): Notices {
  const { store, clock, policy, history, schedule } = dependencies;
  const snoozes = createSnoozes(dependencies);
  const { checkWaiting, toldWaiting } = createWaitingNotices(dependencies);
  const { checkWatch, toldWatch } = createWatchNotices(dependencies);

  return {
    ...createRunNotices({ ...dependencies, snoozes }),
    checkWaiting,
    checkWatch,
    snooze: (hash, trigger) => snoozes.snooze(hash, trigger),
    async told(notice) {
      if (notice.kind === "digest") return;
      if (notice.kind === "waiting") return await toldWaiting(notice.models);
      if (notice.kind === "watch") return await toldWatch(notice.events);
      await store.update((present) =>
        notice.kind === "silence"
          ? { ...present, silenceToldAt: toTimestamp(clock.now()) }
          : { ...present, runsToldUntil: later(present.runsToldUntil, notice.at) },
      );
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
  };
}
