import { UserFacingError } from "../../domain/errors.ts";
import { type ForeignRecord, recordOrNull } from "../../shared/foreign-json.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import { CallError } from "../invocation.ts";
import { headersOf, postTo, readJson } from "../open-ai/endpoint.ts";
import type { OllamaServer } from "./server.ts";

/** The questions of one session to one server. Each rejects with an `UpstreamError`, or with the signal's reason. */
export interface ListingRequest {
  /** What `/api/tags` or `/api/ps` answers. */
  get(path: string, signal: AbortSignal): Promise<unknown>;
  /** What `/api/show` says of a model; null where it is not installed. */
  show(model: string, signal: AbortSignal): Promise<ForeignRecord | null>;
  /** How many have left for the network. */
  requests(): number;
}

export interface ListingRequestOptions {
  /** The provider's declared name. */
  name: string;
  server: OllamaServer;
  http: HttpClient;
}

/** So long may a description take: the server reads it from its disk. */
const descriptionMs = 20_000;

/** Asks once, without retries: a server nearby answers at once, or is not there. */
export function createListingRequest({ name, server, http }: ListingRequestOptions): ListingRequest {
  const { endpoint } = server;
  const headers = headersOf(endpoint);
  let requests = 0;

  return {
    requests: () => requests,
    async get(path, signal) {
      requests += 1;
      try {
        return (await http.getJson(endpoint.baseUrl + path, { headers, signal, maximumAttempts: 1 })).data;
      } catch (error) {
        throw isSilence(error) ? notThere(name, server, error) : error;
      }
    },
    async show(model, signal) {
      requests += 1;
      // Older versions know the model by `name`.
      const body = JSON.stringify({ model, name: model });
      const deadline = endpoint.clock.deadline(descriptionMs);
      const either = AbortSignal.any([signal, deadline]);
      try {
        const answer = await postTo(endpoint, { path: "/api/show", body, headers, signal: either });
        return recordOrNull(await readJson(endpoint, answer, either)) ?? {};
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CallError && error.code === 404) return null;
        if (error instanceof CallError && error.code === "ECONNREFUSED") throw notThere(name, server, error);
        throw toUpstreamError(error, `${endpoint.who} did not describe a model within ${descriptionMs / 1_000} s.`);
      }
    },
  };
}

/** Nothing was answered at all. */
export function isSilence(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.status === null;
}

function notThere(name: string, { address }: OllamaServer, cause: unknown): UpstreamError {
  const off = `turn the provider off in the policy: "${name}": { "enabled": false }`;
  const sentence = `Ollama does not answer at ${address}. Start it with "ollama serve", or ${off}.`;
  return new UpstreamError(sentence, { status: null, isRetryable: true, cause });
}

function toUpstreamError(error: unknown, otherwise: string): UpstreamError {
  const status = error instanceof CallError && typeof error.code === "number" ? error.code : null;
  const message = error instanceof UserFacingError ? error.message : otherwise;
  return new UpstreamError(message, { status, isRetryable: true, cause: error });
}
