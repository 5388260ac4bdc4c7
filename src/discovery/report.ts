import type { ListingStatus, SourceStatus } from "../domain/evaluation.ts";
import type { TaskName } from "../domain/task.ts";
import type { Catalogue } from "../providers/provider.ts";

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
  /** It broke off without any answer: the source is off, or nobody has set it up. */
  isUnanswered: boolean;
}

export interface TaskDiscovery {
  task: TaskName;
  /** Distinct models of all sources. */
  discovered: number;
  /** `complete` where the word of one source at least counts. */
  status: ListingStatus;
  /** Why it is not complete; empty where it is. */
  errors: readonly string[];
  sources: SourceStatus[];
}

export interface SourceDiscovery {
  source: string;
  /** Requests that reached the network, without retries. */
  requests: number;
  /** Distinct models. */
  models: number;
  /** It gave no answer to anything. */
  isOff: boolean;
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

/** What one source said for the tasks. */
export interface SourceListings {
  source: string;
  emptyMeans: Catalogue["emptyMeans"];
  listings: readonly ListingOutcome[];
  isOff: boolean;
  /** Distinct models by task. */
  countOf(task: TaskName): number;
}

/** What the word of one source is worth for a task. */
function sourceStatus(task: TaskName, { source, emptyMeans, listings, countOf }: SourceListings): SourceStatus {
  const own = listings.filter(({ tasks }) => tasks.includes(task));
  const errors = [...new Set(own.flatMap(({ error }) => error ?? []))];
  if (errors.length > 0) return { source, status: "partial", errors };
  if (emptyMeans === "nothing") return { source, status: "complete", errors: [] };
  // One is enough to doubt the whole: a tag that is dropped, or a hub that is ill, would otherwise look as if the models
  // of that listing had gone.
  const empty = own.filter(({ models }) => models === 0).map(({ lookup }) => `${lookup} has no models`);
  return { source, status: countOf(task) === 0 || empty.length > 0 ? "empty" : "complete", errors: empty };
}

/**
 * The task's part of the report. Its status is that of the sources whose word does not count, unless another one has
 * named models: one that is fine but has nothing does not make up for one that broke off.
 */
export function taskDiscovery(task: TaskName, listed: readonly SourceListings[]): TaskDiscovery {
  const discovered = listed.reduce((sum, { countOf }) => sum + countOf(task), 0);
  const sources = listed.map((each) => sourceStatus(task, each));
  const unread = sources.filter(({ status }) => status !== "complete");
  const ill = unread.filter(({ source }) => !listed.some((each) => each.source === source && each.isOff));
  const isHeard = listed.some(({ countOf }, at) => sources[at]?.status === "complete" && countOf(task) > 0);
  if (isHeard || (sources.length > 0 && unread.length === 0)) {
    return { task, discovered, status: "complete", errors: [], sources };
  }
  const status = unread.some((each) => each.status === "partial") ? "partial" : "empty";
  // That one is off says little where another is ill.
  const errors = (ill.length > 0 ? ill : unread).flatMap((each) => each.errors);
  return { task, discovered, status, errors, sources };
}
