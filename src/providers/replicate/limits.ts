/** How many requests a run may spend on Replicate, beside one for each collection and one for each search. */
export interface ReplicateLimits {
  /** Pages of the listing of all models, newest first. */
  newestPages: number;
  /** Records of models that a collection or a search names without saying what goes into them. */
  records: number;
  /** Models that are looked up by themselves. */
  lookups: number;
}

/** With seven collections and as many searches, some forty requests a run. */
export const defaultLimits: ReplicateLimits = { newestPages: 2, records: 20, lookups: 6 };
