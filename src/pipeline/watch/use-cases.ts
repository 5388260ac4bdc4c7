import type { ModelIdentity } from "../../domain/route.ts";
import type { TaskName } from "../../domain/task.ts";
import type { Timeline, Trial, WatchReport } from "../../domain/watch.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { readWatchReport } from "./report.ts";
import { readTimeline } from "./timeline.ts";
import { endTrial, startTrial, type TrialRequest } from "./trials/trial.ts";
import { createWatch, expectWatching, type WatchRound } from "./watch.ts";

/** What the surfaces may ask of the watch. Faults reject with a `UserFacingError`. */
export interface WatchUseCases {
  /** All that is watched, with its schedule. */
  watch(): Promise<WatchReport>;
  /** Looks at everything now, and judges probations and trials; answers what it has done and seen that is new. */
  watchNow(options: { signal: AbortSignal; trigger: string }): Promise<WatchEvent[]>;
  /** One round of the schedule; null where watching is turned off. Answers what is new. */
  watchRound(round: WatchRound, signal: AbortSignal): Promise<WatchEvent[] | null>;
  /** How a model did in the days that are kept. */
  timeline(model: ModelIdentity): Promise<Timeline>;
  /** Ends a task's probation in favour of the new choice; false where there is none. */
  keepChoice(task: TaskName, trigger: string): Promise<boolean>;
  /** Gives a model a share of a task's traffic (0 to 1; null for the policy's). */
  startTrial(request: TrialRequest): Promise<Trial>;
  /** Ends a task's trial without a decision; null where there is none. */
  endTrial(task: TaskName, trigger: string): Promise<Trial | null>;
}

/** The use cases of the watch. */
export function createWatchUseCases(dependencies: WatchDependencies): WatchUseCases {
  const watch = createWatch(dependencies);
  return {
    watch: () => readWatchReport(dependencies),
    async watchNow({ signal }) {
      await expectWatching(dependencies);
      return await watch.everything(signal);
    },
    async watchRound(round, signal) {
      const { watching } = await dependencies.policy.read();
      return watching.enabled ? await watch.round(round, signal) : null;
    },
    timeline: (model) => readTimeline(model, dependencies),
    keepChoice: (task, trigger) => watch.keepChoice(task, trigger),
    startTrial: (request) => startTrial(request, dependencies),
    endTrial: (task, trigger) => endTrial(task, trigger, dependencies),
  };
}
