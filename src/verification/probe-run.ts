import type { Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { GradedResult } from "../domain/verification.ts";
import type { Clock } from "../shared/clock.ts";
import type { Budget } from "./budget.ts";
import type { ProbeCaller } from "./probe-caller.ts";
import type { RunNotes } from "./run-notes.ts";
import type { Turns } from "./turns.ts";

/** What a route has answered lately, so that it is not asked as much again. */
export interface RememberedGrade {
  graded: GradedResult;
  /** It was found to serve a damaged copy. */
  isDamaged: boolean;
}

/** What all probes of a run share. */
export interface ProbeRun {
  caller: ProbeCaller;
  budget: Budget;
  turns: Turns;
  notes: RunNotes;
  clock: Clock;
  /** The longest that one call may take, in milliseconds, by whether its answer is a file. */
  longestCallMs: { text: number; media: number };
  /** What a route has answered in the last days; undefined where it was not asked. */
  remembered(task: TaskName, route: Route): RememberedGrade | undefined;
  /** Whether a route has answered rightly in the last days. */
  hasPassedLately(task: TaskName, route: Route): boolean;
  /** Told after each call how many were made. */
  onCall(calls: number): void;
  /** Of who wants the proof. */
  signal: AbortSignal;
}
