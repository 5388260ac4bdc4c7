import type { Clock } from "../shared/clock.ts";
import type { CronRule } from "../shared/cron.ts";
import type { Job } from "./scheduled-job.ts";

export interface CleanupJobOptions {
  /** Reads the policy's part of it; asked anew each time. */
  readSchedule(): Promise<CronRule & { retentionDays: number }>;
  /**
   * Removes the calls that are older than this (milliseconds since the epoch), and what has grown old beside them, bit by
   * bit until the signal is aborted; resolves with how many calls it removed.
   */
  purge(olderThan: number, signal: AbortSignal): Promise<number>;
  clock: Clock;
  logger: { info(message: string): void };
}

const dayMs = 86_400_000;

/** Removes what is known of calls and models long ago, so that the database does not grow without end. */
export function createCleanupJob({ readSchedule, purge, clock, logger }: CleanupJobOptions): Job {
  return {
    name: "cleanup",
    // A pause is of updates: what people have asked goes on being noted.
    runsWhilePaused: true,
    async rule() {
      const { expression, timeZone } = await readSchedule();
      return { expression, timeZone };
    },
    dueAtStart: async () => null,
    async run(_trigger, signal) {
      const { retentionDays } = await readSchedule();
      const removed = await purge(clock.now() - retentionDays * dayMs, signal);
      if (removed > 0) logger.info(`Calls of more than ${retentionDays} days ago were removed: ${removed}.`);
    },
  };
}
