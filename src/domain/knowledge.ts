import type { RealUse } from "./real-use.ts";
import type { ModelIdentity } from "./route.ts";
import type { TaskName } from "./task.ts";
import type { GradedResult } from "./verification.ts";

/** What earlier runs have seen of a model. A fact that is null is unknown. */
export interface PastModel {
  /** Milliseconds since the epoch. */
  createdAt: number | null;
  parameters: number | null;
  /** In 30 days, as of the last time that it was seen. */
  downloads: number | null;
  /** When Modelvane first saw it: milliseconds since the epoch. */
  firstSeen: number;
  /** When it last did so, to the hour; absent where that is not known. */
  lastSeen?: number;
}

/** What is known besides what a listing says: from earlier runs, and from live calls. */
export interface Knowledge {
  past(model: ModelIdentity): PastModel | undefined;
  /** All of whom `past` knows something, each once; nobody where it is left out. */
  models?(): Iterable<ModelIdentity>;
  /** The questions that were put to a model for a task, on any host, the last time that they were. */
  graded(task: TaskName, model: ModelIdentity): GradedResult | undefined;
  /** What real use has told; undefined where nobody has used it, and of no model where it is left out. */
  use?(task: TaskName, model: ModelIdentity): RealUse | undefined;
}

/** Nothing was seen before. */
export const nothingKnownBefore: Knowledge = { past: () => undefined, graded: () => undefined };
