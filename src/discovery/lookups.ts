import type { BenchmarkName } from "../domain/benchmark.ts";
import { type Lookup, lookupKey, type TaskName, taskOf } from "../domain/task.ts";

/** A listing, and the tasks that want it. */
export interface WantedLookup {
  lookup: Lookup;
  tasks: readonly TaskName[];
}

/** The distinct lookups of the tasks, in the order in which the tasks first name them. */
export function wantedLookups(tasks: readonly TaskName[]): WantedLookup[] {
  const wanted = new Map<string, { lookup: Lookup; tasks: TaskName[] }>();
  for (const task of tasks) {
    for (const lookup of taskOf(task).lookups) {
      const entry = wanted.get(lookupKey(lookup)) ?? { lookup, tasks: [] };
      entry.tasks.push(task);
      wanted.set(lookupKey(lookup), entry);
    }
  }
  return [...wanted.values()];
}

/** The distinct benchmarks of the tasks. */
export function wantedBenchmarks(tasks: readonly TaskName[]): BenchmarkName[] {
  return [...new Set(tasks.flatMap((task) => taskOf(task).benchmarks))];
}
