import type { AnswerEvent } from "../../domain/answer.ts";
import type { EmbeddingInput } from "../../domain/input.ts";
import { type ForeignRecord, recordOrNull, recordsIn, roundedOrNull } from "../../shared/foreign-json.ts";
import { brokenAnswer, reportedFault } from "../failure-kind.ts";
import { readUsage } from "./chat-schema.ts";
import { type Endpoint, headersOf, hopHeaders, postTo, readJson, secretsOf } from "./endpoint.ts";

export interface EmbeddingCall {
  /** As the server names it. */
  model: string;
  input: EmbeddingInput;
  hops?: number | undefined;
  signal: AbortSignal;
}

/** Embeds texts by `POST /embeddings`. Throws as `Invocation` says. */
export async function* embed(
  endpoint: Endpoint,
  { model, input, hops, signal }: EmbeddingCall,
): AsyncGenerator<AnswerEvent> {
  const dimensions = input.dimensions === null ? {} : { dimensions: input.dimensions };
  const body = JSON.stringify({ model, input: input.texts, encoding_format: "float", ...dimensions });
  const headers = { ...headersOf(endpoint), ...hopHeaders(endpoint, hops) };
  const answer = await postTo(endpoint, { path: "/embeddings", body, headers, signal });
  const record = recordOrNull(await readJson(endpoint, answer, signal));
  if (record?.error) {
    throw reportedFault({
      who: endpoint.who,
      error: record.error,
      secrets: secretsOf(endpoint),
      advice: endpoint.advice,
    });
  }
  const vectors = readVectors(record);
  if (vectors.length !== input.texts.length) {
    throw brokenAnswer(endpoint.who, `sent ${vectors.length} vectors for ${input.texts.length} texts`);
  }
  yield { type: "data", data: { kind: "embeddings", vectors } };
  yield { type: "finish", reason: "stop" };
  const usage = readUsage(record?.usage);
  if (usage) yield { type: "usage", usage };
}

/** The vectors in the texts' order, which `index` tells; what is no vector of numbers is left out. */
function readVectors(record: ForeignRecord | null): number[][] {
  return recordsIn(record?.data)
    .map((entry, position) => ({ place: roundedOrNull(entry.index) ?? position, vector: entry.embedding }))
    .sort((a, b) => a.place - b.place)
    .map(({ vector }) => vector)
    .filter(isVector);
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((number) => Number.isFinite(number));
}
