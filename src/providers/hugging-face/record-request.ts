import type { JsonAnswer } from "../../shared/http-client.ts";
import { describeUrl, RefusedAnswer } from "../../shared/http-failure.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import { refusedExpandNames } from "./bad-expand.ts";
import type { HubRequest } from "./hub-request.ts";
import { indispensableFields } from "./record-fields.ts";
import type { RequestBudget } from "./request-budget.ts";

/** Asks for records with the fields that the address names by `expand`. Rejects as `HubRequest` does. */
export type RecordRequest = (url: URL, signal: AbortSignal) => Promise<JsonAnswer>;

export interface RecordRequestOptions {
  request: HubRequest;
  budget: Pick<RequestBudget, "takePage">;
  logger?: { warn(message: string): void } | undefined;
}

/**
 * One session's questions for records. A field that the Hub refuses is left out, in this question and in all that
 * follow; the repeat takes one of the requests of the budget. Rejects with an `UpstreamError` where the Hub refuses a
 * field without which a record is of no use.
 */
export function createRecordRequest({ request, budget, logger }: RecordRequestOptions): RecordRequest {
  const refused = new Set<string>();

  function learn(names: readonly string[]): void {
    const fresh = names.filter((name) => !refused.has(name));
    for (const name of fresh) refused.add(name);
    if (fresh.length > 0) logger?.warn(`The Hub no longer knows ${fresh.join(", ")}; it is asked without.`);
  }

  async function ask(url: URL, signal: AbortSignal): Promise<JsonAnswer> {
    const asked = new URL(url);
    for (const name of refused) asked.searchParams.delete("expand", name);
    try {
      return await request({ url: asked.href, signal });
    } catch (error) {
      const names = refusedNames(asked, error);
      expectSpareable(names, asked, error);
      if (names.length === 0 || !budget.takePage()) throw error;
      learn(names);
    }
    // Each repeat asks for at least one name less, so it ends.
    return await ask(asked, signal);
  }

  return ask;
}

function refusedNames(url: URL, error: unknown): string[] {
  if (!(error instanceof UpstreamError) || error.status !== 400 || !(error.cause instanceof RefusedAnswer)) return [];
  const { body } = error.cause;
  return body.includes("expand") ? refusedExpandNames(url.searchParams.getAll("expand"), body) : [];
}

function expectSpareable(names: readonly string[], url: URL, cause: unknown): void {
  const missed = names.filter((name) => indispensableFields.has(name));
  if (missed.length === 0) return;
  throw new UpstreamError(
    `${describeUrl(url.href)} no longer tells ${missed.join(", ")} of a model, without which none can be chosen safely. A newer version of Modelvane may know how to ask.`,
    { status: 400, isRetryable: false, cause },
  );
}
