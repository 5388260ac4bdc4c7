import { routeOf } from "../../../domain/route.ts";
import type { TestProgress, Trial } from "../../../domain/watch.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import { messageOf } from "../../../shared/file-fault.ts";
import { openWatchEvents } from "../events.ts";
import type { TrialDependencies } from "./trial-test.ts";

function factsOf(kind: WatchEvent["kind"], { task, since, challenger, incumbent }: Trial, at: number) {
  // A trial begins, and ends, once.
  const id = `${kind}:${task}:${since}`;
  return { id, at, severity: "info" as const, task, challenger: routeOf(challenger), incumbent };
}

export function trialBegun(trial: Trial): WatchEvent {
  return { ...factsOf("trial-begun", trial, trial.since), kind: "trial-begun", share: trial.share };
}

/** What has become of a trial; `at` in milliseconds since the epoch. */
export interface TrialEnd {
  trial: Trial;
  test: TestProgress;
  at: number;
}

export function trialWon({ trial, test, at }: TrialEnd, revision: number): WatchEvent {
  return { ...factsOf("trial-won", trial, at), kind: "trial-won", revision, test };
}

export function trialLost({ trial, test, at }: TrialEnd): WatchEvent {
  return { ...factsOf("trial-lost", trial, at), kind: "trial-lost", test };
}

/** It has ended without a decision. `why` is a part of a sentence: "the task was pinned". */
export function trialEnded({ trial, test, at }: TrialEnd, why: string): WatchEvent {
  return { ...factsOf("trial-ended", trial, at), kind: "trial-ended", why, test };
}

/** Keeps an event for people. What it tells of stands by now, with the event or without. */
export async function keepEvent(event: WatchEvent, { watchLog, clock, logger }: TrialDependencies): Promise<void> {
  const events = openWatchEvents({ log: watchLog, now: clock.now });
  await events.add(event).catch((error: unknown) => logger.warn(messageOf(error)));
}
