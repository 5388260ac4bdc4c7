import type { Candidate } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import { explainAbility } from "./ability/explain.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";
import { explainUse, shiftByUse } from "./real-use.ts";

/** A rating that is as unsure as this, in points, says nothing: it is the spread of all models. */
const nothingKnown = 150;

/**
 * Always something: without any result it is what age and size let expect, and how sure that is. What people have met in
 * real use counts besides: an ability that fails, or comes late, is of less use to them.
 */
function assess(_candidate: Candidate, { ability, task, use }: CriterionContext): Assessment {
  const value = use === undefined ? ability.value : ability.value + shiftByUse(use, task);
  return {
    value: Math.max(0, Math.min(100, value)),
    confidence: Math.max(0.05, Math.min(1, 1 - ability.deviation / nothingKnown)),
  };
}

function explain(candidate: Candidate, { task, ability, features, graded, use }: CriterionContext): string[] {
  const shown = use === undefined ? [] : explainUse(use, task);
  return [...explainAbility(candidate, task, { ability, features, graded }), ...shown];
}

/** How good a model is at the task, by all that is known for free, by our own questions and by real use. */
export const performance: Criterion = { assess, explain };
