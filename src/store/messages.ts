import type { Candidate } from "../domain/candidate.ts";
import type { ConversationPlace } from "../domain/conversation.ts";
import type { Route } from "../domain/route.ts";
import type { UsageRecord } from "../domain/usage.ts";
import type { Verdict } from "../domain/verification.ts";
import type { Observation } from "../domain/watch.ts";
import type { StoreFault } from "./faults.ts";
import type { KeptPerson, StoredPerson } from "./queries/chat-people.ts";
import type { KeptConversation } from "./queries/conversations.ts";
import type { Purged } from "./queries/purge.ts";
import type { SpendingQuery, StoredAttempt } from "./queries/read-calls.ts";
import type { PastModelColumns, PastModelPage } from "./queries/read-past-models.ts";
import type { UseOfPage, UsePage } from "./queries/read-use.ts";
import type { StoredFinding, StoredGrade } from "./queries/verdicts.ts";
import type { CheckPage, PlacedCheck, StoredCheck } from "./queries/watch-checks.ts";
import type { ChangedNote, StoredNote } from "./queries/watch-notes.ts";
import type { DatabaseState, Opinion, RouteFacts, Spending, StatsQuery, StatsReport, UseQuery } from "./store.ts";

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
  | { kind: "attempts"; request: string }
  | ({ kind: "spending" } & SpendingQuery)
  | { kind: "conversation"; place: ConversationPlace }
  | ({ kind: "keep-conversation" } & KeptConversation)
  | { kind: "forget-conversation"; place: ConversationPlace }
  | { kind: "person"; person: string }
  | ({ kind: "keep-person" } & KeptPerson)
  | { kind: "forget-person"; person: string }
  | { kind: "keep-opinion"; opinion: Opinion }
  | { kind: "keep-verdicts"; verdicts: readonly Verdict[] }
  /** The next models in the order of their keys. */
  | ({ kind: "past-models" } & PastModelPage)
  | { kind: "grades" }
  | { kind: "findings" }
  | { kind: "keep-checks"; checks: readonly PlacedCheck[] }
  /** The next looks in the order of their times. */
  | ({ kind: "checks" } & CheckPage)
  | { kind: "check-totals"; since: number }
  | { kind: "observations"; query: UseQuery }
  /** Of the next routes for tasks, in the order of their numbers. */
  | ({ kind: "use-by-day" } & UsePage)
  | { kind: "notes"; of: string }
  | { kind: "write-note"; note: ChangedNote }
  /** Removes some of what is older than this (milliseconds since the epoch). */
  | { kind: "purge"; olderThan: number }
  /** Looks at the file and changes nothing. */
  | { kind: "check" }
  | { kind: "close" };

export interface JobResults {
  write: null;
  stats: StatsReport;
  "route-facts": RouteFacts[];
  attempts: StoredAttempt[];
  spending: Spending;
  /** JSON, as it was kept. */
  conversation: string | null;
  "keep-conversation": null;
  "forget-conversation": null;
  person: StoredPerson | null;
  "keep-person": null;
  "forget-person": null;
  "keep-opinion": null;
  "keep-verdicts": null;
  "past-models": PastModelColumns;
  grades: StoredGrade[];
  findings: StoredFinding[];
  "keep-checks": null;
  checks: StoredCheck[];
  "check-totals": { calls: number; costUsdNanos: number };
  observations: Observation[];
  "use-by-day": UseOfPage;
  notes: StoredNote[];
  /** Whether it was written. */
  "write-note": boolean;
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
