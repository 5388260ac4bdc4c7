import { randomUUID } from "node:crypto";
import type { Change, HistoryEntry } from "../domain/history.ts";
import type { TaskDecision } from "../domain/plan.ts";
import { type Clock, toTimestamp } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { PipelineDependencies } from "./dependencies.ts";
import type { EntryFacts, TaskResult } from "./results.ts";

/** An entry of this moment with an id of its own; its success and the number of updated tasks follow from the facts. */
export function createEntry(clock: Clock, facts: EntryFacts): HistoryEntry {
  return {
    ...facts,
    id: randomUUID(),
    at: toTimestamp(clock.now()),
    success: facts.outcome !== "failed",
    updated: facts.outcome === "applied" ? facts.changes.length : 0,
  };
}

/** A decision as the history notes it. */
export function toChange({ task, action, from, to, reason }: TaskDecision): Change {
  return { task, action, from, to, reason };
}

/** A decision as a result shows it. */
export function toTaskResult({ next: _next, isChange: _isChange, ...shown }: TaskDecision): TaskResult {
  return shown;
}

/** Writes a run that changed nothing into the history. A history that cannot be written does not undo the run. */
export async function record(dependencies: PipelineDependencies, facts: EntryFacts): Promise<void> {
  try {
    await dependencies.history.append(createEntry(dependencies.clock, facts));
  } catch (error) {
    dependencies.logger.warn(`The history could not be written: ${messageOf(error)}`);
  }
}
