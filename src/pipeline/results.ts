import type { SourceDiscovery } from "../discovery/report.ts";
import type { Change, HistoryEntry, Outcome } from "../domain/history.ts";
import type { TaskDecision } from "../domain/plan.ts";
import type { ProofSummary } from "../verification/prove.ts";

/** What one source gave in a run. */
export type SourceReport = SourceDiscovery;

export type TaskResult = Pick<
  TaskDecision,
  "task" | "action" | "from" | "to" | "reason" | "discovered" | "qualified" | "facts" | "passedOver"
>;

export interface UpdateResult {
  outcome: Outcome;
  revision: number | null;
  previousRevision: number | null;
  /** Names the stored plan; null where there is nothing to apply. */
  planHash: string | null;
  tasks: TaskResult[];
  sources: SourceReport[];
  /** What was called to see whether it answers; left out where the run did not come to it, or the policy wants none. */
  verification?: ProofSummary;
  /** Ids of models that wait until a person approves them; left out where none does. */
  waiting?: string[];
  errors: string[];
  durationMs: number;
}

export interface RollbackResult {
  outcome: "applied" | "failed";
  /** The new revision that the rollback made. */
  revision: number | null;
  /** The revision whose state it brought back. */
  restored: number | null;
  tasks: Pick<Change, "task" | "from" | "to">[];
  /** The tasks whose pin it ended. */
  unpinned: string[];
  /** How many models updates do not choose for a while, because it took them out. */
  held: number;
}

/** What a rollback would do. */
export interface RollbackPreview extends Pick<RollbackResult, "tasks" | "unpinned" | "held"> {
  /** The revision that stands. */
  present: number;
  /** The revision whose state would be brought back. */
  restored: number;
}

/** What a run says of itself for the history; the rest of an entry follows from it. */
export type EntryFacts = Pick<
  HistoryEntry,
  | "kind"
  | "outcome"
  | "trigger"
  | "revision"
  | "discovered"
  | "qualified"
  | "changes"
  | "errors"
  | "caps"
  | "restored"
  | "restoredTask"
  | "planHash"
>;
