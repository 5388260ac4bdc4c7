import type { AnswerEvent } from "../../domain/answer.ts";
import type { RouteInput } from "../../domain/input.ts";
import { chatInterface } from "../../domain/route.ts";
import type { Clock } from "../../shared/clock.ts";
import { CallError, type Invocation, type RouteCall } from "../invocation.ts";
import { createReplicateApi, type ReplicateApi } from "./api.ts";
import type { ReplicateAccount } from "./catalogue-request.ts";
import { chatInput } from "./chat-input.ts";
import { countersOf } from "./counters.ts";
import { download } from "./download.ts";
import { embed } from "./embedding.ts";
import { failureOfNothing } from "./failure.ts";
import { limitField } from "./fields.ts";
import { leavesOfOutput, textOfOutput } from "./output.ts";
import { pipelineInput } from "./pipeline-input.ts";
import { type FinishedRun, type RunOptions, runPrediction } from "./prediction.ts";
import { createTargets, type RunTarget } from "./targets.ts";
import { usageOf } from "./usage.ts";

export interface ReplicateInvocationOptions {
  /** Null where no token is set. */
  account: ReplicateAccount | null;
  /** The variable that would hold it. */
  tokenName: string;
  clock: Clock;
  fetch: typeof fetch;
}

interface CallContext {
  api: ReplicateApi;
  clock: Clock;
  target: RunTarget;
  signal: AbortSignal;
}

/** Interfaces whose answer is text, whatever else a model's output holds; text is streamed where the model can. */
const textInterfaces: ReadonlySet<string> = new Set([
  chatInterface,
  "image-text-to-text",
  "automatic-speech-recognition",
]);

/** As many tokens as the model was allowed; null where it was not limited. */
function allowedTokens({ target, input }: RunOptions): number | null {
  const limit = limitField(target.form);
  const allowed = limit === null ? undefined : input[limit.name];
  return typeof allowed === "number" ? allowed : null;
}

/**
 * The end of an answer in text. That it is there is told at once, before its counters are asked for; only of a limited
 * answer they tell whether it was cut short.
 */
async function* endOfText({ prediction }: FinishedRun, options: RunOptions): AsyncGenerator<AnswerEvent> {
  const allowed = allowedTokens(options);
  if (allowed === null) yield { type: "finish", reason: "stop" };
  const counters = await countersOf(prediction, options);
  yield { type: "usage", usage: usageOf([counters], options.target) };
  if (allowed === null) return;
  const used = counters.outputTokens;
  yield { type: "finish", reason: used !== null && used >= allowed ? "length" : "stop" };
}

async function* answerInText(options: RunOptions): AsyncGenerator<AnswerEvent> {
  const run = yield* runPrediction(options);
  const whole = textOfOutput(run.prediction.output);
  // Of what has streamed, the record may have more.
  const rest = whole.startsWith(run.streamed) ? whole.slice(run.streamed.length) : "";
  if (run.streamed === "" && rest === "") throw failureOfNothing(options.target.model);
  if (rest !== "") yield { type: "text", text: rest };
  yield* endOfText(run, options);
}

async function* answerInFiles(options: RunOptions): AsyncGenerator<AnswerEvent> {
  const { input, target } = options;
  const { prediction } = yield* runPrediction(options);
  const { files, texts } = leavesOfOutput(prediction.output, { shape: target.form.outputShape, input });
  for (const url of files) yield { type: "file", file: await download(url, options) };
  if (files.length === 0 && texts.length === 0) throw failureOfNothing(target.model);
  // Beside files, texts are remarks such as a seed or a caption.
  if (files.length === 0) yield { type: "text", text: texts.join("") };
  yield { type: "usage", usage: usageOf([prediction.metrics], target) };
  yield { type: "finish", reason: "stop" };
}

async function* answer(input: RouteInput, pipeline: string, context: CallContext): AsyncGenerator<AnswerEvent> {
  if (input.kind === "embedding") {
    yield* embed(input, context);
    return;
  }
  const given = input.kind === "chat" ? await chatInput(input, context) : await pipelineInput(input, pipeline, context);
  // A model that is asked for by its bare name is spoken to as a chat, and may make pictures all the same.
  const makesFiles = input.kind === "chat" && context.target.form.output === "files";
  const isText = !makesFiles && (input.kind === "chat" || textInterfaces.has(pipeline));
  const options = { ...context, input: given, isStreamed: isText };
  yield* isText ? answerInText(options) : answerInFiles(options);
}

/** Runs models on Replicate. */
export function createReplicateInvocation(options: ReplicateInvocationOptions): Invocation {
  const { account, tokenName, clock, fetch } = options;
  if (account === null) {
    const sentence = `Replicate needs a token: set ${tokenName}, from https://replicate.com/account/api-tokens.`;
    return {
      // biome-ignore lint/correctness/useYield: there is nothing to answer.
      async *call() {
        throw new CallError(sentence, { kind: "refused", code: null });
      },
    };
  }
  const api = createReplicateApi({ account, fetch, clock });
  const targets = createTargets({ api, clock });

  async function* call({ route, input, signal }: RouteCall): AsyncGenerator<AnswerEvent> {
    signal.throwIfAborted();
    try {
      const target = await targets.of(route, signal);
      yield* answer(input, route.interface, { api, clock, target, signal });
    } catch (error) {
      if (error instanceof CallError && error.kind === "gone") targets.forget(route);
      throw error;
    }
  }

  return { call };
}
