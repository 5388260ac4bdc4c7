import { UserFacingError } from "../../domain/errors.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import { UpstreamError } from "../../shared/upstream-error.ts";
import { type Catalogue, type CatalogueSession, type LeaderboardResults, NotAskedError } from "../provider.ts";
import { candidateOf } from "./candidate.ts";
import { type CatalogueRequest, createCatalogueRequest, type ReplicateAccount } from "./catalogue-request.ts";
import { isModelId } from "./identifiers.ts";
import { defaultLimits, type ReplicateLimits } from "./limits.ts";
import { createListing } from "./listing.ts";
import { sourceOf } from "./lookups.ts";
import { replicateInterfaces, suits } from "./suitability.ts";

export interface ReplicateCatalogueOptions {
  /** The provider's declared name. */
  name: string;
  /** Null where no token is set: then Replicate, which tells nobody anything without one, is off. */
  account: ReplicateAccount | null;
  http: HttpClient;
  limits?: Partial<ReplicateLimits>;
}

/** What Replicate runs: its staff's collections for our tasks, what a search for them finds, and the newest models. */
export function createReplicateCatalogue(options: ReplicateCatalogueOptions): Catalogue {
  const { name, account, http } = options;
  const limits = { ...defaultLimits, ...options.limits };
  return {
    name,
    emptyMeans: "nothing",
    // Who sets no token has not asked for it.
    isOptional: account === null,
    open: () =>
      account === null ? closedSession : openSession(name, { request: createCatalogueRequest(account, http), limits }),
  };
}

const noResults: LeaderboardResults = { byModel: new Map(), errors: [], caps: [] };

const closedSession: CatalogueSession = {
  async *list() {},
  // Nobody can tell that it is gone: what is configured stays.
  find: async (model) => {
    throw new NotAskedError(
      `${model} was not looked up, for without a token Replicate tells nothing. Set REPLICATE_API_TOKEN.`,
    );
  },
  leaderboards: async () => noResults,
  requests: () => 0,
};

function openSession(
  provider: string,
  { request, limits }: { request: CatalogueRequest; limits: ReplicateLimits },
): CatalogueSession {
  const list = createListing({ provider, request, limits });
  let lookedUp = 0;
  return {
    async *list({ lookup, signal, report }) {
      const source = sourceOf(lookup);
      if (source !== null) yield* list({ source, signal, report });
    },
    async find(model, signal) {
      lookedUp += 1;
      if (lookedUp > limits.lookups) {
        throw new UserFacingError(`${model} was not looked up: the run's requests are used up.`);
      }
      return findModel(model, { provider, request, signal });
    },
    leaderboards: async () => noResults,
    requests: request.requests,
  };
}

/** A model by itself stands in no collection, so it counts for all that its form allows. */
async function findModel(id: string, options: { provider: string; request: CatalogueRequest; signal: AbortSignal }) {
  const { provider, request, signal } = options;
  if (!isModelId(id)) throw new NotAskedError('A model was not looked up: ids of Replicate look like "owner/name".');
  try {
    const model = await request.model(id, signal);
    if (model === null) throw new UserFacingError(`Replicate sent something that is not the record of ${id}.`);
    return candidateOf(model, { provider, interfaces: replicateInterfaces.filter((each) => suits(model, each)) });
  } catch (error) {
    if (error instanceof UpstreamError && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}
