import type { AnswerEvent } from "../../domain/answer.ts";
import type { Clock } from "../../shared/clock.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import type { ReplicateApi } from "./api.ts";
import { replicate } from "./failure.ts";
import { type Prediction, readPrediction } from "./schema.ts";

export interface PollOptions {
  api: ReplicateApi;
  clock: Clock;
  signal: AbortSignal;
}

const firstIntervalMs = 250;
const growth = 1.5;
const longestIntervalMs = 5_000;
/** Replies about a run that may fail one after another, before the run counts as lost: it goes on all the while. */
const toleratedFaults = 5;

/**
 * Only asks what has become of a run, so that it may be asked again where the server was busy for a moment, or did not
 * know of the run yet: that it does not says nothing of the model.
 */
function waitAfter(error: unknown, faults: number): number {
  if (!(error instanceof CallError)) throw error;
  const isMissing = error.kind === "gone";
  if (!isMissing && error.kind !== "busy") throw error;
  if (faults <= toleratedFaults) return error.retryAfterMs ?? 0;
  throw isMissing ? brokenAnswer(replicate, "has lost the run", error) : error;
}

/** Asks until the run has ended, at growing intervals, with a sign of life for each answer. */
export async function* pollPrediction(
  created: Prediction,
  { api, clock, signal }: PollOptions,
): AsyncGenerator<AnswerEvent, Prediction> {
  let interval = firstIntervalMs;
  let wait = interval;
  for (let faults = 0; ; ) {
    await clock.sleep(wait, signal);
    wait = interval;
    try {
      const prediction = readPrediction(await api.get(`/predictions/${created.id}`, signal));
      faults = 0;
      if (prediction !== null && prediction.status !== "running") return prediction;
      yield { type: "life" };
    } catch (error) {
      signal.throwIfAborted();
      faults += 1;
      wait = Math.max(interval, waitAfter(error, faults));
    }
    interval = Math.min(interval * growth, longestIntervalMs);
  }
}
