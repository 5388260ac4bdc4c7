import type { Candidate } from "../../domain/candidate.ts";
import { UserFacingError } from "../../domain/errors.ts";
import { isForeignRecord } from "../../shared/foreign-json.ts";
import { describeUrl, RefusedAnswer } from "../../shared/http-failure.ts";
import { serverTime } from "../../shared/server-time.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import { NotAskedError } from "../provider.ts";
import { hubIdOrNull } from "./identifiers.ts";
import { withMappingList } from "./mapping-list.ts";
import { recordFields } from "./record-fields.ts";
import type { RecordRequest } from "./record-request.ts";
import type { RequestBudget } from "./request-budget.ts";
import type { Router } from "./router.ts";
import { mergeRouter } from "./router-schema.ts";
import { readCandidate, seenThen } from "./schema.ts";

export interface ModelRecordOptions {
  provider: string;
  /** The Hub's root, without `/api`. */
  endpoint: string;
  requestRecords: RecordRequest;
  hasToken: boolean;
  router: Router;
  budget: RequestBudget;
}

/**
 * Whether the Hub says that a model is no more. To a reader without a token it says 401 of a missing one, as of one that
 * may not be seen; of a reader with a token, 401 says that the token is wrong, unless the Hub names the model's absence.
 * A gated model asks for consent: it is there.
 */
function isGone(error: unknown, hasToken: boolean): boolean {
  if (!(error instanceof UpstreamError)) return false;
  const code = error.cause instanceof RefusedAnswer ? error.cause.errorCode : null;
  if (code === "GatedRepo") return false;
  if (error.status === 404 || error.status === 410) return true;
  return error.status === 401 && (!hasToken || code === "RepoNotFound");
}

function addressOf(model: string, endpoint: string): URL {
  const path = model.split("/").map(encodeURIComponent).join("/");
  const url = new URL(`${endpoint}/api/models/${path}`);
  for (const field of recordFields) url.searchParams.append("expand", field);
  return url;
}

/** The candidate of a record that has to be the asked model's: anything else says nothing of that model. */
function readRecord(data: unknown, asked: { model: string; url: URL; provider: string }): Candidate {
  const { model, url, provider } = asked;
  // The client that makes listings names two fields otherwise.
  const entry = isForeignRecord(data) ? { ...withMappingList(data), name: data.id, task: data.pipeline_tag } : {};
  const candidate = readCandidate(entry, provider, () => {});
  if (!candidate) throw new UserFacingError(`${describeUrl(url.href)} sent something that is not a model's record.`);
  if (candidate.model.toLowerCase() !== model.toLowerCase()) {
    throw new UserFacingError(
      `The Hub answered with the record of ${candidate.model} when it was asked for ${model}, which may have been renamed.`,
    );
  }
  return candidate;
}

/**
 * One model's own record, for a model that a capped listing may have left out; null where the Hub no longer has it.
 * Rejects with a `UserFacingError` where it cannot be asked, or the budget allows no more.
 */
export async function findCandidate(
  model: string,
  signal: AbortSignal,
  options: ModelRecordOptions,
): Promise<Candidate | null> {
  const { provider, endpoint, requestRecords, hasToken, router, budget } = options;
  if (hubIdOrNull(model) === null) {
    throw new NotAskedError('A model was not looked up: ids of the Hub look like "owner/name".');
  }
  if (!budget.takeModel()) throw new UserFacingError(`${model} was not looked up: the run's requests are used up.`);
  const url = addressOf(model, endpoint);
  try {
    const { data, headers } = await requestRecords(url, signal);
    const candidate = readRecord(data, { model, url, provider });
    const { catalogue, fault } = await router.load(signal);
    if (fault !== null) throw new UserFacingError(fault);
    return seenThen(mergeRouter(candidate, catalogue), serverTime(headers));
  } catch (error) {
    if (isGone(error, hasToken)) return null;
    throw error;
  }
}
