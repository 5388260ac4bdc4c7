import type { Candidate } from "../../domain/candidate.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import type { ListingReport } from "../provider.ts";
import { candidateOf } from "./candidate.ts";
import type { CatalogueRequest, ModelList } from "./catalogue-request.ts";
import type { ReplicateLimits } from "./limits.ts";
import type { LookupSource } from "./lookups.ts";
import type { ModelRecord } from "./schema.ts";
import { isEvident, type ReplicateInterface, suits } from "./suitability.ts";

export interface ListingOptions {
  provider: string;
  request: CatalogueRequest;
  limits: ReplicateLimits;
}

export interface OneListing {
  source: LookupSource;
  signal: AbortSignal;
  report: ListingReport;
}

const nothing: ModelList = { models: [], passedOver: 0, next: null };

/** Makes each answer once, whoever asks for it, and however many at the same time. */
function remembered<T>(make: (key: string, signal: AbortSignal) => Promise<T>) {
  const made = new Map<string, Promise<T>>();
  return (key: string, signal: AbortSignal): Promise<T> => {
    const known = made.get(key) ?? make(key, signal);
    made.set(key, known);
    return known;
  };
}

/** An answer that is missing, and not one that failed: a collection that was renamed, a search that is no more. */
function isMissing(error: unknown): boolean {
  return error instanceof UpstreamError && (error.status === 404 || error.status === 400 || error.status === 410);
}

async function readNewest({ request, limits }: ListingOptions, signal: AbortSignal): Promise<ModelList> {
  const models: ModelRecord[] = [];
  let passedOver = 0;
  let page: string | null = null;
  for (let count = 0; count < limits.newestPages && (count === 0 || page !== null); count += 1) {
    const list: ModelList = await request.newest(page, signal);
    models.push(...list.models);
    passedOver += list.passedOver;
    page = list.next;
  }
  return { models, passedOver, next: page };
}

/** Told once, however many listings meet it. */
const cap =
  "of Replicate, its collections, the best matches of a search and the newest models were read, not all models";

/**
 * The listings of one session. Each first gives the collection that Replicate's staff keeps for the task, then what the
 * search finds and what is newest, as far as their own facts show what they are for. Rejects with an `UpstreamError`
 * where any of it could not be read.
 */
export function createListing(options: ListingOptions): (listing: OneListing) => AsyncGenerator<Candidate> {
  const { provider, request, limits } = options;
  const collection = remembered((slug, signal) => request.collection(slug, signal));
  const search = remembered((query, signal) => request.search(query, signal));
  const newest = remembered((_, signal) => readNewest(options, signal));
  const record = remembered((id, signal) => request.model(id, signal));
  let records = 0;

  /** The model with its form, which listings may leave out; null where there is none to be had. */
  async function withForm(model: ModelRecord, { signal, report }: OneListing): Promise<ModelRecord | null> {
    if (model.form !== null) return model;
    records += 1;
    if (records > limits.records) {
      // Said once: it holds for all listings of the run.
      if (records === limits.records + 1) {
        report.capped(`models were passed over whose records were not read (at most ${limits.records} a run)`);
      }
      return null;
    }
    const whole = await record(model.id, signal).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (whole?.form) return { ...whole, tags: model.tags };
    report.skipped("a model does not say what goes into it");
    return null;
  }

  async function read(list: Promise<ModelList>, what: string, report: ListingReport): Promise<ModelList> {
    try {
      const answer = await list;
      if (answer.passedOver > 0) report.skipped(`${answer.passedOver} elements of ${what} are no models`);
      return answer;
    } catch (error) {
      if (!isMissing(error)) throw error;
      report.skipped(`Replicate has no longer ${what}`);
      return nothing;
    }
  }

  async function* select(
    models: readonly ModelRecord[],
    { listing, seen, accepts }: { listing: OneListing; seen: Set<string>; accepts: typeof suits },
  ): AsyncGenerator<Candidate> {
    const wanted: ReplicateInterface = listing.source.interface;
    for (const model of models) {
      if (seen.has(model.id) || !model.isPublic) continue;
      seen.add(model.id);
      const whole = await withForm(model, listing);
      if (whole !== null && accepts(whole, wanted)) yield candidateOf(whole, { provider, interfaces: [wanted] });
    }
  }

  return async function* list(listing) {
    const { source, signal, report } = listing;
    const seen = new Set<string>();
    const kept = read(collection(source.collection, signal), `the collection "${source.collection}"`, report);
    const found = read(search(source.query, signal), "the search", report);
    const latest = read(newest("", signal), "the list of models", report);
    // All are under way together; whichever fails first must not leave the others' failures unheard.
    const [ofCollection, ofSearch, ofNewest] = await Promise.all([kept, found, latest]);
    yield* select(ofCollection.models, { listing, seen, accepts: suits });
    yield* select([...ofSearch.models, ...ofNewest.models.filter(({ form }) => form !== null)], {
      listing,
      seen,
      accepts: isEvident,
    });
    report.capped(cap);
  };
}
