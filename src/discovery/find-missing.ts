import type { Candidate } from "../domain/candidate.ts";
import type { ModelIdentity } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Catalogue, CatalogueSession } from "../providers/provider.ts";
import { isUnanswered, sentenceOf } from "./fault.ts";
import type { ListingOutcome } from "./report.ts";
import type { SeenModels } from "./seen-models.ts";

/** By task, the models that the configuration and the policy name. */
export type WatchedModels = ReadonlyMap<TaskName, readonly ModelIdentity[]>;

export interface MissingOptions {
  source: string;
  emptyMeans: Catalogue["emptyMeans"];
  session: CatalogueSession;
  watched: WatchedModels;
  listings: readonly ListingOutcome[];
  seen: SeenModels;
  signal: AbortSignal;
  /** Takes what was found, with the tasks that miss it. */
  onCandidate: (candidate: Candidate, tasks: readonly TaskName[]) => void;
}

/**
 * The tasks whose listings do not say by themselves that a model is gone: a cap of ours has cut one, or a source that may
 * well have nothing has named nothing, which a server that is ill looks like too.
 */
function doubtfulTasks({ emptyMeans, listings, seen }: MissingOptions): TaskName[] {
  const isWanting = (task: TaskName) => {
    const own = listings.filter(({ tasks }) => tasks.includes(task));
    const isBare = emptyMeans === "nothing" && seen.countOf(task) === 0 && own.every(({ error }) => error === null);
    return isBare || own.some(({ isCapped }) => isCapped);
  };
  return [...new Set(listings.flatMap(({ tasks }) => tasks))].filter(isWanting);
}

/** The tasks by model that a listing may have left out. */
function missingModels(options: MissingOptions): Map<string, TaskName[]> {
  const { source, watched, seen } = options;
  const missing = new Map<string, TaskName[]>();
  for (const task of doubtfulTasks(options)) {
    for (const { provider, model } of watched.get(task) ?? []) {
      const tasks = missing.get(model) ?? [];
      if (provider !== source || seen.has(model, task) || tasks.includes(task)) continue;
      missing.set(model, [...tasks, task]);
    }
  }
  return missing;
}

/**
 * Looks up one by one what is configured and was not in a listing that a cap of ours ended, or that named nothing: it may
 * be alive beyond the cap, and only the source can say that it is gone. Answers an outcome for each that could not be asked about, which
 * makes its tasks partial. Rejects only with the signal's reason.
 */
export async function findMissing(options: MissingOptions): Promise<ListingOutcome[]> {
  const { session, signal, onCandidate } = options;
  const faults: ListingOutcome[] = [];
  for (const [model, tasks] of missingModels(options)) {
    const outcome = { lookup: `model:${model}`, tasks, models: 0, isCapped: false };
    try {
      const candidate = await session.find(model, signal);
      if (candidate) onCandidate(candidate, tasks);
    } catch (error) {
      signal.throwIfAborted();
      faults.push({ ...outcome, error: sentenceOf(error), isUnanswered: isUnanswered(error) });
    }
  }
  return faults;
}
