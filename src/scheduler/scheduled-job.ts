import type { Clock } from "../shared/clock.ts";
import { type CronRule, previousRun } from "../shared/cron.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { ScheduleStore } from "./schedule-state.ts";
import type { Timetable } from "./timetable.ts";

export type JobTrigger = "schedule" | "start";

export interface Job {
  name: string;
  /** It watches rather than changes, so a paused schedule does not stop it. */
  runsWhilePaused?: true;
  /** It runs so often that nothing is missed with a run, and nothing is remembered of it. */
  isFleeting?: true;
  /** The rule as the policy says it now; asked again each minute, so that a change needs no restart. */
  rule(): Promise<CronRule>;
  /** Whether it should run as soon as the service has started, and why. */
  dueAtStart(): Promise<string | null>;
  /** Does the work. Must end soon after the signal is aborted. */
  run(trigger: JobTrigger, signal: AbortSignal): Promise<void>;
}

export interface JobDependencies {
  store: ScheduleStore;
  timetable: Timetable;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
  /** Aborted when the service stops. */
  signal: AbortSignal;
}

/** A job with its bell. */
export interface ScheduledJob {
  /** Begins the work that is due now: a run that was missed, or what the job itself asks for at a start. */
  catchUp(): Promise<void>;
  /** Takes over a rule that the policy has changed. */
  renewRule(): Promise<void>;
  /** Rings no more; resolves when running work has ended. */
  stop(): Promise<void>;
}

/** The work of one job, never twice at once. */
function createRunner(job: Job, { store, logger, signal }: JobDependencies) {
  let running: Promise<void> | null = null;

  async function work(trigger: JobTrigger): Promise<void> {
    try {
      const { isPaused } = await store.read();
      if (isPaused && !job.runsWhilePaused) logger.info(`It is time for the ${job.name}, but the schedule is paused.`);
      else await job.run(trigger, signal);
      // Only now: a run that was cut off, by a stop or by a crash, is one that was missed.
      if (!signal.aborted && !job.isFleeting) await store.markHandled(job.name);
    } catch (error) {
      logger.warn(`The ${job.name} failed: ${messageOf(error)}`);
    }
  }

  return {
    begin(trigger: JobTrigger): void {
      if (signal.aborted) return;
      if (running) {
        logger.info(`It is time for the ${job.name}, but the one before is still going on.`);
        return;
      }
      running = work(trigger).finally(() => {
        running = null;
      });
    },
    ended: async () => {
      await running;
    },
  };
}

/** Sets a job's bell. Rejects with a `UsageError` where its rule never comes true. */
export async function scheduleJob(job: Job, dependencies: JobDependencies): Promise<ScheduledJob> {
  const { store, timetable, clock, logger } = dependencies;
  const runner = createRunner(job, dependencies);
  let rule = await job.rule();
  const setBell = () => timetable.every(rule, () => runner.begin("schedule"));
  let bell = setBell();

  async function reasonToRunNow(): Promise<string | null> {
    if (job.isFleeting) return await job.dueAtStart();
    const handled = (await store.read()).handledUntil[job.name];
    // The first start of all has missed nothing; what comes after it can be.
    if (handled === undefined) await store.markHandled(job.name);
    const isMissed = handled !== undefined && previousRun(rule, clock.now()) > Date.parse(handled);
    return isMissed ? `a run of the ${job.name} was missed` : await job.dueAtStart();
  }

  return {
    async catchUp() {
      const reason = await reasonToRunNow();
      if (reason === null) return;
      logger.info(`Running the ${job.name} now: ${reason}.`);
      runner.begin("start");
    },
    async renewRule() {
      const wanted = await job.rule();
      if (wanted.expression === rule.expression && wanted.timeZone === rule.timeZone) return;
      bell.cancel();
      rule = wanted;
      bell = setBell();
      logger.info(`The ${job.name} now runs at "${rule.expression}" (${rule.timeZone}).`);
    },
    async stop() {
      bell.cancel();
      await runner.ended();
    },
  };
}
