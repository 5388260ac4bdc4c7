import { type Lookup, lookupKey } from "../../domain/task.ts";

/** What one run may ask of the Hub and the router. */
export interface RequestLimits {
  /** All requests of a run, without retries. */
  requests: number;
  /** Pages of one listing. */
  pagesPerListing: number;
  /** Leaderboards that are fetched in one run. */
  leaderboards: number;
  /** Models that are looked up one by one, because a capped listing may have left them out. */
  models: number;
  /** Models on a page; the Hub's own client asks for 500. */
  pageSize: number;
}

/** All tasks have 16 listings between them: with these, each gets its first page, and a run stays at 60 requests. */
export const defaultLimits: RequestLimits = {
  requests: 60,
  pagesPerListing: 8,
  leaderboards: 15,
  models: 6,
  pageSize: 500,
};

/** One run's requests, shared out beforehand, so that a long listing takes nothing from the others. */
export interface RequestBudget {
  /** Whether the listing's first page fits. */
  admits(lookup: Lookup): boolean;
  /** How many leaderboards fit. */
  leaderboards: number;
  /** Takes one of the pages that the listings share beyond their first, also for a repeat; false where none is left. */
  takePage(): boolean;
  /** Takes one of the requests for single models; false where none is left. */
  takeModel(): boolean;
}

/** Shares the requests of a run out: each listing's first page first, in the order of `lookups`. */
export function createRequestBudget(limits: RequestLimits, lookups: readonly Lookup[]): RequestBudget {
  // The router's catalogue and the list of official benchmarks; then first pages before leaderboards, which are cached.
  let left = Math.max(0, limits.requests - 2);
  const admitted = new Set(lookups.slice(0, left).map(lookupKey));
  left -= admitted.size;
  const leaderboards = Math.min(limits.leaderboards, left);
  left -= leaderboards;
  let models = Math.min(limits.models, left);
  left -= models;
  return {
    admits: (lookup) => admitted.has(lookupKey(lookup)),
    leaderboards,
    takePage() {
      left -= 1;
      return left >= 0;
    },
    takeModel() {
      models -= 1;
      return models >= 0;
    },
  };
}
