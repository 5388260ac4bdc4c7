import { modelCardMetricScales } from "../../domain/benchmark.ts";
import {
  type BenchmarkResult,
  type Candidate,
  type Lineage,
  lineageRelations,
  type RouteStatus,
  type ServedRoute,
} from "../../domain/candidate.ts";
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
import { hubIdOrNull, licenceIdOrNull, nameOrNull } from "./identifiers.ts";
import { readPrice } from "./price.ts";
import { saysTools } from "./result-notes.ts";

// Read by hand and not with zod: an odd element of a list must cost that element and not the list, and it takes 0.8 µs
// per record where a lenient zod schema of the same fields, without the step to a candidate, takes 1.3 µs.

/** Told of what was passed over. The reason holds no text from outside. */
type Skipped = (reason: string) => void;

/**
 * Reads one entry of `listModels` (where `name` is the model's id and `task` its pipeline). Facts of a wrong type count
 * as unknown; null where the entry has no proper id. Names that are not spelt like names are passed over; tags
 * are taken as they are, since they are only ever compared.
 */
export function readCandidate(entry: ForeignRecord, provider: string, skipped: Skipped): Candidate | null {
  const model = hubIdOrNull(entry.name);
  if (model === null) {
    skipped("a model has no proper id");
    return null;
  }
  const tags = textsIn(entry.tags);
  return {
    provider,
    model,
    pipelineTag: nameOrNull(entry.task),
    tags,
    createdAt: momentOrNull(entry.createdAt),
    downloads: amountOrNull(entry.downloads),
    likes: amountOrNull(entry.likes),
    licence: licenceIn(tags, skipped),
    isGated: readGating(entry.gated),
    isDisabled: booleanOrNull(entry.disabled),
    parameters: readParameters(entry),
    lineage: readLineage(entry.baseModels),
    family: null,
    quantization: null,
    isLocal: false,
    isTrusted: false,
    benchmarks: [...readEvaluations(entry.evalResults, skipped), ...readModelCard(entry["model-index"])],
    routes: readRoutes(entry.inferenceProviderMapping, skipped),
  };
}

/** The candidate with the moment of its listing, by the Hub's clock; as it is where that is not known. */
export function seenThen(candidate: Candidate, seenAt: number | null): Candidate {
  return seenAt === null ? candidate : { ...candidate, seenAt };
}

/** A host's status: only the words that we know count. */
export function readStatus(status: unknown): RouteStatus {
  return status === "live" || status === "staging" || status === "error" ? status : "unknown";
}

const licencePrefix = "license:";

/** The licence is read from the tags: the model card, which has it too, is many times as large. */
function licenceIn(tags: readonly string[], skipped: Skipped): string | null {
  const tag = tags.find((each) => each.startsWith(licencePrefix));
  if (tag === undefined) return null;
  const licence = licenceIdOrNull(tag.slice(licencePrefix.length));
  if (licence === null) skipped("a licence is not spelt like one, and counts as unknown");
  return licence;
}

/** `false`, or how access is granted: "auto" at once, "manual" by the author. */
function readGating(gated: unknown): boolean | null {
  return typeof gated === "string" ? true : booleanOrNull(gated);
}

/** The number of weights; 0 is no number of weights. */
function readParameters({ safetensors, gguf }: ForeignRecord): number | null {
  return amountOrNull(recordOrNull(safetensors)?.total) || amountOrNull(recordOrNull(gguf)?.total) || null;
}

/** What the model was made from; null where that is not told, or cannot be read. */
function readLineage(baseModels: unknown): Lineage | null {
  const record = recordOrNull(baseModels);
  const relation = lineageRelations.find((each) => each === record?.relation);
  const bases = recordsIn(record?.models).flatMap(({ id }) => hubIdOrNull(id) ?? []);
  return relation === undefined || bases.length === 0 ? null : { relation, bases };
}

function readRoutes(mappings: unknown, skipped: Skipped): ServedRoute[] {
  const routes: ServedRoute[] = [];
  for (const mapping of recordsIn(mappings)) {
    const host = nameOrNull(mapping.provider);
    const task = nameOrNull(mapping.task ?? "unknown");
    if (host === null || task === null) skipped("a host of a model, or what it serves, has no proper name");
    else routes.push(readRoute(mapping, { host, task }));
  }
  return routes;
}

function readRoute(mapping: ForeignRecord, { host, task }: { host: string; task: string }): ServedRoute {
  const performance = recordOrNull(mapping.performance);
  const details = recordOrNull(mapping.providerDetails);
  const { inputPrice, outputPrice, isFree } = readPrice(details?.pricing);
  return {
    host,
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
    supportsVision: null,
  };
}

function readEvaluations(evaluations: unknown, skipped: Skipped): BenchmarkResult[] {
  const results: BenchmarkResult[] = [];
  for (const each of recordsIn(evaluations)) {
    const data = recordOrNull(each.data) ?? each;
    const benchmark = hubIdOrNull(recordOrNull(data.dataset)?.id);
    const value = leadingNumberOrNull(data.value);
    if (benchmark === null) skipped("a result names no proper benchmark");
    else if (value !== null) {
      const isAssisted = saysTools(data.notes) ? { isAssisted: true } : {};
      const isVerified = each.verified === true;
      results.push({ benchmark, value, origin: "record", isVerified, pipeline: null, ...isAssisted });
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
  const pipeline = nameOrNull(recordOrNull(result.task)?.type);
  for (const metric of recordsIn(result.metrics)) {
    const benchmark = textOrNull(metric.type)?.toLowerCase();
    const value = leadingNumberOrNull(metric.value);
    if (benchmark && value !== null && Object.hasOwn(modelCardMetricScales, benchmark)) {
      results.push({ benchmark, value, origin: "model-card", isVerified: metric.verified === true, pipeline });
    }
  }
  return results;
}
