import type { CronRule } from "../shared/cron.ts";
import type { Job } from "./scheduled-job.ts";

export interface NoticeJobOptions extends Pick<Job, "name" | "runsWhilePaused"> {
  /** Asked anew each minute. */
  rule(): Promise<CronRule>;
  /** Tells people what there is to tell at this moment, if anything. */
  tell(signal: AbortSignal): Promise<void>;
}

/** A job that only tells people something. A start gives no occasion of its own, but a missed time is made up for. */
export function createNoticeJob({ tell, ...job }: NoticeJobOptions): Job {
  return { ...job, dueAtStart: async () => null, run: (_trigger, signal) => tell(signal) };
}
