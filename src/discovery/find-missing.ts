import type { Candidate } from "../domain/candidate.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { CatalogueSession } from "../providers/provider.ts";
import type { ListingOutcome } from "./report.ts";
import type { SeenModels } from "./seen-models.ts";

/** By task, the models that the configuration and the policy name. */
export type WatchedModels = ReadonlyMap<TaskName, readonly ModelIdentity[]>;

export interface MissingOptions {
  source: string;
  session: CatalogueSession;
  watched: WatchedModels;
  listings: readonly ListingOutcome[];
  seen: SeenModels;
  signal: AbortSignal;
  onCandidate: (candidate: Candidate, tasks: readonly TaskName[]) => void;
  sentenceOf: (error: unknown) => string;
}

/** The tasks by model that a cap of ours may have cut out of its listing. */
function missingModels({ source, watched, listings, seen }: MissingOptions): Map<string, TaskName[]> {
  const capped = new Set(listings.filter((listing) => listing.isCapped).flatMap((listing) => listing.tasks));
  const missing = new Map<string, TaskName[]>();
  for (const task of capped) {
    for (const { provider, model } of watched.get(task) ?? []) {
      const tasks = missing.get(model) ?? [];
      if (provider !== source || seen.has(model, task) || tasks.includes(task)) continue;
      missing.set(model, [...tasks, task]);
    }
  }
  return missing;
}

/**
 * Looks up one by one what is configured and was not in a listing that a cap of ours ended: it may be alive beyond the
 * cap, and only the source can say that it is gone. Answers an outcome for each that could not be asked about, which
 * makes its tasks partial. Rejects only with the signal's reason.
 */
export async function findMissing(options: MissingOptions): Promise<ListingOutcome[]> {
  const { session, seen, signal, onCandidate, sentenceOf } = options;
  const faults: ListingOutcome[] = [];
  for (const [model, tasks] of missingModels(options)) {
    const outcome = { lookup: `model:${model}`, tasks, models: 0, isCapped: false };
    try {
      const candidate = await session.find(model, signal);
      if (candidate) onCandidate(candidate, seen.newTasks(model, tasks));
    } catch (error) {
      signal.throwIfAborted();
      faults.push({ ...outcome, error: sentenceOf(error) });
    }
  }
  return faults;
}
