import type { TaskName } from "../domain/task.ts";

/** Which models of one source have been handed on, and for which tasks. */
export interface SeenModels {
  /** The tasks among these for which the model is new; from now on it is known. */
  take(model: string, tasks: readonly TaskName[]): readonly TaskName[];
  has(model: string, task: TaskName): boolean;
  /** Distinct models. */
  size(): number;
  countOf(task: TaskName): number;
}

/** None yet. */
export function createSeenModels(): SeenModels {
  // Nearly all models of a listing share that listing's own array, so a hundred thousand of them need little memory.
  const seen = new Map<string, readonly TaskName[]>();
  const counts = new Map<TaskName, number>();

  return {
    take(model, tasks) {
      const known = seen.get(model);
      const fresh = known ? tasks.filter((task) => !known.includes(task)) : tasks;
      if (fresh.length > 0) {
        seen.set(model, known ? [...known, ...fresh] : tasks);
      }
      for (const task of fresh) {
        counts.set(task, (counts.get(task) ?? 0) + 1);
      }
      return fresh;
    },
    has: (model, task) => seen.get(model)?.includes(task) ?? false,
    size: () => seen.size,
    countOf: (task) => counts.get(task) ?? 0,
  };
}
