import type { HistoryEntry } from "../domain/history.ts";
import type { KeptRevision } from "../model-config/repository.ts";
import type { PipelineDependencies } from "./dependencies.ts";

/** A kept revision, and how it came to be; null where the history no longer knows, or a person edited the file. */
export interface RevisionSummary extends KeptRevision {
  kind: HistoryEntry["kind"] | null;
  outcome: HistoryEntry["outcome"] | null;
  trigger: string | null;
  /** The tasks that it changed. */
  tasks: string[] | null;
}

function summaryOf(kept: KeptRevision, entries: readonly HistoryEntry[]): RevisionSummary {
  const made = entries.find((entry) => entry.outcome === "applied" && entry.revision === kept.revision);
  if (!made) return { ...kept, kind: null, outcome: null, trigger: null, tasks: null };
  const { kind, outcome, trigger, changes } = made;
  return { ...kept, kind, outcome, trigger, tasks: changes.map(({ task }) => task) };
}

/** The kept revisions, newest first. */
export async function listRevisions({
  repository,
  history,
}: Pick<PipelineDependencies, "repository" | "history">): Promise<RevisionSummary[]> {
  const entries = await history.list();
  return (await repository.list()).map((kept) => summaryOf(kept, entries));
}
