import type { TaskName } from "../../../domain/task.ts";
import type { Trial } from "../../../domain/watch.ts";
import { thompsonShare } from "../../../learning/thompson-share.ts";
import type { Clock } from "../../../shared/clock.ts";
import type { WatchLog } from "../../../store/store.ts";
import { openTrials } from "../notes.ts";
import { talliesOf } from "./trial-test.ts";

/** A few answers more or less move a share by little. */
const shareIsFreshForMs = 60_000;

export interface StandingTrialsOptions {
  watchLog: Pick<WatchLog, "notes" | "writeNote" | "observations">;
  clock: Pick<Clock, "now">;
}

/**
 * Reads the trials that stand, by their tasks, each with the share that its challenger gets now. What is known of both
 * sides is asked for once a minute, however often the trials are. Rejects where the store cannot be read.
 */
export function createTrialReader({ watchLog, clock }: StandingTrialsOptions): () => Promise<Map<TaskName, Trial>> {
  const trials = openTrials({ log: watchLog, now: clock.now });
  const shares = new Map<TaskName, { since: number; at: number; share: number }>();

  async function shareOf(trial: Trial): Promise<number> {
    const known = shares.get(trial.task);
    const isFresh = known?.since === trial.since && Math.abs(clock.now() - known.at) < shareIsFreshForMs;
    if (known && isFresh) return known.share;
    const share = thompsonShare(await talliesOf(trial, { watchLog }));
    shares.set(trial.task, { since: trial.since, at: clock.now(), share });
    return share;
  }

  return async () => {
    const standing = new Map<TaskName, Trial>();
    for (const { body: trial } of (await trials.all()).values()) {
      const share = trial.method === "thompson" ? await shareOf(trial) : trial.share;
      standing.set(trial.task, { ...trial, share });
    }
    return standing;
  };
}
