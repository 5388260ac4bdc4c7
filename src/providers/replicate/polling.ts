import type { AnswerEvent } from "../../domain/answer.ts";
import type { Clock } from "../../shared/clock.ts";
import { CallError } from "../invocation.ts";
import type { ReplicateApi } from "./api.ts";
import { type Prediction, readPrediction } from "./schema.ts";

export interface PollOptions {
  api: ReplicateApi;
  clock: Clock;
  /** The whole answer is there already, and only its counters are wanted: they are not waited for long. */
  isComplete: boolean;
  signal: AbortSignal;
}

const firstIntervalMs = 250;
const growth = 1.5;
const longestIntervalMs = 5_000;
/** Replies about a run that may fail one after another, before the run counts as lost: it goes on all the while. */
const toleratedFaults = 5;
/** How often a complete answer's counters are asked for. */
const mostPollsForCounters = 4;

/** Only asks what has become of a run, so that it may be asked again where the server was busy for a moment. */
function waitAfter(error: unknown, faults: number): number {
  if (!(error instanceof CallError) || error.kind !== "busy" || faults > toleratedFaults) throw error;
  return error.retryAfterMs ?? 0;
}

/**
 * Asks until the run has ended, at growing intervals, with a sign of life for each answer. The status of what comes back
 * is `running` only where the answer is complete and its end was not to be had.
 */
export async function* pollPrediction(
  created: Prediction,
  { api, clock, isComplete, signal }: PollOptions,
): AsyncGenerator<AnswerEvent, Prediction> {
  let interval = firstIntervalMs;
  let faults = 0;
  let wait = isComplete ? 0 : interval;
  for (let polls = 1; !isComplete || polls <= mostPollsForCounters; polls += 1) {
    await clock.sleep(wait, signal);
    wait = interval;
    try {
      const prediction = readPrediction(await api.get(`/predictions/${created.id}`, signal));
      faults = 0;
      if (prediction !== null && prediction.status !== "running") return prediction;
      yield { type: "life" };
    } catch (error) {
      signal.throwIfAborted();
      if (isComplete) break;
      faults += 1;
      wait = Math.max(interval, waitAfter(error, faults));
    }
    interval = Math.min(interval * growth, longestIntervalMs);
  }
  return created;
}
