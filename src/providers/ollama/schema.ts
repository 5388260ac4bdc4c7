import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import { chatInterface } from "../../domain/route.ts";
import {
  amountOrNull,
  type ForeignRecord,
  recordOrNull,
  recordsIn,
  textOrNull,
  textsIn,
} from "../../shared/foreign-json.ts";
import { readLicence } from "./licence.ts";

/** By it a task's lookup finds chat models, as by the Hub's tag. */
export const chatTag = "conversational";
export const embeddingInterface = "feature-extraction";

/** A model's name as Ollama spells it: "llama3.2:latest", "hf.co/owner/name:Q4_K_M", "host:5000/owner/name:tag". */
const modelName = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*(?::[\w.-]+)?$/;
const longestName = 200;

/** The name; null where it is not spelt like one: names become keys, and words in messages. */
export function modelNameOrNull(value: unknown): string | null {
  const name = textOrNull(value);
  if (name === null || name.length > longestName || !modelName.test(name)) return null;
  return name in Object.prototype || /(?:^|\/)(?:\.{1,2}|__\w+__)(?:[:/]|$)/.test(name) ? null : name;
}

/** The names in an answer of `/api/tags`; null where it is no list of models. */
export function readInstalledModels(answer: unknown, skipped: (reason: string) => void): string[] | null {
  const models = recordOrNull(answer)?.models;
  // A server without models may say null.
  if (models === null) return [];
  if (!Array.isArray(models)) return null;
  const names = new Set<string>();
  for (const element of models) {
    const entry = recordOrNull(element);
    const name = modelNameOrNull(entry?.model ?? entry?.name);
    if (name === null) skipped("an installed model has no proper name");
    else names.add(name);
  }
  return [...names];
}

/** The models in memory, by an answer of `/api/ps`, with the context in tokens that each has there; null where unknown. */
export function readLoadedModels(answer: unknown): ReadonlyMap<string, number | null> {
  const loaded = new Map<string, number | null>();
  for (const entry of recordsIn(recordOrNull(answer)?.models)) {
    const name = modelNameOrNull(entry.model ?? entry.name);
    if (name !== null) loaded.set(name, wholeOrNull(entry.context_length));
  }
  return loaded;
}

export interface DescribedModel {
  provider: string;
  model: string;
  /** An answer of `/api/show`. */
  description: ForeignRecord;
  isLocal: boolean;
  /** It is in memory, with so many tokens of context (null: unknown); undefined where it is not. */
  loadedContext: number | null | undefined;
}

/**
 * The candidate; null where the server does not say what the model can do (versions before 0.6.4), or where that is
 * nothing that we use. All facts are the server's own, none is guessed from the name. When a model was made it does not
 * say: `modified_at` is when it was installed.
 */
export function readCandidate(described: DescribedModel): Candidate | null {
  const { provider, model, description } = described;
  const capabilities = textsIn(description.capabilities);
  const routes = readRoutes(described, capabilities);
  if (routes.length === 0) return null;
  const details = recordOrNull(description.details);
  const info = recordOrNull(description.model_info);
  return {
    provider,
    model,
    pipelineTag: pipelineOf(capabilities),
    tags: tagsOf(described, capabilities),
    createdAt: null,
    downloads: null,
    likes: null,
    licence: readLicence(info?.["general.license"], description.license),
    // It is installed: whoever did so has consented to what there was to consent to.
    isGated: false,
    isDisabled: false,
    parameters: wholeOrNull(info?.["general.parameter_count"]) ?? readSize(details?.parameter_size),
    lineage: null,
    family: textOrNull(details?.family) ?? textOrNull(info?.["general.architecture"]),
    quantization: readQuantization(details?.quantization_level),
    isLocal: isOwn(described),
    isTrusted: true,
    benchmarks: [],
    routes,
  };
}

/** A model of Ollama's cloud is listed like the others; what it is told leaves the machine. */
export function isOwn({ description, isLocal }: Pick<DescribedModel, "description" | "isLocal">): boolean {
  return isLocal && textOrNull(description.remote_host) === null && textOrNull(description.remote_model) === null;
}

function tagsOf({ loadedContext }: DescribedModel, capabilities: readonly string[]): string[] {
  const chat = capabilities.includes("completion") ? [chatTag] : [];
  return [...chat, ...capabilities, ...(loadedContext === undefined ? [] : ["loaded"])];
}

function pipelineOf(capabilities: readonly string[]): string {
  if (!capabilities.includes("completion")) return embeddingInterface;
  return capabilities.includes("vision") ? "image-text-to-text" : "text-generation";
}

function readRoutes(described: DescribedModel, capabilities: readonly string[]): ServedRoute[] {
  const price = isOwn(described) ? 0 : null;
  const shared = {
    host: null,
    version: null,
    status: "live" as const,
    isAdapter: false,
    inputPrice: price,
    outputPrice: price,
    isFree: price === 0 ? true : null,
    contextLength: contextLengthOf(described),
    firstTokenMs: null,
    tokensPerSecond: null,
  };
  const routes: ServedRoute[] = [];
  if (capabilities.includes("completion")) {
    const supportsTools = capabilities.includes("tools");
    const supportsVision = capabilities.includes("vision");
    routes.push({ ...shared, interface: chatInterface, supportsTools, supportsVision });
  }
  if (capabilities.includes("embedding")) {
    routes.push({ ...shared, interface: embeddingInterface, supportsTools: null, supportsVision: null });
  }
  return routes;
}

/**
 * The context that a call can have, in tokens: what the model was trained for, or less where its Modelfile says so, and
 * then it has not been loaded with more. The server's own default is often far smaller, and cuts what is longer without a
 * word; so a call that needs more asks for it (see context-window.ts).
 */
function contextLengthOf({ description, loadedContext }: DescribedModel): number | null {
  const trained = trainedContextOf(recordOrNull(description.model_info));
  const chosen = /^num_ctx\s+"?(\d{1,9})\b/m.exec(textOrNull(description.parameters) ?? "")?.[1];
  if (chosen === undefined) return trained ?? loadedContext ?? null;
  const length = Math.max(Number(chosen), loadedContext ?? 0);
  return trained === null ? length : Math.min(length, trained);
}

function trainedContextOf(info: ForeignRecord | null): number | null {
  if (info === null) return null;
  const own = wholeOrNull(info[`${textOrNull(info["general.architecture"])}.context_length`]);
  const key = Object.keys(info).find((each) => each.endsWith(".context_length"));
  return own ?? (key === undefined ? null : wholeOrNull(info[key]));
}

/** A whole number above 0: Ollama writes 0 for what it does not know. */
function wholeOrNull(value: unknown): number | null {
  const amount = Math.round(amountOrNull(value) ?? 0);
  return amount === 0 ? null : amount;
}

const units: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** "7.6B" or "137M" as a number. */
function readSize(value: unknown): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([KMBT])$/i.exec(textOrNull(value) ?? "");
  const unit = units[match?.[2]?.toUpperCase() ?? ""];
  return match?.[1] === undefined || unit === undefined ? null : wholeOrNull(Number(match[1]) * unit);
}

/** Null for a model that is whole: its numbers are kept as they were trained. */
function readQuantization(value: unknown): string | null {
  const level = textOrNull(value);
  return level !== null && /^(?!BF?16$|F(?:16|32)$|unknown$)[\w.-]{1,40}$/i.test(level) ? level : null;
}
