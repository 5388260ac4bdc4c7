import type { Evaluation } from "../../domain/evaluation.ts";

/** The evaluation of a model that waits for a person, with the reason; of any other (null) as it is. */
export function quarantined(evaluation: Evaluation, reason: string | null): Evaluation {
  if (reason === null || evaluation.isQuarantined) return evaluation;
  return { ...evaluation, reasons: [...evaluation.reasons, reason], isQuarantined: true };
}
