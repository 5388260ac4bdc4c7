import type { CronRule } from "../shared/cron.ts";
import { LockHeldError } from "../shared/process-lock.ts";
import type { Job } from "./scheduled-job.ts";

/** What is looked at between updates: whether things answer, how fast, whether they are what they were; and what that says. */
export const watchRounds = ["availability", "speed", "drift", "judgement"] as const;
export type WatchRoundName = (typeof watchRounds)[number];

export interface WatchJobsOptions {
  /** The policy's rule for one of the looks; asked anew each minute. */
  rule(round: Exclude<WatchRoundName, "judgement">): Promise<CronRule>;
  /** Does a round. Rejects with a `LockHeldError` where another process does one. */
  run(round: WatchRoundName, signal: AbortSignal): Promise<void>;
  logger: { info(message: string): void };
}

const everyMinute: CronRule = { expression: "* * * * *", timeZone: "UTC" };

const names: Record<WatchRoundName, string> = {
  availability: "availability check",
  speed: "speed check",
  drift: "drift check",
  judgement: "judgement of new choices",
};

/** The jobs that watch what is configured. A pause is of changes: looking goes on. */
export function createWatchJobs({ rule, run, logger }: WatchJobsOptions): Job[] {
  return watchRounds.map((round) => ({
    name: names[round],
    runsWhilePaused: true,
    ...(round === "judgement" && { isFleeting: true as const }),
    rule: async () => (round === "judgement" ? everyMinute : await rule(round)),
    dueAtStart: async () => null,
    async run(_trigger, signal) {
      try {
        await run(round, signal);
      } catch (error) {
        if (!(error instanceof LockHeldError)) throw error;
        logger.info(`The ${names[round]} is left to another process: ${error.message}`);
      }
    },
  }));
}
