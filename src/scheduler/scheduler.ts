import { messageOf } from "../shared/file-fault.ts";
import { type Job, type JobDependencies, type ScheduledJob, scheduleJob } from "./scheduled-job.ts";

export interface SchedulerOptions extends Omit<JobDependencies, "signal"> {
  jobs: readonly Job[];
}

export interface Scheduler {
  /** Rejects with a `UsageError` where a job's rule cannot be used. */
  start(): Promise<void>;
  /** Ends running work and resolves when it has ended. */
  stop(): Promise<void>;
}

const ruleCheckMs = 60_000;

/**
 * Runs jobs at their times. A job never overlaps itself: a time that comes while it runs is passed over. What was
 * missed while the service was down is caught up once, however many times it was. Pausing survives a restart.
 */
export function createScheduler({ jobs, ...dependencies }: SchedulerOptions): Scheduler {
  const { timetable, logger } = dependencies;
  const stopping = new AbortController();
  const scheduled: ScheduledJob[] = [];
  let ruleCheck: { cancel(): void } | null = null;

  async function renewRules(): Promise<void> {
    for (const job of scheduled) {
      await job.renewRule().catch((error) => logger.warn(`The schedule stays as it was: ${messageOf(error)}`));
    }
  }

  return {
    async start() {
      for (const job of jobs) {
        const one = await scheduleJob(job, { ...dependencies, signal: stopping.signal });
        scheduled.push(one);
        await one.catchUp();
      }
      ruleCheck = timetable.repeat(ruleCheckMs, () => void renewRules());
    },
    async stop() {
      stopping.abort(new Error("The service is stopping."));
      ruleCheck?.cancel();
      await Promise.all(scheduled.map((job) => job.stop()));
    },
  };
}
