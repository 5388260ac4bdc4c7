import type { Candidate } from "../../domain/candidate.ts";
import { lookupKey } from "../../domain/task.ts";
import type { Clock } from "../../shared/clock.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import type { Catalogue, CatalogueSession } from "../provider.ts";
import type { BenchmarkCache } from "./benchmark-cache.ts";
import { createHubRequest } from "./hub-request.ts";
import { fetchLeaderboards } from "./leaderboards.ts";
import { listCandidates } from "./listing.ts";
import { findCandidate } from "./model-record.ts";
import { createRecordRequest } from "./record-request.ts";
import { createRequestBudget, defaultLimits, type RequestLimits } from "./request-budget.ts";
import { createRouter } from "./router.ts";

export interface HuggingFaceCatalogueOptions {
  /** The provider's declared name. */
  name: string;
  /** The Hub's root, without `/api`. */
  endpoint: string;
  /** The inference router's root, without `/v1`. */
  routerEndpoint: string;
  token: string | null;
  http: HttpClient;
  cache: BenchmarkCache;
  clock: Clock;
  limits?: Partial<RequestLimits>;
  logger?: { info(message: string): void; warn(message: string): void } | undefined;
}

/** What Hugging Face's inference providers serve: the Hub's listings, the router's catalogue, the leaderboards. */
export function createHuggingFaceCatalogue(options: HuggingFaceCatalogueOptions): Catalogue {
  return { name: options.name, emptyMeans: "ill", open: (wanted) => openSession(options, wanted) };
}

/** Who wants many models one by one wants no listings. */
function limitsFor({ limits: given }: HuggingFaceCatalogueOptions, models: number | undefined): RequestLimits {
  const limits = { ...defaultLimits, ...given };
  if (models === undefined) return limits;
  // The router's catalogue besides, and a repeat of each.
  return { ...limits, models, requests: Math.max(limits.requests, 2 * models + 2), leaderboards: 0 };
}

function openSession(
  options: HuggingFaceCatalogueOptions,
  { lookups, models }: Parameters<Catalogue["open"]>[0],
): CatalogueSession {
  const { name, endpoint, cache, clock, logger } = options;
  const limits = limitsFor(options, models);
  const budget = createRequestBudget(limits, lookups);
  let requests = 0;
  const request = createHubRequest({
    http: options.http,
    token: options.token,
    onRequest: () => {
      requests += 1;
    },
  });
  const router = createRouter({ endpoint: options.routerEndpoint, request });
  const requestRecords = createRecordRequest({ request, budget, logger });
  const shared = { provider: name, endpoint, requestRecords, router, budget, limits };

  return {
    list({ lookup, signal, report }) {
      if (budget.admits(lookup)) {
        return listCandidates({ ...shared, lookup, signal, report });
      }
      report.capped(`${lookupKey(lookup)}: was not read (at most ${limits.requests} requests a run)`);
      return noCandidates();
    },
    find: (model, signal) => findCandidate(model, signal, { ...shared, hasToken: options.token !== null }),
    leaderboards: (benchmarks, signal) =>
      fetchLeaderboards({ endpoint, request, cache, clock, limit: budget.leaderboards, logger, benchmarks, signal }),
    requests: () => requests,
  };
}

async function* noCandidates(): AsyncGenerator<Candidate> {}
