import { type ForeignRecord, isForeignRecord } from "../../shared/foreign-json.ts";
import type { JsonAnswer } from "../../shared/http-client.ts";
import { describeUrl, RefusedAnswer } from "../../shared/http-failure.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import type { ListingReport } from "../provider.ts";
import { refusedExpandNames } from "./bad-expand.ts";
import type { HubRequest } from "./hub-request.ts";
import { withMappingList } from "./mapping-list.ts";
import type { RequestBudget, RequestLimits } from "./request-budget.ts";

export interface HubFetchOptions {
  /** The listing's name in reports. */
  listing: string;
  endpoint: string;
  request: HubRequest;
  budget: RequestBudget;
  limits: RequestLimits;
  signal: AbortSignal;
  report: ListingReport;
  logger?: { warn(message: string): void } | undefined;
}

/**
 * The `fetch` of one listing, for `listModels` of @huggingface/hub, which leaves retries, rate limits, time-outs and
 * the check of what came to it. Hides the next page's `Link` where a cap of ours ends the listing.
 */
export function createHubFetch(options: HubFetchOptions): typeof fetch {
  const { endpoint, limits, budget, report, listing } = options;
  let pages = 0;
  let models = 0;

  function isFurtherPageAllowed(): boolean {
    if (pages >= limits.pagesPerListing) {
      report.capped(`${listing}: ${models} models were read, the Hub has more (at most ${pages} pages a listing)`);
      return false;
    }
    const isAllowed = budget.takePage();
    if (!isAllowed) {
      report.capped(
        `${listing}: ${models} models were read, the Hub has more (at most ${limits.requests} requests a run)`,
      );
    }
    return isAllowed;
  }

  return async (input) => {
    const asked = new URL(String(input));
    if (pages === 0) {
      asked.searchParams.set("limit", String(limits.pageSize));
    }
    // The query alone is taken from a next page's address, so that the token goes to no other origin.
    const answer = await requestWithoutBadExpand(new URL(`${endpoint}/api/models${asked.search}`), options);
    const records = usableRecords(answer.data, options);
    pages += 1;
    models += records.length;
    const link = answer.headers.get("link");
    const hasNext = link?.includes('rel="next"') ?? false;
    return asResponse(records, hasNext && isFurtherPageAllowed() ? link : null);
  };
}

/** An unknown name of `expand` spoils the whole request: without it, the listing is worth a second question. */
async function requestWithoutBadExpand(url: URL, options: HubFetchOptions): Promise<JsonAnswer> {
  const { request, signal, logger, listing } = options;
  try {
    return await request({ url: url.href, signal });
  } catch (error) {
    const body = error instanceof UpstreamError && error.status === 400 ? bodyOf(error) : null;
    const names = body?.includes("expand") ? refusedExpandNames(url.searchParams.getAll("expand"), body) : [];
    if (names.length === 0) {
      throw error;
    }
    for (const name of names) {
      url.searchParams.delete("expand", name);
    }
    logger?.warn(`${listing}: the Hub no longer knows ${names.join(", ")}; it is asked without.`);
    return await request({ url: url.href, signal, isRepeated: true });
  }
}

function bodyOf(error: UpstreamError): string | null {
  return error.cause instanceof RefusedAnswer ? error.cause.body : null;
}

function usableRecords(data: unknown, { endpoint, report }: HubFetchOptions): ForeignRecord[] {
  if (!Array.isArray(data)) {
    const url = describeUrl(`${endpoint}/api/models`);
    throw new UpstreamError(`${url} sent something that is not an array of models. Try again later.`, {
      status: 200,
      isRetryable: true,
    });
  }
  const records: ForeignRecord[] = [];
  for (const element of data) {
    if (isForeignRecord(element)) {
      records.push(withMappingList(element));
    } else {
      report.skipped("an element of the listing is not a record");
    }
  }
  return records;
}

/** What `listModels` uses of a response: its JSON has been read already, and is not written and read again. */
function asResponse(records: ForeignRecord[], link: string | null): Response {
  const headers = new Headers(link === null ? {} : { link });
  return { ok: true, status: 200, headers, json: async () => records } as Response;
}
