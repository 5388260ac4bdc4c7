import type { GradedResult, Verdict } from "../domain/verification.ts";

/** The answers of a run that speak of the model; what a damaged copy of it answers does not. Undefined where none does. */
export function answersOf(verdict: Verdict | null | undefined): GradedResult | undefined {
  return verdict?.isDamaged ? undefined : (verdict?.graded ?? undefined);
}
