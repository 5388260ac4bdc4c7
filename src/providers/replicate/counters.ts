import type { Clock } from "../../shared/clock.ts";
import type { ReplicateApi } from "./api.ts";
import { type Prediction, type PredictionMetrics, readPrediction } from "./schema.ts";

export interface CounterOptions {
  api: ReplicateApi;
  clock: Clock;
  signal: AbortSignal;
}

/** How long they are waited for, all questions together: an answer that is whole must not be kept waiting for them. */
const patienceMs = 1_500;
const pauseMs = 300;
const mostQuestions = 4;

async function ask(id: string, { api, clock, signal }: CounterOptions): Promise<PredictionMetrics | null> {
  for (let questions = 1; questions <= mostQuestions; questions += 1) {
    const prediction = readPrediction(await api.get(`/predictions/${id}`, signal));
    if (prediction !== null && prediction.status !== "running") return prediction.metrics;
    await clock.sleep(pauseMs, signal);
  }
  return null;
}

/**
 * What a run has counted whose output is all there. A stream brings no counters, and the run's record has them a moment
 * after its end; where they are not to be had they are unknown. Rejects with the signal's reason alone.
 */
export async function countersOf(run: Prediction, { api, clock, signal }: CounterOptions): Promise<PredictionMetrics> {
  if (run.status !== "running") return run.metrics;
  const patience = new AbortController();
  const callOff = clock.after(patienceMs, () => patience.abort());
  try {
    const either = AbortSignal.any([signal, patience.signal]);
    return (await ask(run.id, { api, clock, signal: either })) ?? run.metrics;
  } catch {
    signal.throwIfAborted();
    return run.metrics;
  } finally {
    callOff();
  }
}
