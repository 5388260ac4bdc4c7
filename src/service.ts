import type { App } from "./app.ts";
import { updateRule } from "./operations/status.ts";
import type { PolicyReader } from "./policy-file.ts";
import { type HeartbeatStore, startHeartbeat } from "./scheduler/heartbeat.ts";
import type { ScheduleStore } from "./scheduler/schedule-state.ts";
import { createScheduler } from "./scheduler/scheduler.ts";
import type { Timetable } from "./scheduler/timetable.ts";
import { createUpdateJob } from "./scheduler/update-job.ts";
import type { Settings } from "./settings.ts";
import type { Clock } from "./shared/clock.ts";

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
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function surfacesText({ telegram, http }: Settings): string[] {
  const lines = [
    telegram === null
      ? "BOT_TOKEN is not set: running without Telegram."
      : "BOT_TOKEN is set, but this version has no Telegram bot yet: only the schedule runs.",
  ];
  if (http !== null) lines.push("HTTP_PORT is set, but this version has no HTTP surface yet.");
  return lines;
}

/** Runs the schedule until the signal is aborted, then ends what is under way and resolves. */
export async function runService(
  dependencies: ServiceDependencies,
  options: { signal: AbortSignal; tell: (line: string) => void },
): Promise<void> {
  const { app, settings, policy, schedule, timetable, clock, logger } = dependencies;
  const { signal, tell } = options;
  const job = createUpdateJob({
    readSchedule: async () => {
      const read = await policy.read();
      return { ...updateRule(read), runOnStart: read.schedule.runOnStart };
    },
    hasConfiguration: () => app.hasConfiguration(),
    async update(trigger, stopping) {
      // A file that was damaged while the service ran is put back before it is needed.
      for (const sentence of (await app.recover(trigger)).sentences) logger.warn(sentence);
      return await app.update({ dryRun: false, tasks: [], trigger, signal: stopping });
    },
    logger,
  });
  const scheduler = createScheduler({ jobs: [job], store: schedule, timetable, clock, logger });
  const lock = await dependencies.lockService();
  const heartbeat = await startHeartbeat({ store: dependencies.heartbeat, timetable, clock, logger });
  try {
    app.refreshSchemas();
    await scheduler.start();
    for (const line of surfacesText(settings)) tell(line);
    const { nextUpdate } = await app.status();
    tell(
      nextUpdate === null
        ? "The schedule is paused."
        : `Modelvane is running. Next update: ${nextUpdate}. Stop it with Ctrl+C.`,
    );
    await aborted(signal);
  } finally {
    await scheduler.stop();
    await heartbeat.stop();
    await lock.release();
  }
}
