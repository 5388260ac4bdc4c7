import type { Candidate } from "../../domain/candidate.ts";
import type { Clock } from "../../shared/clock.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import { describeUrl } from "../../shared/http-failure.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import { type DeclaredAddress, keyAdvice, type ServerAddress } from "./address.ts";
import { readModels } from "./schema.ts";

export interface ListingOptions {
  /** The provider's declared name. */
  name: string;
  declared: DeclaredAddress;
  isLocal: boolean;
  http: HttpClient;
  clock: Clock;
}

export interface ListingRequest {
  signal: AbortSignal;
  /** Told of entries that are passed over. */
  skipped(reason: string): void;
  /** Called when the request leaves for the network. */
  onRequest?: () => void;
}

/** A server with an API of Anthropic's kind has more than chat: its own listing wants the key by another name. */
function listingHeaders({ baseUrl, key }: ServerAddress): Readonly<Record<string, string>> {
  if (key === null) return {};
  const isAnthropic = new URL(baseUrl).hostname === "api.anthropic.com";
  const own = isAnthropic ? { "x-api-key": key, "anthropic-version": "2023-06-01" } : {};
  return { authorization: `Bearer ${key}`, ...own };
}

/** All models that the server lists. Rejects with an `UpstreamError`, or with the signal's reason. */
export async function fetchModels(options: ListingOptions, request: ListingRequest): Promise<Candidate[]> {
  const { name, declared, isLocal, http, clock } = options;
  if (declared.address === null) throw new UpstreamError(declared.fault, { status: null, isRetryable: false });
  const { address } = declared;
  const url = `${address.baseUrl}/models`;
  const advice = { 401: keyAdvice(address), 403: keyAdvice(address) };
  const { data, status } = await http.getJson(url, {
    headers: listingHeaders(address),
    signal: request.signal,
    advice,
    onAttempt: (attempt) => {
      if (attempt === 1) request.onRequest?.();
    },
  });
  const models = readModels(data, { provider: name, isLocal, now: clock.now(), skipped: request.skipped });
  if (models) return models;
  const sentence = `${describeUrl(url)} sent something that is not a list of models. Check providers.${name}.baseUrl in the policy.`;
  throw new UpstreamError(sentence, { status, isRetryable: false });
}
