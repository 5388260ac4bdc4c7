import { type Answer, jsonAnswer, type Question } from "./answer.ts";
import type { CallTarget } from "./call.ts";
import type { HubMapping, HubRecord } from "./hub-record.ts";
import { answerInference, answerJobStatus, type InferenceWorld, inferenceCallOf } from "./inference/inference.ts";
import { answerFile } from "./inference/job.ts";
import type { Minds } from "./knowledge/minds.ts";
import type { RecordSource } from "./record-store.ts";

/** The real catalogue has about 140 models; a world of a hundred thousand does not send them all in one answer. */
const largestCatalogue = 500;

interface RouterOptions {
  source: RecordSource;
  minds: Minds;
  token: string;
  /** Tokens a second that models stream; null where all come at once. */
  tokensPerSecond?: number | null;
}

export interface InferenceRouter {
  answer(question: Question): Answer;
  callOf(question: Question): CallTarget | null;
}

/**
 * Answers as the inference router does: its catalogue, chat models and who serves them, to anonymous readers too; and
 * calls of models, which want the token.
 */
export function createRouter({ source, minds, token, tokensPerSecond = null }: RouterOptions): InferenceRouter {
  const pace = tokensPerSecond === null ? {} : { eventIntervalMs: 1000 / tokensPerSecond };

  function answer(question: Question): Answer {
    const file = answerFile(question);
    if (file) return file;
    const { authorization } = question.headers;
    const isKnown = authorization === `Bearer ${token}`;
    if (!isKnown && (authorization !== undefined || !isCatalogue(question))) {
      return jsonAnswer({ error: "Invalid username or password." }, 401);
    }
    return { ...pace, ...answerKnown(question, { source, minds }) };
  }

  return { answer, callOf: (question) => inferenceCallOf(question, source) };
}

/** To somebody who may read it. */
function answerKnown(question: Question, world: InferenceWorld): Answer {
  const { method, url } = question;
  if (method === "POST") return answerInference(question, world);
  if (method !== "GET" && method !== "HEAD") return jsonAnswer({ error: "Method not allowed" }, 405);
  return isCatalogue(question) ? answerCatalogue(url, world.source) : (answerJobStatus(question) ?? notFound());
}

function isCatalogue({ method, url }: Question): boolean {
  return method !== "POST" && /^\/v1\/models(?:\/|$)/.test(url.pathname);
}

function answerCatalogue({ pathname }: URL, source: RecordSource): Answer {
  if (pathname === "/v1/models") return jsonAnswer({ object: "list", data: catalogue(source) });
  const record = source.find(decodeURIComponent(pathname.slice("/v1/models/".length)));
  const entry = record && catalogueEntry(record);
  return entry ? jsonAnswer(entry) : notFound();
}

function notFound(): Answer {
  return jsonAnswer({ error: "Not found" }, 404);
}

function catalogue(source: RecordSource) {
  const entries = [];
  for (const record of source.walk({ sort: "trendingScore", after: null, pipelineTag: null })) {
    const entry = catalogueEntry(record);
    if (entry) entries.push(entry);
    if (entries.length === largestCatalogue) break;
  }
  return entries;
}

function catalogueEntry(record: HubRecord) {
  const chat = (record.inferenceProviderMapping ?? []).filter(({ task }) => task === "conversational");
  if (chat.length === 0) return null;
  const seesPictures = record.pipeline_tag === "image-text-to-text";
  return {
    id: record.id,
    object: "model",
    ...(record.createdAt && { created: Math.floor(Date.parse(record.createdAt) / 1000) }),
    owned_by: record.id.split("/")[0],
    architecture: {
      input_modalities: seesPictures ? ["text", "image"] : ["text"],
      output_modalities: ["text"],
    },
    providers: chat.map(providerEntry),
  };
}

/** Every fact but the host and its status is left out where the host does not tell it. */
function providerEntry({ provider, status, providerDetails, features, performance, isModelAuthor }: HubMapping) {
  return {
    provider,
    status,
    ...(providerDetails?.context_length !== undefined && { context_length: providerDetails.context_length }),
    ...(providerDetails?.pricing && { pricing: providerDetails.pricing }),
    ...(features?.toolCalling !== undefined && { supports_tools: features.toolCalling }),
    ...(features?.structuredOutput !== undefined && { supports_structured_output: features.structuredOutput }),
    ...(performance?.firstTokenLatencyMs !== undefined && { first_token_latency_ms: performance.firstTokenLatencyMs }),
    ...(performance?.tokensPerSecond !== undefined && { throughput: performance.tokensPerSecond }),
    is_model_author: isModelAuthor ?? false,
  };
}
