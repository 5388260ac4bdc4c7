import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { TaskName } from "../domain/task.ts";
import type { CallOutcome, UsageRecord } from "../domain/usage.ts";

/** What is known of a route, with the names of its provider and model. */
export interface RouteFacts extends Omit<ServedRoute, "status" | "isAdapter"> {
  provider: string;
  model: string;
  /** It runs on machines of the user's own: a server there may hand some of its models' calls on to others. */
  isLocal: boolean;
}

/** The registry of models that the sources have named. */
export interface ModelRegistry {
  /** Notes what a source says of a model, sooner or later: it costs the caller next to nothing, and never throws. */
  observe(candidate: Candidate): void;
  /** The newest facts of every route seen in the last 30 days. Rejects with a `UserFacingError`. */
  routeFacts(): Promise<RouteFacts[]>;
}

export interface StatsQuery {
  /** Null for all. */
  task: TaskName | null;
  days: number;
}

/** The calls of one route for one task. */
export interface ModelStats {
  /** Null where a concrete model was asked for. */
  task: string | null;
  provider: string;
  model: string;
  host: string | null;
  calls: number;
  outcomes: Record<CallOutcome, number>;
  /**
   * The share of calls that were answered, of those whose outcome is the model's doing (not `cancelled`, not
   * `bad-request`), 0 to 1, and the lower bound of its 95 % interval by Wilson; null where there is none.
   */
  success: { rate: number | null; lower: number | null };
  /** Of answered calls, until the answer was whole. */
  latencyMs: { p50: number | null; p95: number | null };
  /** USD nanos of the calls whose cost is known; null where none is. */
  costUsdNanos: number | null;
  /** 0 to 100: how much it is used, on a logarithmic scale against the most used of its task. */
  popularityScore: number;
}

export interface StatsReport {
  days: number;
  /** When the oldest call that is kept, of any task, was made (ISO 8601, UTC); null where none is. */
  keptSince: string | null;
  /** Calls in all. */
  total: number;
  /** By task, then most calls first. */
  models: ModelStats[];
}

export interface UsageLog {
  /** Notes an attempt, sooner or later (within a second): costs microseconds, and never throws. */
  record(usage: UsageRecord): void;
  /** Rejects with a `UserFacingError` where the store cannot be read. */
  stats(query: StatsQuery): Promise<StatsReport>;
}

/** `absent`: nothing was written yet. `damaged`: the file is no whole database, and set aside when it is next used. */
export type DatabaseState = "absent" | "sound" | "damaged";

export interface DatabaseCheck {
  /** Looks at the database and changes nothing. Rejects with a `UserFacingError` where it cannot be read and written. */
  check(): Promise<DatabaseState>;
}

/** What is kept in the database. Faults of writing are logged once and harm nobody; a corrupt file is set aside. */
export interface Store extends ModelRegistry, UsageLog, DatabaseCheck {
  /** Resolves when all that was noted so far is written, or cannot be. */
  flush(): Promise<void>;
  /** Flushes and closes. */
  close(): Promise<void>;
}
