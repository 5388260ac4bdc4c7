/** How far a run has come. */
export interface RunProgress {
  phase: "discovering" | "verifying" | "planning" | "applying";
  /** Seen so far. */
  models: number;
  listingsDone: number;
  listings: number;
  /** Tasks whose listings have all ended, of those that are looked for. */
  tasksDone: number;
  tasks: number;
  /** Calls of models that were made so far, to see whether they answer. */
  calls: number;
}

export type ProgressListener = (progress: RunProgress) => void;

/** Passes counts on, and repeats the last ones with each phase. */
export interface ProgressTracker {
  count(counts: Omit<RunProgress, "phase" | "calls">): void;
  called(calls: number): void;
  enter(phase: RunProgress["phase"]): void;
}

/** A tracker that tells the listener, where there is one, of every change. */
export function trackProgress(listener: ProgressListener | undefined): ProgressTracker {
  let progress: RunProgress = {
    phase: "discovering",
    models: 0,
    listingsDone: 0,
    listings: 0,
    tasksDone: 0,
    tasks: 0,
    calls: 0,
  };
  const tell = (change: Partial<RunProgress>) => {
    progress = { ...progress, ...change };
    listener?.(progress);
  };
  return { count: tell, called: (calls) => tell({ calls }), enter: (phase) => tell({ phase }) };
}
