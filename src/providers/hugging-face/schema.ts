import { modelCardMetricScales } from "../../domain/benchmark.ts";
import type { BenchmarkResult, Candidate, RouteStatus, ServedRoute } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import {
  amountOrNull,
  booleanOrNull,
  type ForeignRecord,
  leadingNumberOrNull,
  momentOrNull,
  recordOrNull,
  recordsIn,
  roundedOrNull,
  textOrNull,
  textsIn,
} from "../../shared/foreign-json.ts";
import { readPrice } from "./price.ts";

// Read by hand and not with zod: an odd element of a list must cost that element and not the list, and it takes 0.8 µs
// per record where a lenient zod schema of the same fields, without the step to a candidate, takes 1.3 µs.

/**
 * Reads one entry of `listModels` (where `name` is the model's id and `task` its pipeline). Facts of a wrong type count
 * as unknown; null where the entry has no id.
 */
export function readCandidate(entry: ForeignRecord, provider: string): Candidate | null {
  const model = textOrNull(entry.name);
  if (model === null) {
    return null;
  }
  const tags = textsIn(entry.tags);
  return {
    provider,
    model,
    pipelineTag: textOrNull(entry.task),
    tags,
    createdAt: momentOrNull(entry.createdAt),
    downloads: amountOrNull(entry.downloads),
    likes: amountOrNull(entry.likes),
    licence: licenceIn(tags),
    isGated: readGating(entry.gated),
    isDisabled: booleanOrNull(entry.disabled),
    parameters: amountOrNull(recordOrNull(entry.safetensors)?.total),
    benchmarks: [...readEvaluations(entry.evalResults), ...readModelCard(entry["model-index"])],
    routes: recordsIn(entry.inferenceProviderMapping).map(readRoute),
  };
}

/** A host's status: only the words that we know count. */
export function readStatus(status: unknown): RouteStatus {
  return status === "live" || status === "staging" || status === "error" ? status : "unknown";
}

const licencePrefix = "license:";

/** The licence is read from the tags: the model card, which has it too, is many times as large. */
function licenceIn(tags: readonly string[]): string | null {
  const tag = tags.find((each) => each.startsWith(licencePrefix));
  return textOrNull(tag?.slice(licencePrefix.length).toLowerCase());
}

/** `false`, or how access is granted: "auto" at once, "manual" by the author. */
function readGating(gated: unknown): boolean | null {
  return typeof gated === "string" ? true : booleanOrNull(gated);
}

function readRoute(mapping: ForeignRecord): ServedRoute {
  const performance = recordOrNull(mapping.performance);
  const details = recordOrNull(mapping.providerDetails);
  const task = textOrNull(mapping.task) ?? "unknown";
  const { inputPrice, outputPrice, isFree } = readPrice(details?.pricing);
  return {
    host: textOrNull(mapping.provider),
    version: null,
    interface: task === "conversational" ? chatInterface : task,
    status: readStatus(mapping.status),
    isAdapter: mapping.type === "tag-filter",
    inputPrice,
    outputPrice,
    isFree,
    contextLength: roundedOrNull(details?.context_length),
    firstTokenMs: roundedOrNull(performance?.firstTokenLatencyMs),
    tokensPerSecond: amountOrNull(performance?.tokensPerSecond),
    supportsTools: booleanOrNull(recordOrNull(mapping.features)?.toolCalling),
  };
}

function readEvaluations(evaluations: unknown): BenchmarkResult[] {
  const results: BenchmarkResult[] = [];
  for (const each of recordsIn(evaluations)) {
    const data = recordOrNull(each.data) ?? each;
    const benchmark = textOrNull(recordOrNull(data.dataset)?.id);
    const value = leadingNumberOrNull(data.value);
    if (benchmark !== null && value !== null) {
      results.push({ benchmark, value, origin: "record", isVerified: each.verified === true, pipeline: null });
    }
  }
  return results;
}

/** The older index of a model card holds any metric, sometimes thousands: those without a scale are left out. */
function readModelCard(index: unknown): BenchmarkResult[] {
  return recordsIn(index).flatMap((model) => recordsIn(model.results).flatMap(readModelCardResult));
}

function readModelCardResult(result: ForeignRecord): BenchmarkResult[] {
  const results: BenchmarkResult[] = [];
  const pipeline = textOrNull(recordOrNull(result.task)?.type);
  for (const metric of recordsIn(result.metrics)) {
    const benchmark = textOrNull(metric.type)?.toLowerCase();
    const value = leadingNumberOrNull(metric.value);
    if (benchmark && value !== null && Object.hasOwn(modelCardMetricScales, benchmark)) {
      results.push({ benchmark, value, origin: "model-card", isVerified: metric.verified === true, pipeline });
    }
  }
  return results;
}
