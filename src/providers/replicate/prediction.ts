import type { AnswerEvent } from "../../domain/answer.ts";
import { type Clock, unlessAborted } from "../../shared/clock.ts";
import { brokenAnswer } from "../failure-kind.ts";
import type { ReplicateApi } from "./api.ts";
import { predictionFault, replicate } from "./failure.ts";
import { pollPrediction } from "./polling.ts";
import { type Prediction, readPrediction } from "./schema.ts";
import { streamOutput } from "./streaming.ts";
import type { RunTarget } from "./targets.ts";

export interface RunOptions {
  api: ReplicateApi;
  clock: Clock;
  target: RunTarget;
  input: Readonly<Record<string, unknown>>;
  /** Text is wanted as it comes, where the model can. */
  isStreamed: boolean;
  signal: AbortSignal;
}

/** A run that came to its end with success. */
export interface FinishedRun {
  /** Its record; that of its beginning, still `running`, where all of its output has been streamed. */
  prediction: Prediction;
  /** What has been handed on already; "" where it did not stream. */
  streamed: string;
}

/**
 * How long a run may take that nobody calls off any more, such as one whose caller has died, or whose beginning was told
 * to nobody. Whoever waits goes away after `routing.mediaSeconds` of the policy, by default 5 minutes; as much again is
 * for policies that wait longer.
 */
const lifetime = "10m";
/** How long we wait, after the caller has left, to learn the name of a run that is to be called off. */
const graceMs = 5_000;
const cancelMs = 10_000;

/** Calls a run off, as well as that can be done; nobody waits for it. */
function cancel({ api, clock }: Pick<RunOptions, "api" | "clock">, id: string): void {
  api.post(`/predictions/${id}/cancel`, { signal: clock.deadline(cancelMs) }).catch(() => {});
}

function predictionOf(data: unknown): Prediction {
  const prediction = readPrediction(data);
  if (prediction === null) throw brokenAnswer(replicate, "sent something that is not a prediction");
  return prediction;
}

function requestOf({ target, input, isStreamed }: RunOptions): { path: string; body: Record<string, unknown> } {
  const body = { input, ...(isStreamed ? { stream: true } : {}) };
  if (target.version === null) return { path: `/models/${target.model}/predictions`, body };
  return { path: "/predictions", body: { version: target.version, ...body } };
}

/**
 * Starts the run. The caller's signal does not cut the request off at once: a run that began all the same would go on
 * unseen and cost money, so its name is waited for in the background, and it is called off.
 */
async function create(options: RunOptions): Promise<Prediction> {
  const { api, clock, signal } = options;
  const { path, body } = requestOf(options);
  const grace = new AbortController();
  const creating = api.post(path, { body, headers: { "cancel-after": lifetime }, signal: grace.signal });
  await unlessAborted(creating, signal);
  if (!signal.aborted) return predictionOf(await creating);
  const callOff = clock.after(graceMs, () => grace.abort());
  creating
    .then((data) => cancel(options, predictionOf(data).id))
    .catch(() => {})
    .finally(callOff);
  throw signal.reason;
}

/**
 * Runs a model once and waits for its end; yields its text as it comes where it streams, and signs of life. The run is
 * called off on Replicate where it is left before its end, by the signal or by the reader. Throws a `CallError` where it
 * did not end with success, or the signal's reason.
 */
export async function* runPrediction(options: RunOptions): AsyncGenerator<AnswerEvent, FinishedRun> {
  const created = await create(options);
  let isOver = created.status !== "running";
  try {
    const { streamUrl } = created;
    const isStreaming = options.isStreamed && streamUrl !== null && !isOver;
    const stream = isStreaming ? yield* streamOutput(streamUrl, options) : null;
    const streamed = stream?.text ?? "";
    if (stream?.isWhole) {
      isOver = true;
      return { prediction: created, streamed };
    }
    const prediction = isOver ? created : yield* pollPrediction(created, options);
    isOver = true;
    if (prediction.status === "succeeded") return { prediction, streamed };
    throw predictionFault(prediction.status, prediction.error, options.api.secrets);
  } finally {
    if (!isOver) cancel(options, created.id);
  }
}
