import type { Candidate } from "../domain/candidate.ts";
import { type CriterionName, type CriterionWeights, criterionNames } from "../domain/criteria.ts";
import type { Evaluation } from "../domain/evaluation.ts";
import { servesTask } from "../domain/task.ts";
import { compatibility } from "./compatibility.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";
import { type EligibilityRules, judge } from "./eligibility.ts";
import { performance } from "./performance.ts";
import { popularity } from "./popularity.ts";
import { recency } from "./recency.ts";

/** The criteria by name: the one place to put another in. */
export const criteria: Record<CriterionName, Criterion> = { popularity, performance, recency, compatibility };

interface WeightedScore {
  score: number;
  confidence: number;
  components: Record<CriterionName, number | null>;
}

/** The weighted mean of the criteria of which something is known. */
function weigh(candidate: Candidate, context: CriterionContext, weights: CriterionWeights): WeightedScore {
  const components: Record<CriterionName, number | null> = {
    popularity: null,
    performance: null,
    recency: null,
    compatibility: null,
  };
  let sum = 0;
  let known = 0;
  let total = 0;
  let certain = 0;
  for (const name of criterionNames) {
    const weight = weights[name];
    const assessment = criteria[name].assess(candidate, context);
    total += weight;
    if (assessment === null) continue;
    components[name] = assessment.value;
    sum += weight * assessment.value;
    known += weight;
    certain += weight * assessment.confidence;
  }
  // The fractions of equal values can add up to a hair more than the whole.
  return {
    score: known === 0 ? 0 : Math.min(100, sum / known),
    confidence: total === 0 ? 0 : certain / total,
    components,
  };
}

/** Judges and scores one candidate for the task of the rules. Pure; for a hundred thousand candidates a run. */
export function evaluate(candidate: Candidate, rules: EligibilityRules): Evaluation {
  const { reasons, isHeld, routes } = judge(candidate, rules);
  const shown = routes.usable.length > 0 ? routes.usable : routes.serving;
  const context: CriterionContext = { task: rules.task, now: rules.now, routes: shown };
  const { score, confidence, components } = weigh(candidate, context, rules.policy.weights);
  return {
    candidate,
    route: shown[0] ?? null,
    usableRoutes: routes.usable,
    score,
    confidence,
    components,
    reasons,
    isHeld,
  };
}

/** The facts behind a score, as phrases, in the order of the criteria. */
export function explainScore(evaluation: Evaluation, rules: EligibilityRules): string[] {
  const { task, now } = rules;
  const { candidate, usableRoutes } = evaluation;
  const serving = candidate.routes.filter((route) => servesTask(task, route.interface));
  const context: CriterionContext = { task, now, routes: usableRoutes.length > 0 ? usableRoutes : serving };
  return criterionNames.flatMap((name) => criteria[name].explain(evaluation.candidate, context));
}
