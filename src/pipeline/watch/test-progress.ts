import { countAnswers } from "../../domain/answer-count.ts";
import type { Route } from "../../domain/route.ts";
import type { TaskName } from "../../domain/task.ts";
import type { Tally, TestProgress } from "../../domain/watch.ts";
import { addTallies } from "../../learning/sequential-test.ts";
import { successOf } from "../../learning/success.ts";
import type { WatchLog } from "../../store/store.ts";

type Observations = Pick<WatchLog, "observations">;

/** The newest so many answers tell all of a route that a test makes use of. */
const mostObservations = 1_000;

/** How far back a record reaches. */
const recordMs = 30 * 86_400_000;

export interface RecordRequest {
  task: TaskName;
  route: Route;
  /** Milliseconds since the epoch: of the attempts that began before it. */
  until: number;
}

/** How a route has done for a task in the 30 days before a moment. */
export async function recordOf({ task, route, until }: RecordRequest, watchLog: Observations): Promise<Tally> {
  return await observedSince({ task, route, since: until - recordMs, until }, watchLog);
}

export interface ObservedRequest {
  task: TaskName;
  route: Route;
  /** Milliseconds since the epoch. */
  since: number;
  until?: number;
}

/** How a route does for a task since a moment, by what people's use of it tells. */
export async function observedSince(request: ObservedRequest, watchLog: Observations): Promise<Tally> {
  return countAnswers(await watchLog.observations({ ...request, limit: mostObservations }));
}

export interface ProgressFacts {
  challenger: Tally;
  /** What scheduled questions have told of the challenger besides; they are no answers of people. */
  probes: Tally;
  incumbent: Tally;
  mostAnswers: number;
}

/** How far a test has come, as people are told of it. */
export function progressOf({ challenger, probes, incumbent, mostAnswers }: ProgressFacts): TestProgress {
  return {
    challenger,
    incumbent,
    answers: challenger.good + challenger.bad,
    mostAnswers,
    challengerSuccess: successOf(addTallies(challenger, probes)),
    incumbentSuccess: successOf(incumbent),
  };
}
