import type { Candidate } from "../../domain/candidate.ts";
import { UserFacingError } from "../../domain/errors.ts";
import { isForeignRecord } from "../../shared/foreign-json.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import type { HubRequest } from "./hub-request.ts";
import { withMappingList } from "./mapping-list.ts";
import type { RequestBudget } from "./request-budget.ts";
import type { Router } from "./router.ts";
import { mergeRouter } from "./router-schema.ts";
import { readCandidate } from "./schema.ts";

export interface ModelRecordOptions {
  provider: string;
  endpoint: string;
  request: HubRequest;
  router: Router;
  budget: RequestBudget;
}

/** What a listing asks for, by the names that the Hub itself uses. */
const fields = [
  "pipeline_tag",
  "gated",
  "downloads",
  "likes",
  "createdAt",
  "disabled",
  "safetensors",
  "inferenceProviderMapping",
  "tags",
  "model-index",
  "evalResults",
];

/** A missing model: to a reader without a token the Hub says 401, as for one that may not be seen. */
const goneStatuses: ReadonlySet<number | null> = new Set([401, 404, 410]);

/**
 * One model's own record, for a model that a capped listing may have left out; null where the Hub no longer has it.
 * Rejects with a `UserFacingError` where it cannot be asked, or the budget allows no more.
 */
export async function findCandidate(
  model: string,
  signal: AbortSignal,
  options: ModelRecordOptions,
): Promise<Candidate | null> {
  const { provider, endpoint, request, router, budget } = options;
  if (!budget.takeModel()) throw new UserFacingError(`${model} was not looked up: the run's requests are used up.`);
  const query = fields.map((field) => `expand=${field}`).join("&");
  try {
    const { data } = await request({ url: `${endpoint}/api/models/${model}?${query}`, signal });
    if (!isForeignRecord(data)) throw new UserFacingError(`${endpoint} sent something that is not a model's record.`);
    // The client that makes listings names two fields otherwise.
    const candidate = readCandidate({ ...withMappingList(data), name: data.id, task: data.pipeline_tag }, provider);
    const { catalogue, fault } = await router.load(signal);
    if (fault !== null) throw new UserFacingError(fault);
    return candidate && mergeRouter(candidate, catalogue);
  } catch (error) {
    if (error instanceof UpstreamError && goneStatuses.has(error.status)) return null;
    throw error;
  }
}
