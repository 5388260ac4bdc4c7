import type { AbilityEstimate } from "../domain/ability.ts";
import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import type { RealUse } from "../domain/real-use.ts";
import type { Task } from "../domain/task.ts";
import type { GradedResult } from "../domain/verification.ts";
import type { ModelFeatures } from "./ability/features.ts";

/** What a criterion may look at besides the candidate. */
export interface CriterionContext {
  task: Task;
  /** Milliseconds since the epoch. */
  now: number;
  /** The routes that can serve the task, usable ones where there are any. */
  routes: readonly ServedRoute[];
  ability: AbilityEstimate;
  /** What the estimate rests on. */
  features: ModelFeatures;
  graded: GradedResult | undefined;
  /** What real use has told; undefined where nobody has used it. */
  use: RealUse | undefined;
}

/**
 * One criterion of the score. Both functions are pure. `assess` runs for every model that is listed, so it makes no
 * text; `explain` runs for the few that are shown.
 */
export interface Criterion {
  /** Null where nothing is known: the other criteria are then weighed anew. */
  assess(candidate: Candidate, context: CriterionContext): Assessment | null;
  /** The facts behind the assessment, as short phrases ("1.2 M downloads in 30 days"). */
  explain(candidate: Candidate, context: CriterionContext): string[];
}
