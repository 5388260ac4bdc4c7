import { isForeignRecord, recordOrNull, recordsIn } from "../../shared/foreign-json.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import { describeUrl, type StatusAdvice } from "../../shared/http-failure.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import { type ModelRecord, readModel } from "./schema.ts";

export interface ReplicateAccount {
  /** Ends in /v1, without a slash after it. */
  baseUrl: string;
  token: string;
  /** The variable that holds the token, for sentences. */
  tokenName: string;
}

/** Models as an answer holds them, and how many of its elements were none. */
export interface ModelList {
  models: ModelRecord[];
  passedOver: number;
  /** The path and query of the next page; null where there is none. */
  next: string | null;
}

/** What a run asks of Replicate's catalogue. Each rejects as `HttpClient.getJson` does. */
export interface CatalogueRequest {
  collection(slug: string, signal: AbortSignal): Promise<ModelList>;
  search(query: string, signal: AbortSignal): Promise<ModelList>;
  /** `page` is null for the first: those whose latest version is newest. */
  newest(page: string | null, signal: AbortSignal): Promise<ModelList>;
  /** Null where the answer is no model's record. */
  model(id: string, signal: AbortSignal): Promise<ModelRecord | null>;
  /** Requests that reached the network so far, without retries. */
  requests(): number;
}

/** What a person can do about Replicate's refusals. */
export function adviceFor(tokenName: string): StatusAdvice {
  const check = `Check ${tokenName}: it may be mistyped, or disabled.`;
  return { 401: check, 403: check };
}

function readList(elements: unknown, url: string): Pick<ModelList, "models" | "passedOver"> {
  if (!Array.isArray(elements)) {
    const sentence = `${describeUrl(url)} sent something that is not a list of models. Try again later.`;
    throw new UpstreamError(sentence, { status: 200, isRetryable: true });
  }
  const models = elements.map((each) => readModel(each)).filter((each) => each !== null);
  return { models, passedOver: elements.length - models.length };
}

/** A search's models stand beside their tags. */
function readFound(data: unknown, url: string): ModelList {
  const found = recordOrNull(data)?.models;
  if (!Array.isArray(found)) return { ...readList(found, url), next: null };
  const models = recordsIn(found)
    .map((each) => readModel(each.model, recordOrNull(each.metadata)?.tags))
    .filter((each) => each !== null);
  return { models, passedOver: found.length - models.length, next: null };
}

/** The query of the next page's address: its origin is not followed, so that the token goes nowhere else. */
function nextPageOf(data: unknown): string | null {
  const next = recordOrNull(data)?.next;
  const query = typeof next === "string" && URL.canParse(next) ? new URL(next).search : "";
  return query === "" ? null : `/models${query}`;
}

const mostFound = 50;

/** The questions of one session. */
export function createCatalogueRequest(account: ReplicateAccount, http: HttpClient): CatalogueRequest {
  let requests = 0;
  const headers = { authorization: `Bearer ${account.token}` };
  const advice = adviceFor(account.tokenName);
  const onAttempt = (attempt: number) => {
    if (attempt === 1) requests += 1;
  };

  async function get(path: string, signal: AbortSignal) {
    const url = account.baseUrl + path;
    const { data } = await http.getJson(url, { headers, signal, advice, onAttempt });
    return { data, url };
  }

  return {
    async collection(slug, signal) {
      const { data, url } = await get(`/collections/${encodeURIComponent(slug)}`, signal);
      return { ...readList(recordOrNull(data)?.models, url), next: null };
    },
    async search(query, signal) {
      const { data, url } = await get(`/search?query=${encodeURIComponent(query)}&limit=${mostFound}`, signal);
      return readFound(data, url);
    },
    async newest(page, signal) {
      const { data, url } = await get(page ?? "/models?sort_by=latest_version_created_at&sort_direction=desc", signal);
      return { ...readList(recordOrNull(data)?.results, url), next: nextPageOf(data) };
    },
    async model(id, signal) {
      const { data } = await get(`/models/${id}`, signal);
      return isForeignRecord(data) ? readModel(data) : null;
    },
    requests: () => requests,
  };
}
