import { join } from "node:path";
import { z } from "zod";
import { toTimestamp } from "../shared/clock.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";

const stateSchema = z.looseObject({
  isPaused: z.boolean().default(false),
  /** By job, the last moment up to which its due runs are dealt with: run, or passed over while paused. */
  handledUntil: z.record(z.string(), z.iso.datetime()).default({}),
});

export type ScheduleState = z.infer<typeof stateSchema>;

/** What the schedule remembers across restarts. */
export interface ScheduleStore {
  read(): Promise<ScheduleState>;
  setPaused(isPaused: boolean): Promise<void>;
  /** Remembers that the job's due runs up to now are dealt with. */
  markHandled(job: string): Promise<void>;
}

/** What `history/schedule.json` remembers. Its calls reject with a `UserFacingError` where the file cannot be used. */
export function createScheduleStore({ home, ...dependencies }: DocumentDependencies): ScheduleStore {
  const document = openJsonDocument<ScheduleState>({
    ...dependencies,
    path: join(home, "history", "schedule.json"),
    // Without its state, a schedule that a person paused would run again.
    backupPath: join(home, "history", "backups", "schedule.json"),
    schema: stateSchema,
    initial: { isPaused: false, handledUntil: {} },
  });
  return {
    read: () => document.read(),
    async setPaused(isPaused) {
      await document.update((state) => ({ ...state, isPaused }));
    },
    async markHandled(job) {
      const now = toTimestamp(dependencies.clock.now());
      await document.update((state) => ({ ...state, handledUntil: { ...state.handledUntil, [job]: now } }));
    },
  };
}
