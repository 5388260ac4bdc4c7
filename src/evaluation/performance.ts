import type { Candidate } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import { explainAbility } from "./ability/explain.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";

/** A rating that is as unsure as this, in points, says nothing: it is the spread of all models. */
const nothingKnown = 150;

/** Always something: without any result it is what age and size let expect, and how sure that is. */
function assess(_candidate: Candidate, { ability }: CriterionContext): Assessment {
  return { value: ability.value, confidence: Math.max(0.05, Math.min(1, 1 - ability.deviation / nothingKnown)) };
}

function explain(candidate: Candidate, { task, ability, features, graded }: CriterionContext): string[] {
  return explainAbility(candidate, task, { ability, features, graded });
}

/** How good a model is at the task, by all that is known for free and by our own questions. */
export const performance: Criterion = { assess, explain };
