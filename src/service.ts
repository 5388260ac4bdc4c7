import type { App } from "./app.ts";
import type { WatchEvent } from "./domain/watch-event.ts";
import type { Notice } from "./notices/notice.ts";
import type { Notices } from "./notices/notices.ts";
import { updateRule } from "./operations/status.ts";
import type { UpdateResult } from "./pipeline/results.ts";
import type { PolicyReader } from "./policy-file.ts";
import { createCleanupJob } from "./scheduler/cleanup-job.ts";
import { type HeartbeatStore, startHeartbeat } from "./scheduler/heartbeat.ts";
import { createNoticeJob } from "./scheduler/notice-job.ts";
import type { ScheduleStore } from "./scheduler/schedule-state.ts";
import type { Job } from "./scheduler/scheduled-job.ts";
import { createScheduler } from "./scheduler/scheduler.ts";
import type { Timetable } from "./scheduler/timetable.ts";
import { createUpdateJob } from "./scheduler/update-job.ts";
import { createWatchJobs } from "./scheduler/watch-jobs.ts";
import type { Settings } from "./settings.ts";
import type { Clock } from "./shared/clock.ts";
import { messageOf } from "./shared/file-fault.ts";
import type { Surface } from "./surface.ts";
import { joinSurfaces, type RunningSurfaces } from "./surfaces.ts";

export interface ServiceDependencies {
  app: App;
  settings: Settings;
  policy: PolicyReader;
  schedule: ScheduleStore;
  heartbeat: HeartbeatStore;
  timetable: Timetable;
  clock: Clock;
  /** Rejects with a sentence that says who holds it, where another service runs. */
  lockService(): Promise<{ release(): Promise<void> }>;
  logger: { info(message: string): void; warn(message: string): void };
  notices: Notices;
  /** Removes what is older than this (milliseconds since the epoch), until the signal is aborted; resolves with how many calls. */
  purge(olderThan: number, signal: AbortSignal): Promise<number>;
  /** What is open beside the schedule, such as the Telegram bot. */
  surfaces: readonly Surface[];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Tells people what there is to tell, and remembers what somebody was told. Never rejects: a fault is a warning. */
type Teller = (find: () => Promise<readonly (Notice | null)[]>) => Promise<void>;

function createTeller(surfaces: RunningSurfaces, { notices, logger }: ServiceDependencies): Teller {
  return async (find) => {
    try {
      for (const notice of await find()) {
        if (notice && (await surfaces.announce(notice))) await notices.told(notice);
      }
    } catch (error) {
      logger.warn(`People could not be told: ${messageOf(error)}`);
    }
  };
}

function updateJob({ app, policy, notices, logger }: ServiceDependencies, tell: Teller | null): Job {
  return createUpdateJob({
    readSchedule: async () => {
      const read = await policy.read();
      return { ...updateRule(read), runOnStart: read.schedule.runOnStart };
    },
    hasConfiguration: () => app.hasConfiguration(),
    async update(trigger, stopping): Promise<UpdateResult> {
      // A file that was damaged while the service ran is put back before it is needed.
      for (const sentence of (await app.recover(trigger)).sentences) logger.warn(sentence);
      const result = await app.update({ dryRun: false, tasks: [], trigger, signal: stopping }).catch(async (error) => {
        await tell?.(async () => [await notices.afterFault(error, trigger)]);
        throw error;
      });
      // What a stop cut off is made up for, and told then; what was applied nevertheless, the next start tells.
      if (!stopping.aborted)
        await tell?.(async () => [await notices.afterRun(result, trigger), await notices.checkWaiting()]);
      return result;
    },
    logger,
  });
}

function cleanupJob({ policy, purge, clock, logger }: ServiceDependencies): Job {
  return createCleanupJob({
    async readSchedule() {
      const { schedule, retentionDays } = await policy.read();
      return { expression: schedule.cleanup, timeZone: schedule.timeZone, retentionDays };
    },
    purge,
    clock,
    logger,
  });
}

/** A run that ended less long ago may be told just now: each administrator is tried for minutes. */
const tellingMs = 30 * 60_000;

/** The jobs that only tell people something. */
function noticeJobs({ policy, notices, clock }: ServiceDependencies, tell: Teller): Job[] {
  const digest = createNoticeJob({
    name: "digest",
    runsWhilePaused: true,
    rule: async () => {
      const { schedule } = await policy.read();
      return { expression: schedule.digest, timeZone: schedule.timeZone };
    },
    tell: () => tell(async () => [await notices.digest()]),
  });
  const silence = createNoticeJob({
    name: "silence check",
    runsWhilePaused: true,
    rule: async () => ({ expression: "0 * * * *", timeZone: "UTC" }),
    async tell() {
      await tell(() => notices.untoldRuns({ endedBy: clock.now() - tellingMs }));
      await tell(async () => [await notices.checkSilence(), await notices.checkWaiting()]);
    },
  });
  return [digest, silence];
}

/** For the log; what it says in full stands in `watch`, and in Telegram. */
function eventWords(event: WatchEvent): string {
  return "task" in event && event.task !== null ? `${event.kind}, ${event.task}` : event.kind;
}

/** The jobs that watch what is configured, and tell people what they have found. */
function watchJobs({ app, policy, notices, logger }: ServiceDependencies, tell: Teller | null): Job[] {
  return createWatchJobs({
    async rule(round) {
      const { schedule } = await policy.read();
      return { expression: schedule[round], timeZone: schedule.timeZone };
    },
    async run(round, signal) {
      for (const event of (await app.watchRound(round, signal)) ?? []) logger.info(`The watch: ${eventWords(event)}.`);
      if (!signal.aborted) await tell?.(async () => [await notices.checkWatch()]);
    },
    logger,
  });
}

/** Runs the schedule and the surfaces until the signal is aborted, then ends what is under way and resolves. */
export async function runService(
  dependencies: ServiceDependencies,
  options: { signal: AbortSignal; tell: (line: string) => void },
): Promise<void> {
  const { app, settings, schedule, timetable, clock, logger, notices } = dependencies;
  const { signal, tell } = options;
  const surfaces = joinSurfaces(dependencies.surfaces, logger);
  const teller = surfaces.canAnnounce ? createTeller(surfaces, dependencies) : null;
  const jobs = [
    updateJob(dependencies, teller),
    cleanupJob(dependencies),
    ...watchJobs(dependencies, teller),
    ...(teller ? noticeJobs(dependencies, teller) : []),
  ];
  const scheduler = createScheduler({ jobs, store: schedule, timetable, clock, logger });
  const lock = await dependencies.lockService();
  const heartbeat = await startHeartbeat({ store: dependencies.heartbeat, timetable, clock, logger });
  // What an earlier process could not tell any more: looked up before a run of this one can end.
  const retelling = teller?.(() => notices.untoldRuns({ endedBy: clock.now() }));
  try {
    app.refreshSchemas();
    await scheduler.start();
    if (settings.telegram === null) tell("BOT_TOKEN is not set: running without Telegram.");
    if (settings.databaseUrl !== null) {
      tell("DATABASE_URL is not used by this version: what is known of calls is kept in history/modelvane.db.");
    }
    for (const line of await surfaces.start(signal)) tell(line);
    const { nextUpdate } = await app.status();
    tell(
      nextUpdate === null
        ? "The schedule is paused."
        : `Modelvane is running. Next update: ${nextUpdate}. Stop it with Ctrl+C.`,
    );
    await aborted(signal);
  } finally {
    await surfaces.stop();
    await retelling;
    await scheduler.stop();
    await heartbeat.stop();
    await lock.release();
  }
}
