import { UserFacingError } from "../../domain/errors.ts";
import { describeTrigger } from "../../domain/history.ts";
import type { TaskName } from "../../domain/task.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import { checkAvailability } from "./availability/availability.ts";
import { findSuspects } from "./availability/suspects.ts";
import type { WatchDependencies } from "./dependencies.ts";
import { checkDrift } from "./drift/drift.ts";
import { keepNew } from "./events.ts";
import { openProbations } from "./notes.ts";
import { noticeSwitches } from "./probation/begin-probation.ts";
import { fillUpProbations } from "./probation/fill-up.ts";
import { judgeProbations } from "./probation/judge-probations.ts";
import { checkSpeed } from "./speed.ts";
import { judgeTrials } from "./trials/judge-trials.ts";
import { withWatchRun } from "./watch-run.ts";

/** What is looked at in a round. */
export type WatchRound = "availability" | "speed" | "drift" | "judgement";

/** Watches what is configured, round by round. */
export interface Watch {
  /**
   * Does a round, after those that are under way; answers what it has done and seen that was not known before. Rejects with
   * a `LockHeldError` where another process looks, with the signal's reason, and where the store fails.
   */
  round(kind: WatchRound, signal: AbortSignal): Promise<WatchEvent[]>;
  /** All rounds, one after another, as the schedule does them through a day. */
  everything(signal: AbortSignal): Promise<WatchEvent[]>;
  /** Ends a task's probation in favour of the new choice; false where there is none. */
  keepChoice(task: TaskName, trigger: string): Promise<boolean>;
}

/** Probations and trials by what people's use has told so far, and what gives people no answer just now. */
async function judge(signal: AbortSignal, dependencies: WatchDependencies): Promise<WatchEvent[]> {
  const suspects = await findSuspects(dependencies);
  const found = suspects.size === 0 ? [] : await checkAvailability({ signal, only: suspects }, dependencies);
  const repaired = await keepNew(found, dependencies);
  await noticeSwitches(dependencies);
  const judged = await withWatchRun({ signal }, dependencies, judgeProbations);
  return [...repaired, ...judged, ...(await judgeTrials(dependencies))];
}

/** What is asked for the sake of a probation has shown that it is there. */
async function lookAround(signal: AbortSignal, dependencies: WatchDependencies): Promise<WatchEvent[]> {
  let answered: ReadonlySet<string> = new Set();
  const spent = await withWatchRun({ signal }, dependencies, async (run) => {
    answered = await fillUpProbations(run);
    return [];
  });
  const events = await checkAvailability({ signal, answered }, dependencies);
  return await keepNew([...spent, ...events], dependencies);
}

/** What watching is, over its dependencies. */
export function createWatch(dependencies: WatchDependencies): Watch {
  const rounds: Record<WatchRound, (signal: AbortSignal) => Promise<WatchEvent[]>> = {
    availability: (signal) => lookAround(signal, dependencies),
    speed: async (signal) => await keepNew(await checkSpeed({ signal }, dependencies), dependencies),
    drift: (signal) => checkDrift({ signal }, dependencies),
    judgement: (signal) => judge(signal, dependencies),
  };
  let underWay: Promise<unknown> = Promise.resolve();

  /** Only one at once in this process, and in all. */
  async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = underWay;
    const turn = before.then(async () => {
      const lock = await dependencies.lockWatch("look at what is configured");
      return await work().finally(() => lock.release());
    });
    underWay = turn.catch(() => {});
    return await turn;
  }

  async function round(kind: WatchRound, signal: AbortSignal): Promise<WatchEvent[]> {
    return await alone(async () => {
      signal.throwIfAborted();
      return await rounds[kind](signal);
    });
  }

  return {
    round,
    async everything(signal) {
      const events: WatchEvent[] = [];
      for (const kind of ["judgement", "availability", "speed", "drift"] as const) {
        events.push(...(await round(kind, signal)));
      }
      // What the looks have told of what is on probation is judged at once.
      return [...events, ...(await round("judgement", signal))];
    },
    async keepChoice(task, trigger) {
      const { watchLog: log, clock, logger } = dependencies;
      const probations = openProbations({ log, now: clock.now });
      const noted = await probations.find(task);
      if (noted === null) return false;
      const isEnded = await probations.write(task, null, noted.version);
      if (!isEnded) throw new UserFacingError(`The probation of ${task} was judged just now: look again.`);
      logger.info(`The probation of ${task} was ended ${describeTrigger(trigger)}: ${noted.body.route.model} stays.`);
      return true;
    },
  };
}

/** Why watching is turned off, where it is: what asks for it has nothing to do. Rejects where the policy is wrong. */
export async function expectWatching({ policy }: Pick<WatchDependencies, "policy">): Promise<void> {
  const { watching } = await policy.read();
  if (watching.enabled) return;
  throw new UserFacingError('Watching is turned off: set "watching": {"enabled": true} in the policy to turn it on.');
}
