/** How far a run has come. */
export interface RunProgress {
  phase: "discovering" | "planning" | "applying";
  /** Seen so far. */
  models: number;
  listingsDone: number;
  listings: number;
  /** Tasks whose listings have all ended, of those that are looked for. */
  tasksDone: number;
  tasks: number;
}

export type ProgressListener = (progress: RunProgress) => void;

/** Passes counts on, and repeats the last ones with each phase. */
export interface ProgressTracker {
  count(counts: Omit<RunProgress, "phase">): void;
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
  };
  const tell = (change: Partial<RunProgress>) => {
    progress = { ...progress, ...change };
    listener?.(progress);
  };
  return { count: (counts) => tell(counts), enter: (phase) => tell({ phase }) };
}
