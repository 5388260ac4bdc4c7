import { type HistoryEntry, readAction } from "../domain/history.ts";
import type { Plan } from "../domain/plan.ts";
import { toTaskResult } from "../pipeline/history-entry.ts";
import type { TaskResult, UpdateResult } from "../pipeline/results.ts";

const dayMs = 86_400_000;

export interface UntoldFacts {
  /** Newest first. */
  entries: readonly HistoryEntry[];
  /** The end of the last run that was told; null where none is known. */
  toldUntil: string | null;
  /** Up to when scheduled runs are dealt with; null where none ever was. */
  handledUntil: string | null;
  /** Runs that ended later are left out. In ms since the epoch, as `now` is. */
  endedBy: number;
  now: number;
}

function isScheduled({ kind, trigger }: HistoryEntry): boolean {
  return kind === "update" && (trigger === "schedule" || trigger === "start");
}

function isUpTo(at: string, moment: string | null): boolean {
  return moment !== null && Date.parse(at) <= Date.parse(moment);
}

/**
 * The scheduled runs of the last day that nobody was told of, oldest first. What was applied is always told. What only
 * waits or has failed is told of the last run alone, and only where that was dealt with: one that was cut off is made
 * up for, and told then.
 */
export function untoldRuns(facts: UntoldFacts): HistoryEntry[] {
  const { entries, toldUntil, handledUntil, endedBy, now } = facts;
  const last = entries.find(isScheduled);
  const isToBeTold = (entry: HistoryEntry) => {
    const at = Date.parse(entry.at);
    if (!isScheduled(entry) || isUpTo(entry.at, toldUntil) || now - at >= dayMs || at > endedBy) return false;
    if (entry.outcome === "applied") return true;
    const isNews = entry.outcome === "planned" || entry.outcome === "failed";
    return isNews && entry === last && isUpTo(entry.at, handledUntil);
  };
  return entries.filter(isToBeTold).reverse();
}

function appliedTasks({ changes, discovered, qualified }: HistoryEntry): TaskResult[] {
  return changes.map(({ task, action, from, to, reason }) => ({
    task,
    action: readAction(action),
    from,
    to,
    reason,
    discovered,
    qualified,
    // A change although its first model may be the same; of neither is more known.
    facts: { from: null, to: null },
  }));
}

/** A run as its result was, as far as the history knows it. `entries` are all, `plan` is what it has stored. */
export function resultOf(entry: HistoryEntry, entries: readonly HistoryEntry[], plan: Plan | null): UpdateResult {
  const before = entries[entries.indexOf(entry) + 1]?.revision ?? null;
  return {
    outcome: entry.outcome,
    revision: entry.revision,
    previousRevision: before === entry.revision ? null : before,
    planHash: entry.planHash ?? null,
    tasks: plan === null ? appliedTasks(entry) : plan.decisions.map(toTaskResult),
    sources: [],
    errors: entry.errors,
    durationMs: 0,
  };
}
