import { startWorld, type World } from "../../demo/world/world.ts";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import type { PipelineInput, RouteInput } from "../../src/domain/input.ts";
import { createPipelineInvocation } from "../../src/providers/hugging-face/pipelines.ts";
import { CallError } from "../../src/providers/invocation.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

export interface PipelineCall {
  model: string;
  pipeline: string;
  input: RouteInput;
  /** Default: hf-inference. */
  host?: string | null;
  signal?: AbortSignal;
}

export interface PipelineStage {
  world: World;
  clock: FakeClock;
  /** Reads the whole answer. */
  call(options: PipelineCall): Promise<AnswerEvent[]>;
  /** The error with which a call ends. @throws Error where it ends well. */
  failureOf(options: PipelineCall): Promise<CallError>;
  /** From now on the calls carry this token. */
  useToken(token: string | null): void;
}

/** The miniature internet with our calls of pipelines in front of it, on a clock that does not wait. */
export async function startPipelineStage(): Promise<PipelineStage> {
  const world = await startWorld();
  const clock = createFakeClock();
  const where = { endpoint: world.hub.url, routerEndpoint: world.router.url, clock };
  let invocation = createPipelineInvocation({ ...where, token: world.token });

  async function call(options: PipelineCall): Promise<AnswerEvent[]> {
    const { model, pipeline, input, host = "hf-inference", signal = new AbortController().signal } = options;
    const route = { provider: "huggingface", model, version: null, host, interface: pipeline };
    const events: AnswerEvent[] = [];
    for await (const event of invocation.call({ route, input, signal })) events.push(event);
    return events;
  }

  return {
    world,
    clock,
    call,
    async failureOf(options) {
      const error: unknown = await call(options).then(
        () => new Error("The call ended well."),
        (reason: unknown) => reason,
      );
      if (error instanceof CallError) return error;
      throw error;
    },
    useToken(token) {
      invocation = createPipelineInvocation({ ...where, token });
    },
  };
}

const nothing: PipelineInput = {
  kind: "pipeline",
  text: "",
  context: null,
  labels: [],
  targetLanguage: null,
  sourceLanguage: null,
  files: [],
};

/** A pipeline's input with nothing but this in it. */
export function given(input: Partial<PipelineInput> = {}): PipelineInput {
  return { ...nothing, ...input };
}

/** A file of 64 bytes. */
export function recording(mediaType = "audio/wav") {
  return { bytes: new Uint8Array(64), mediaType, name: "a.wav" };
}

export const summary: PipelineCall = {
  model: "facebook/bart-large-cnn",
  pipeline: "summarization",
  input: given({ text: "A long story." }),
};
export const picture: PipelineCall = {
  model: "black-forest-labs/FLUX.1-schnell",
  pipeline: "text-to-image",
  input: given({ text: "a cat" }),
};
