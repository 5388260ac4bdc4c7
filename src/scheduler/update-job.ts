import type { CronRule } from "../shared/cron.ts";
import type { Job } from "./scheduled-job.ts";

export interface UpdateJobOptions {
  /** Reads the policy's part of it; asked anew each time. */
  readSchedule(): Promise<CronRule & { runOnStart: boolean }>;
  hasConfiguration(): Promise<boolean>;
  update(
    trigger: string,
    signal: AbortSignal,
  ): Promise<{ outcome: string; errors: readonly string[]; sources: readonly { caps: readonly string[] }[] }>;
  logger: { info(message: string): void; warn(message: string): void };
}

/** The nightly update. By itself it runs at start only where there is no configuration, or the policy says so. */
export function createUpdateJob({ readSchedule, hasConfiguration, update, logger }: UpdateJobOptions): Job {
  return {
    name: "update",
    async rule() {
      const { expression, timeZone } = await readSchedule();
      return { expression, timeZone };
    },
    async dueAtStart() {
      if (!(await hasConfiguration())) return "there is no configuration yet";
      return (await readSchedule()).runOnStart ? "the policy asks for a run at each start" : null;
    },
    async run(trigger, signal) {
      const { outcome, errors, sources } = await update(trigger, signal);
      for (const error of errors) logger.warn(error);
      for (const cap of sources.flatMap((source) => source.caps)) logger.info(`A cap was reached: ${cap}`);
      logger.info(`The update ended: ${outcome}.`);
    },
  };
}
