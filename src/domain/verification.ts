import type { Route } from "./route.ts";
import type { TaskName } from "./task.ts";

/**
 * What a live call has proved of a route. `passed`: it answers, and rightly. `failed`: it does not answer, or wrongly.
 * `unproven`: it could not be asked, for a reason that is not its fault (no key, no credit, no network, a budget that is
 * used up, a route that rests).
 */
export const verdictOutcomes = ["passed", "failed", "unproven"] as const;
export type VerdictOutcome = (typeof verdictOutcomes)[number];

/** How many questions with a known answer were asked, and how many were answered rightly. */
export interface GradedResult {
  asked: number;
  right: number;
}

/**
 * Several results of the same questions as one: that of the longest, by the share of all. Asked again, or on another
 * host, they say more surely how a model answers them, but no more of what it can besides.
 */
export function poolGrades(grades: readonly GradedResult[]): GradedResult {
  const asked = Math.max(0, ...grades.map((each) => each.asked));
  const all = grades.reduce((sum, each) => sum + each.asked, 0);
  const right = grades.reduce((sum, each) => sum + each.right, 0);
  return { asked, right: all === 0 ? 0 : Math.round((asked * right) / all) };
}

/** What probing one route for one task has found. */
export interface Verdict {
  task: TaskName;
  route: Route;
  /** Milliseconds since the epoch. */
  at: number;
  outcome: VerdictOutcome;
  /**
   * For people, and without any text of an answer. Of what was asked, it follows "it": "answered 19 of 20 questions
   * rightly"; of what could not be, it is a clause of its own: "the account has no credit left".
   */
  reason: string;
  /** Questions that were answered at all, by whether the answer was right; null where none was. */
  graded: GradedResult | null;
  /** Calls that were made. */
  calls: number;
  /** The median of the calls that answered; null where nothing came. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  /** USD nanos of all calls together; null where a price is unknown. */
  costUsdNanos: number | null;
  /** The host answers significantly worse than the model's others, so that what it has answered says nothing of the model. */
  isDamaged?: boolean;
}
