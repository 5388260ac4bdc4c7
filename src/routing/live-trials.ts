import type { TaskName } from "../domain/task.ts";
import type { Trial } from "../domain/watch.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";

/** The trials that stand, by their tasks, each with the share that its challenger gets now. */
export type StandingTrials = ReadonlyMap<TaskName, Trial>;

export interface LiveTrialsOptions {
  read(): Promise<StandingTrials>;
  clock: Clock;
  logger: { warn(message: string): void };
}

export interface LiveTrials {
  /** What was last read. Asking makes it be read again in the background, every five seconds at most. */
  current(): StandingTrials;
  /** Reads anew, for who knows that something has changed. Never rejects. */
  refresh(): Promise<void>;
}

const freshForMs = 5_000;

const none: StandingTrials = new Map();

/** The trials in memory. Where they cannot be read (a warning, once), there is none: everybody gets the first choice. */
export function createLiveTrials({ read, clock, logger }: LiveTrialsOptions): LiveTrials {
  let trials = none;
  let readAt: number | null = null;
  let reading: Promise<void> | null = null;
  let isWarned = false;

  async function load(): Promise<void> {
    try {
      trials = await read();
      isWarned = false;
    } catch (error) {
      trials = none;
      if (!isWarned) logger.warn(`Trials could not be read, so nobody takes part in one: ${messageOf(error)}`);
      isWarned = true;
    }
  }

  function begin(): Promise<void> {
    readAt = clock.now();
    reading ??= load().finally(() => {
      reading = null;
    });
    return reading;
  }

  return {
    current() {
      // A clock may be set back.
      if (readAt === null || Math.abs(clock.now() - readAt) >= freshForMs) void begin();
      return trials;
    },
    async refresh() {
      // One that is under way may have begun before the change.
      await reading;
      await begin();
    },
  };
}
