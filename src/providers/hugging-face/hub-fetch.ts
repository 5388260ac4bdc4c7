import { type ForeignRecord, isForeignRecord } from "../../shared/foreign-json.ts";
import { describeUrl } from "../../shared/http-failure.ts";
import { serverTime } from "../../shared/server-time.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import type { ListingReport } from "../provider.ts";
import { withMappingList } from "./mapping-list.ts";
import { nextPageQuery } from "./next-page.ts";
import type { RecordRequest } from "./record-request.ts";
import type { RequestBudget, RequestLimits } from "./request-budget.ts";

export interface HubFetchOptions {
  /** The listing's name in reports. */
  listing: string;
  /** The Hub's root, without `/api`. */
  endpoint: string;
  requestRecords: RecordRequest;
  budget: RequestBudget;
  limits: RequestLimits;
  signal: AbortSignal;
  report: ListingReport;
  /** Told with each page when the Hub has sent it, by its own clock (milliseconds); null where it does not say. */
  onTime?: (time: number | null) => void;
}

/**
 * The `fetch` of one listing, for `listModels` of @huggingface/hub, which leaves retries, rate limits, time-outs and
 * the check of what came to it. Writes the next page's `Link` in the one spelling that the client reads, and hides it
 * where a cap of ours ends the listing. Rejects with an `UpstreamError` where a page failed, and where nobody can tell
 * how the listing goes on: what was cut short must not pass for the whole.
 */
export function createHubFetch(options: HubFetchOptions): typeof fetch {
  const { endpoint, limits, signal, requestRecords } = options;
  const address = `${endpoint}/api/models`;
  const seen = new Set<unknown>();
  let first: URL | null = null;
  let pages = 0;
  let models = 0;

  return async (input) => {
    const asked = new URL(`${address}${new URL(String(input)).search}`);
    if (first === null) {
      asked.searchParams.set("limit", String(limits.pageSize));
      first = asked;
    }
    const answer = await requestRecords(asked, signal);
    options.onTime?.(serverTime(answer.headers));
    const records = usableRecords(answer.data, options);
    pages += 1;
    models += records.length;
    expectProgress({ records, seen, address });
    const next = readNext(answer.headers.get("link"), { first, present: asked });
    return asResponse(records, next && isPageAllowed({ pages, models, options }) ? `${address}?${next}` : null);
  };
}

function isPageAllowed(listing: { pages: number; models: number; options: HubFetchOptions }): boolean {
  const { pages, models, options } = listing;
  const { limits, budget, report } = options;
  const read = `${options.listing}: ${models} models were read, the Hub has more`;
  if (pages >= limits.pagesPerListing) {
    report.capped(`${read} (at most ${pages} pages a listing)`);
    return false;
  }
  if (budget.takePage()) return true;
  report.capped(`${read} (at most ${limits.requests} requests a run)`);
  return false;
}

/** A page that names nothing new would be followed by others like it, for ever. */
function expectProgress(page: { records: readonly ForeignRecord[]; seen: Set<unknown>; address: string }): void {
  const { records, seen, address } = page;
  const before = seen.size;
  for (const { id } of records) seen.add(id);
  if (records.length > 0 && seen.size === before) {
    throw brokenListing(address, "sent a page of models that it had sent before");
  }
}

function readNext(header: string | null, asked: { first: URL; present: URL }): URLSearchParams | null {
  const { present } = asked;
  const next = parseNext(header, asked);
  if (next?.toString() === present.searchParams.toString()) {
    throw brokenListing(present.href, "named the page that it sent as the next one");
  }
  return next;
}

function parseNext(header: string | null, asked: { first: URL; present: URL }): URLSearchParams | null {
  try {
    return nextPageQuery(header, asked);
  } catch (cause) {
    throw brokenListing(asked.present.href, 'has a "Link" to the next page that cannot be read', cause);
  }
}

function brokenListing(url: string, what: string, cause?: unknown): UpstreamError {
  const sentence = `${describeUrl(url)} ${what}, so its listing is not complete. Try again later.`;
  return new UpstreamError(sentence, { status: 200, isRetryable: false, cause });
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
function asResponse(records: ForeignRecord[], next: string | null): Response {
  const headers = new Headers(next === null ? {} : { link: `<${next}>; rel="next"` });
  return { ok: true, status: 200, headers, json: async () => records } as Response;
}
