import type { InferenceProvider, RequestArgs } from "@huggingface/inference";
import { brokenAnswer } from "../../failure-kind.ts";
import { CallError } from "../../invocation.ts";
import { type HostMapping, toOfficialMapping } from "./hub-mapping.ts";

/**
 * The official client's parts are used here, and not its `InferenceClient`: that one keeps the Hub's mappings for ever,
 * asks after jobs and fetches files by the global `fetch` at fixed addresses whatever it is handed, takes any status of
 * a file's store for success, and does not tell how long to wait after a 429.
 */
export const officialRouter = "https://router.huggingface.co";

/** The pipelines that are called through the official client. */
export const pipelineNames = [
  "text-generation",
  "question-answering",
  "summarization",
  "translation",
  "fill-mask",
  "feature-extraction",
  "text-classification",
  "zero-shot-classification",
  "token-classification",
  "text-to-image",
  "text-to-video",
  "automatic-speech-recognition",
  "text-to-speech",
] as const;
export type PipelineName = (typeof pipelineNames)[number];

export interface HostCall {
  model: string;
  mapping: HostMapping;
  pipeline: PipelineName;
}

/** What a pipeline is given: the host's `inputs` with what belongs to them, or a recording. */
export type HostInput = Readonly<Record<string, unknown>> | Blob;

export interface OfficialClient {
  /** Whether this version of it knows how to call the pipeline at the host. */
  isCallable(host: string, pipeline: PipelineName): boolean;
  /**
   * The request in the host's own form, addressed to the public router. It carries no token. Rejects with a `CallError`
   * of the kind `bad-request` where the host does not take such an input.
   */
  prepareRequest(call: HostCall, input: HostInput): Promise<{ url: string; init: RequestInit }>;
  /**
   * What the host answered, in the shape that the pipeline has with Hugging Face. Rejects with a `CallError` of the kind
   * `broken` where it is none.
   */
  readAnswer(call: HostCall, answer: unknown): Promise<unknown>;
}

type Library = typeof import("@huggingface/inference");

/** Loads it with the first call: it takes a tenth of a second, which commands that call no model need not spend. */
export async function loadOfficialClient(): Promise<OfficialClient> {
  const library = await import("@huggingface/inference");
  return {
    isCallable: (host, pipeline) =>
      Object.hasOwn(library.PROVIDERS, host) && library.PROVIDERS[host as InferenceProvider][pipeline] !== undefined,
    prepareRequest: (call, input) => prepareRequest(library, call, input),
    readAnswer: (call, answer) => readAnswer(library, call, answer),
  };
}

async function prepareRequest(library: Library, call: HostCall, input: HostInput) {
  const { model, mapping, pipeline } = call;
  try {
    // Without a token the address is the router's: with one of another form than "hf_…" it would be the host's own.
    const { url, info } = library.makeRequestOptionsFromResolvedModel(
      mapping.id,
      library.getProviderHelper(mapping.host as InferenceProvider, pipeline),
      await argumentsOf(library, call, input),
      { ...toOfficialMapping(model, mapping), task: pipeline },
      { task: pipeline },
    );
    if (url.startsWith(`${officialRouter}/`)) return { url, init: info };
  } catch (error) {
    if (!(error instanceof library.InferenceClientInputError)) throw error;
    const message = `${mapping.host} does not take this input: ${error.message}`;
    throw new CallError(message, { kind: "bad-request", code: null, othersMay: true, cause: error });
  }
  // The token is for the router, and for nobody else.
  throw new CallError(`${mapping.host} is not reached through the inference router.`, { kind: "gone", code: null });
}

async function argumentsOf(library: Library, { model, mapping }: HostCall, input: HostInput): Promise<RequestArgs> {
  if (!(input instanceof Blob)) return { model, inputs: input.inputs, ...input };
  const helper = library.getProviderHelper(mapping.host as InferenceProvider, "automatic-speech-recognition");
  return helper.preparePayloadAsync({ model, inputs: input });
}

async function readAnswer(library: Library, { mapping, pipeline }: HostCall, answer: unknown): Promise<unknown> {
  try {
    return await library.getProviderHelper(mapping.host as InferenceProvider, pipeline).getResponse(answer);
  } catch (error) {
    // Whatever it stumbles over is the answer's fault: some helpers read it without a look.
    throw brokenAnswer(mapping.host, "sent an answer in another form than the pipeline's", error);
  }
}
