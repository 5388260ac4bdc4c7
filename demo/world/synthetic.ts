import type { HubMapping, HubRecord } from "./hub-record.ts";
import { objectIdOf, type Position, type RecordSource } from "./record-store.ts";

export interface SyntheticOptions {
  count: number;
  /** The same seed makes the same models; default 1. */
  seed?: number;
  /** Pipelines in turn; default: a mix with chat models in most places. */
  pipelines?: readonly string[];
  /** Milliseconds since the epoch from which ages count; default: a fixed day, so that every run is the same. */
  now?: number;
}

const defaultPipelines = (
  "text-generation text-generation image-text-to-text text-generation text-to-image text-classification " +
  "feature-extraction text-generation sentence-similarity fill-mask summarization translation question-answering " +
  "token-classification zero-shot-classification automatic-speech-recognition text-to-speech text-to-video"
).split(" ");
const chatPipelines = new Set(["text-generation", "image-text-to-text"]);
const licences = ["apache-2.0", "apache-2.0", "mit", "apache-2.0", "llama3.1", "cc-by-nc-4.0", "other", undefined];
const families = ["Qwen", "Llama", "Mistral", "Gemma", "Phi", "Falcon", "Granite", "Heron"];
const hosts = ["novita", "together", "fireworks-ai", "nscale", "groq", "featherless-ai"];
const fixedNow = Date.UTC(2026, 5, 27);
const dayMs = 24 * 60 * 60 * 1000;

/** One plausible record. It depends on the seed and the index alone. */
export function syntheticRecord(index: number, options: SyntheticOptions): HubRecord {
  const { seed = 1, now = fixedNow, count } = options;
  const random = randomNumbers(seed * 1_000_003 + index);
  const pipeline = pipelineAt(index, options);
  const isChat = chatPipelines.has(pipeline);
  const id = `${pick(families, random).toLowerCase()}-lab-${index % 97}/${pick(families, random)}-${index}`;
  const licence = pick(licences, random);
  const rank = (index + 1) / count;
  const createdAt = new Date(now - Math.floor(random() * 1200) * dayMs).toISOString();
  return {
    _id: index.toString(16).padStart(24, "0"),
    id,
    private: false,
    disabled: false,
    gated: random() < 0.08 ? "manual" : false,
    downloads: Math.round(5_000_000 * (1 - rank) ** 6) + count - index,
    likes: Math.round(4_000 * (1 - rank) ** 6 * (0.5 + random())),
    trendingScore: Math.round(500 * (1 - rank) ** 4) / 10,
    createdAt,
    lastModified: createdAt,
    pipeline_tag: pipeline,
    library_name: "transformers",
    tags: ["transformers", pipeline, ...(isChat ? ["conversational"] : []), ...(licence ? [`license:${licence}`] : [])],
    safetensors: { total: Math.round(10 ** (8 + random() * 3.5)) },
    "model-index": null,
    inferenceProviderMapping: isChat ? chatMappings(id, random) : [pipelineMapping(id, pipeline)],
  };
}

/** The records one after another; nothing is kept. */
export function* syntheticRecords(options: SyntheticOptions): Generator<HubRecord> {
  for (let index = 0; index < options.count; index += 1) yield syntheticRecord(index, options);
}

/** A Hub's records made on the fly. Their order is that of the downloads, whatever is asked for. */
export function createSyntheticSource(options: SyntheticOptions): RecordSource {
  return {
    *walk({ after, pipelineTag }) {
      for (let index = indexAfter(after); index < options.count; index += 1) {
        if (pipelineTag === null || pipelineAt(index, options) === pipelineTag) yield syntheticRecord(index, options);
      }
    },
    find(model) {
      const index = Number(/-(\d+)$/.exec(model)?.[1]);
      if (!(index < options.count)) return undefined;
      const record = syntheticRecord(index, options);
      return record.id === model ? record : undefined;
    },
  };
}

function indexAfter(position: Position | null): number {
  return position === null ? 0 : Number.parseInt(position.id, 16) + 1;
}

function pipelineAt(index: number, { pipelines = defaultPipelines }: SyntheticOptions): string {
  return pipelines[index % pipelines.length] ?? "text-generation";
}

function chatMappings(id: string, random: () => number): HubMapping[] {
  const first = Math.floor(random() * hosts.length);
  return [0, 1].map((offset) => ({
    _id: objectIdOf(id),
    provider: hosts[(first + offset) % hosts.length] ?? "novita",
    providerId: id.toLowerCase(),
    status: random() < 0.07 ? "error" : "live",
    task: "conversational",
    type: "single-model",
    isModelAuthor: false,
    features: { toolCalling: random() < 0.6, structuredOutput: random() < 0.5 },
    performance: {
      firstTokenLatencyMs: Math.round(150 + random() * 1500),
      tokensPerSecond: Math.round(10 + random() * 140),
    },
    providerDetails: {
      context_length: 2 ** (13 + Math.floor(random() * 6)),
      pricing: { input: roundPrice(random()), output: roundPrice(random() * 3) },
    },
  }));
}

function pipelineMapping(id: string, pipeline: string): HubMapping {
  return {
    _id: objectIdOf(id),
    provider: "hf-inference",
    providerId: id,
    status: "live",
    task: pipeline,
    type: "single-model",
    isModelAuthor: false,
    performance: { requestLatencyMs: 200 },
  };
}

function roundPrice(price: number): number {
  return Math.round(price * 100) / 100;
}

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** Numbers from 0 to 1 in a fixed order (mulberry32): tests and benchmarks need the same models every time. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
