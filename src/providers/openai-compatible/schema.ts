import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import {
  amountOrNull,
  booleanOrNull,
  type ForeignRecord,
  momentOrNull,
  recordOrNull,
  roundedOrNull,
  textsIn,
} from "../../shared/foreign-json.ts";
import { readPrice } from "./price.ts";
import { type Purpose, purposeOf } from "./purpose.ts";

export interface ListingContext {
  /** The provider's declared name. */
  provider: string;
  isLocal: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  /** Told of entries that are passed over. */
  skipped(reason: string): void;
}

/**
 * Reads the answer of `GET /models`; null where it is no list. Models that neither chat nor embed are left out; entries
 * without a proper id, and further ones with the same, are passed over with a reason.
 */
export function readModels(answer: unknown, context: ListingContext): Candidate[] | null {
  const list = Array.isArray(answer) ? answer : recordOrNull(answer)?.data;
  if (!Array.isArray(list)) return null;
  const candidates = new Map<string, Candidate>();
  for (const element of list) {
    const entry = recordOrNull(element);
    const id = idOrNull(entry?.id);
    if (entry === null || id === null) {
      context.skipped("an entry of the listing has no proper id");
      continue;
    }
    const purpose = purposeOf(id, entry);
    if (purpose === null) continue;
    if (candidates.has(id)) context.skipped("an id stands twice in the listing");
    else candidates.set(id, readModel({ id, entry, purpose }, context));
  }
  return [...candidates.values()];
}

/** Ids are paths of files, at some local servers; control characters could steer the terminal that shows them. */
const idPattern = /^[^\s\p{C}](?:[^\p{C}]{0,254}[^\s\p{C}])?$/u;

function idOrNull(value: unknown): string | null {
  return typeof value === "string" && idPattern.test(value) && !(value in Object.prototype) ? value : null;
}

interface ListedModel {
  id: string;
  entry: ForeignRecord;
  purpose: NonNullable<Purpose>;
}

function readModel({ id, entry, purpose }: ListedModel, { provider, isLocal, now }: ListingContext): Candidate {
  const chats = purpose === chatInterface;
  return {
    provider,
    model: id,
    pipelineTag: chats ? "text-generation" : purpose,
    tags: chats ? ["conversational"] : [],
    createdAt: readCreation(entry, now),
    downloads: null,
    likes: null,
    licence: null,
    isGated: null,
    isDisabled: null,
    // llama.cpp's.
    parameters: roundedOrNull(recordOrNull(entry.meta)?.n_params),
    lineage: null,
    family: null,
    quantization: null,
    isLocal,
    isTrusted: true,
    benchmarks: [],
    routes: [readRoute({ id, entry, purpose }, isLocal)],
  };
}

/** What LiteLLM gives every model (its `DEFAULT_MODEL_CREATED_AT_TIME`), in seconds. */
const madeUpCreation = 1_677_610_602;
const hourMs = 3_600_000;

/** When the model was made, in milliseconds; vLLM and llama.cpp write the moment of the question, which says nothing. */
function readCreation({ created, created_at: createdAt }: ForeignRecord, now: number): number | null {
  const seconds = amountOrNull(created);
  const moment = seconds ? seconds * 1_000 : momentOrNull(createdAt);
  return moment === null || seconds === madeUpCreation || moment > now - hourMs ? null : Math.round(moment);
}

function readRoute({ entry, purpose }: ListedModel, isLocal: boolean): ServedRoute {
  return {
    host: null,
    version: null,
    interface: purpose,
    status: "live",
    isAdapter: false,
    ...readPrice(entry.pricing, isLocal),
    contextLength: readContextLength(entry),
    firstTokenMs: null,
    tokensPerSecond: null,
    supportsTools: readToolSupport(entry),
    supportsVision: readVisionSupport(entry),
  };
}

/** Tokens: vLLM, OpenRouter and Together, Groq, Mistral and LM Studio, in this order. */
function readContextLength(entry: ForeignRecord): number | null {
  const told = [entry.max_model_len, entry.context_length, entry.context_window, entry.max_context_length];
  return told.map(roundedOrNull).find((length) => length !== null && length > 0) ?? null;
}

/** OpenRouter lists the parameters that a model takes; Mistral has a flag. */
function readToolSupport({ supported_parameters: parameters, capabilities }: ForeignRecord): boolean | null {
  if (Array.isArray(parameters)) return textsIn(parameters).includes("tools");
  return booleanOrNull(recordOrNull(capabilities)?.function_calling);
}

function readVisionSupport({ architecture, capabilities }: ForeignRecord): boolean | null {
  const modalities = recordOrNull(architecture)?.input_modalities;
  if (Array.isArray(modalities)) return modalities.includes("image");
  return booleanOrNull(recordOrNull(capabilities)?.vision);
}
