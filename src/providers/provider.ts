import type { BenchmarkName } from "../domain/benchmark.ts";
import type { BenchmarkResult, Candidate } from "../domain/candidate.ts";
import { UserFacingError } from "../domain/errors.ts";
import type { Lookup } from "../domain/task.ts";
import type { Invocation } from "./invocation.ts";

/** Where a listing tells what it met besides candidates. */
export interface ListingReport {
  /** A record, or a part of one, was passed over; the run goes on. The reason holds no text from outside. */
  skipped(reason: string): void;
  /** A cap of ours ended the listing although the hub has more. */
  capped(reason: string): void;
}

export interface ListOptions {
  lookup: Lookup;
  signal: AbortSignal;
  report: ListingReport;
}

/** Results by benchmark and model id, of the leaderboards that could be read. */
export interface LeaderboardResults {
  /** Model id to its results. */
  byModel: ReadonlyMap<string, readonly BenchmarkResult[]>;
  /** Sentences: what could not be read, and what a cap left for a later run. */
  errors: string[];
  caps: string[];
}

/** A source was not asked for a model, because it cannot have it: its ids look otherwise, or nobody has set it up. */
export class NotAskedError extends UserFacingError {
  override name = "NotAskedError";
}

/** What one run asks of one provider: it shares a budget of requests, and is thrown away after the run. */
export interface CatalogueSession {
  /**
   * Streams the candidates of one listing, page by page. Rejects with an `UpstreamError` when the listing broke off:
   * what came before it is then partial.
   */
  list(options: ListOptions): AsyncGenerator<Candidate>;
  /**
   * One model by its id, for a model that a capped listing may have left out; null where the source no longer has it.
   * Rejects with a `UserFacingError` where it cannot be asked, a `NotAskedError` where it could not have it.
   */
  find(model: string, signal: AbortSignal): Promise<Candidate | null>;
  /** Never rejects for an upstream's fault: what could not be read is in `errors`. */
  leaderboards(benchmarks: readonly BenchmarkName[], signal: AbortSignal): Promise<LeaderboardResults>;
  /** Requests that reached the network so far, without retries. */
  requests(): number;
}

/** A declared source of candidates. */
export interface Catalogue {
  /** The provider's declared name ("huggingface"). */
  name: string;
  /**
   * What an empty listing means: of a hub, which always has models, that it is ill (`ill`); of a server that holds what
   * somebody has installed, that there is nothing (`nothing`).
   */
  emptyMeans: "ill" | "nothing";
  /**
   * The policy declares it by default, so that nobody need have asked for it: where it gives no answer at all, that is a
   * note and no fault, as long as the configuration names no model of it.
   */
  isOptional?: boolean;
  /** `models`: so many are going to be looked up one by one; a few, unless given. */
  open(options: { lookups: readonly Lookup[]; models?: number }): CatalogueSession;
}

/** Tries to reach something that a provider needs. */
export interface ReachabilityCheck {
  /** What is reached, as a person knows it ("the Hugging Face Hub at https://huggingface.co"). */
  what: string;
  /** Rejects with a sentence where it cannot be used; answers what was found. */
  run(signal: AbortSignal): Promise<string>;
}

/** A declared provider, as the program uses it. */
export interface Provider {
  /** As the policy declares it. */
  name: string;
  catalogue: Catalogue;
  invocation: Invocation;
  /** It runs on machines of the user's own, so that what it is told stays there. */
  isLocal: boolean;
  /**
   * Whether the server runs a model itself, as it says now; only of servers that hand the calls of some models on to
   * others. Rejects where it does not say.
   */
  runsItself?(model: string, signal: AbortSignal): Promise<boolean>;
  /**
   * What is not set without which none of its routes can be called, as a part of a sentence ("no HF_TOKEN is set, so
   * Hugging Face cannot be asked"); null, or left out, where nothing lacks.
   */
  lacks?: string | null;
  /** Calls are paid by a key of the user's own at a declared endpoint. */
  usesOwnKey: boolean;
  reachability: readonly ReachabilityCheck[];
}
