import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import { fieldNamed } from "./fields.ts";
import type { ModelRecord } from "./schema.ts";
import { type ReplicateInterface, takesPictures } from "./suitability.ts";

function routeOf(model: ModelRecord, servedAs: ReplicateInterface): ServedRoute {
  const { form } = model;
  const isChat = servedAs === chatInterface;
  return {
    host: null,
    // Official models have no version that a caller chooses.
    version: model.isOfficial ? null : model.version,
    interface: servedAs,
    status: "live",
    isAdapter: false,
    // Billed by seconds, by pictures or by tokens at prices that the API does not tell; nothing is free.
    inputPrice: null,
    outputPrice: null,
    isFree: false,
    contextLength: null,
    firstTokenMs: null,
    tokensPerSecond: null,
    supportsTools: isChat && form !== null && fieldNamed(form, "tools") === null ? false : null,
    supportsVision: form === null ? null : takesPictures(form),
  };
}

/**
 * The candidate that serves in these ways. Its number of runs is over all its life and so no measure of the last 30
 * days, by which models are compared: its popularity is unknown.
 */
export function candidateOf(
  model: ModelRecord,
  options: { provider: string; interfaces: readonly ReplicateInterface[] },
): Candidate {
  const [first] = options.interfaces;
  return {
    provider: options.provider,
    model: model.id,
    pipelineTag: first === chatInterface ? "text-generation" : (first ?? null),
    tags: model.tags,
    createdAt: model.createdAt,
    downloads: null,
    likes: null,
    licence: model.licence,
    // Whoever has a token may run a public model: nobody's consent is asked.
    isGated: false,
    isDisabled: !model.isPublic,
    parameters: null,
    lineage: null,
    family: null,
    quantization: null,
    isLocal: false,
    isTrusted: false,
    benchmarks: [],
    routes: isRunnable(model) ? options.interfaces.map((each) => routeOf(model, each)) : [],
  };
}

/** Whether there is anything to run: a model may have been made without a version. */
function isRunnable({ isOfficial, version }: ModelRecord): boolean {
  return isOfficial || version !== null;
}
