import { type AnswerEvent, nothingKnown } from "../../domain/answer.ts";
import type { EmbeddingInput } from "../../domain/input.ts";
import { recordOrNull, roundedOrNull } from "../../shared/foreign-json.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { type Endpoint, headersOf, postTo, readJson } from "../open-ai/endpoint.ts";
import { faultWithin } from "./failure.ts";

export interface EmbeddingCall {
  endpoint: Endpoint;
  model: string;
  input: EmbeddingInput;
  /** As the policy says; null for the server's own. */
  keepAlive: string | number | null;
  signal: AbortSignal;
}

/** Embeds texts by `/api/embed`. Throws as `Invocation` says. */
export async function* embed({
  endpoint,
  model,
  input,
  keepAlive,
  signal,
}: EmbeddingCall): AsyncGenerator<AnswerEvent> {
  const body = JSON.stringify({
    model,
    input: input.texts,
    ...(input.dimensions !== null && { dimensions: input.dimensions }),
    ...(keepAlive !== null && { keep_alive: keepAlive }),
  });
  const answer = await postTo(endpoint, { path: "/api/embed", body, headers: headersOf(endpoint), signal });
  const record = recordOrNull(await readJson(endpoint, answer, signal)) ?? {};
  if (record.error !== undefined) throw faultWithin(endpoint, record);
  const vectors = Array.isArray(record.embeddings) ? record.embeddings.filter(isVector) : [];
  if (vectors.length !== input.texts.length) {
    throw brokenAnswer(endpoint.who, `sent ${vectors.length} vectors for ${input.texts.length} texts`);
  }
  yield { type: "data", data: { kind: "embeddings", vectors } };
  yield { type: "finish", reason: "stop" };
  yield { type: "usage", usage: { ...nothingKnown, inputTokens: roundedOrNull(record.prompt_eval_count) } };
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((number) => Number.isFinite(number));
}
