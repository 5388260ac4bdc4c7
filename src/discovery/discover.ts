import type { TaskName } from "../domain/task.ts";
import type { Catalogue } from "../providers/provider.ts";
import { type DiscoveredCandidate, discoverSource } from "./discover-source.ts";
import type { WatchedModels } from "./find-missing.ts";
import { type WantedLookup, wantedLookups } from "./lookups.ts";
import { type DiscoveryReport, taskDiscovery } from "./report.ts";

export interface DiscoveryProgress {
  /** Models found so far, each once a source. */
  models: number;
  /** Listings that have ended, of all. */
  listingsDone: number;
  listings: number;
  /** Tasks whose listings have ended at every source, of all. */
  tasksDone: number;
  tasks: number;
}

export interface DiscoverOptions {
  catalogues: readonly Catalogue[];
  tasks: readonly TaskName[];
  /** What is configured: it is looked up by itself where a cap may have cut it out of its listing. */
  watched?: WatchedModels;
  signal: AbortSignal;
  /**
   * Takes each candidate once for each of the tasks whose listings name it, usually for all of them at once. It is
   * called as pages come in and nothing is kept here, so what a run remembers is the consumer's to decide.
   */
  onCandidate: (discovered: DiscoveredCandidate) => void;
  /** Called when a listing has ended, and every few hundred models. */
  onProgress?: ((progress: DiscoveryProgress) => void) | undefined;
}

/** By task, how many listings are still to end. */
function openListings(
  tasks: readonly TaskName[],
  { lookups, sources }: { lookups: readonly WantedLookup[]; sources: number },
): Map<TaskName, number> {
  const wanting = (task: TaskName) => lookups.filter((lookup) => lookup.tasks.includes(task)).length;
  return new Map(tasks.map((task) => [task, sources * wanting(task)]));
}

const modelsPerProgress = 250;

/**
 * Finds the models that the sources serve for the tasks. All listings of all sources are read at the same time; one
 * that fails leaves the others alone and is in the report, which says for each task whose word counts. Rejects only with the signal's reason.
 */
export async function discover(options: DiscoverOptions): Promise<DiscoveryReport> {
  const { catalogues, tasks, watched = new Map(), signal, onCandidate, onProgress } = options;
  const lookups = wantedLookups(tasks);
  const progress = {
    models: 0,
    listingsDone: 0,
    listings: catalogues.length * lookups.length,
    tasksDone: 0,
    tasks: tasks.length,
  };
  const open = openListings(tasks, { lookups, sources: catalogues.length });

  function takeCandidate(discovered: DiscoveredCandidate): void {
    onCandidate(discovered);
    progress.models += 1;
    if (progress.models % modelsPerProgress === 0) {
      onProgress?.({ ...progress });
    }
  }

  function endListing(ofTasks: readonly TaskName[]): void {
    progress.listingsDone += 1;
    for (const task of ofTasks) {
      const left = (open.get(task) ?? 0) - 1;
      open.set(task, left);
      if (left === 0) progress.tasksDone += 1;
    }
    onProgress?.({ ...progress });
  }

  const results = await Promise.all(
    catalogues.map((catalogue) =>
      discoverSource({
        catalogue,
        tasks,
        lookups,
        watched,
        signal,
        onCandidate: takeCandidate,
        onListingEnd: endListing,
      }),
    ),
  );
  return {
    sources: results.map((result) => result.discovery),
    tasks: tasks.map((task) =>
      taskDiscovery(
        task,
        results.map((result) => result.listed),
      ),
    ),
  };
}
