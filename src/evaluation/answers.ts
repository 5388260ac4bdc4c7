import { type GradedResult, poolGrades, type Verdict } from "../domain/verification.ts";

/** The answers of a run that speak of the model; what a damaged copy of it answers does not. Undefined where none does. */
function freshAnswers(verdict: Verdict | null | undefined): GradedResult | undefined {
  return verdict?.isDamaged ? undefined : (verdict?.graded ?? undefined);
}

/** What a model has answered by now: before, and in this run. Undefined where nothing was asked. */
export function answersWith(
  before: GradedResult | undefined,
  verdict: Verdict | null | undefined,
): GradedResult | undefined {
  const fresh = freshAnswers(verdict);
  return before && fresh ? poolGrades([before, fresh]) : (fresh ?? before);
}
