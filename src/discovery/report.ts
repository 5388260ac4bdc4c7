import type { TaskName } from "../domain/task.ts";

/**
 * How the listings of a task ended: `partial` where one broke off by an error (whatever came before it), `empty`
 * without an error where one named no model, `complete` otherwise. A cap of ours leaves a listing complete; it is
 * reported as a cap.
 */
export type ListingStatus = "complete" | "partial" | "empty";

/** One listing of one source. */
export interface ListingOutcome {
  /** The lookup's key ("tag:conversational"). */
  lookup: string;
  tasks: readonly TaskName[];
  /** Models that it named. */
  models: number;
  /** A cap of ours ended it although the source has more. */
  isCapped: boolean;
  /** Why it broke off, as a sentence; null where it did not. */
  error: string | null;
}

export interface TaskDiscovery {
  task: TaskName;
  /** Distinct models of all sources. */
  discovered: number;
  status: ListingStatus;
  errors: string[];
}

export interface SourceDiscovery {
  source: string;
  /** Requests that reached the network, without retries. */
  requests: number;
  /** Distinct models. */
  models: number;
  errors: string[];
  /** What a cap of ours left unread, as sentences. */
  caps: string[];
  /** Records, and parts of records, that were passed over. */
  skipped: number;
  /** Why, each reason once. */
  skipReasons: string[];
}

/** What a discovery found and what it could not read. */
export interface DiscoveryReport {
  /** One each, in the order in which the tasks were given. */
  tasks: TaskDiscovery[];
  sources: SourceDiscovery[];
}

/** The task's part of the report, from the listings that it asked for. */
export function taskDiscovery(options: {
  task: TaskName;
  discovered: number;
  listings: readonly ListingOutcome[];
}): TaskDiscovery {
  const { task, discovered } = options;
  const own = options.listings.filter(({ tasks }) => tasks.includes(task));
  const errors = own.flatMap(({ error }) => error ?? []);
  if (errors.length > 0) return { task, discovered, status: "partial", errors };
  const empty = emptyLookups(own);
  const isEmpty = discovered === 0 || empty.length > 0;
  return {
    task,
    discovered,
    status: isEmpty ? "empty" : "complete",
    errors: empty.map((each) => `${each} has no models`),
  };
}

/**
 * The lookups that no source has a model for. One of them is enough to doubt the whole: a tag that is dropped, or a hub
 * that is ill, would otherwise look as if the models of that listing had gone.
 */
function emptyLookups(listings: readonly ListingOutcome[]): string[] {
  const models = new Map<string, number>();
  for (const listing of listings) models.set(listing.lookup, (models.get(listing.lookup) ?? 0) + listing.models);
  return [...models].filter(([, count]) => count === 0).map(([lookup]) => lookup);
}
