import type { Candidate } from "../domain/candidate.ts";
import type { Route } from "../domain/route.ts";
import type { UsageRecord } from "../domain/usage.ts";
import type { StoreFault } from "./faults.ts";
import type { Purged } from "./queries/purge.ts";
import type { DatabaseState, RouteFacts, StatsQuery, StatsReport } from "./store.ts";

export interface WriteBatch {
  usage: readonly UsageRecord[];
  /** At most one of each model. */
  candidates: readonly Candidate[];
}

/** What tells a route from all others. */
export type RouteKey = Pick<Route, "provider" | "model" | "version" | "host" | "interface">;

/** What the worker is asked to do. */
export type Job =
  /** A `WriteBatch` as JSON, which costs the sender a fraction of what the copying of objects between threads does. */
  | { kind: "write"; batch: string }
  | { kind: "stats"; query: StatsQuery }
  /** The next routes in the order of their keys. */
  | { kind: "route-facts"; after: RouteKey | null; limit: number }
  /** Removes some of what is older than this (milliseconds since the epoch). */
  | { kind: "purge"; olderThan: number }
  /** Looks at the file and changes nothing. */
  | { kind: "check" }
  | { kind: "close" };

export interface JobResults {
  write: null;
  stats: StatsReport;
  "route-facts": RouteFacts[];
  purge: Purged;
  check: DatabaseState;
  close: null;
}
export type JobKind = Job["kind"];

/** What the worker is started with: see `DatabaseFileOptions`. */
export interface WorkerSettings {
  path: string;
  busyTimeoutMs: number;
}

export interface WorkerRequest {
  id: number;
  /** Milliseconds since the epoch. */
  now: number;
  job: Job;
}

export type WorkerMessage =
  | { kind: "done"; id: number; result: JobResults[JobKind] }
  | { kind: "fault"; id: number; fault: StoreFault }
  /** The damaged file is now at this path. */
  | { kind: "set-aside"; to: string };
