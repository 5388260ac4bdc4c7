import type { Candidate } from "../domain/candidate.ts";
import type { Assessment } from "../domain/evaluation.ts";
import type { Criterion, CriterionContext } from "./criterion.ts";

const millisecondsPerDay = 86_400_000;
const freshDays = 30;
const oldDays = 365;
const oldValue = 20;

/** Days since the model was created; 0 for a date in the future. Null where the date is unknown. */
export function ageInDays(createdAt: number | null, now: number): number | null {
  return createdAt === null ? null : Math.max(0, (now - createdAt) / millisecondsPerDay);
}

/**
 * 100 up to 30 days of age, then falling in a line to 20 at 365 days. Age counts from creation: an edit of the README
 * moves the date of modification.
 */
function assess({ createdAt }: Candidate, { now }: CriterionContext): Assessment | null {
  const age = ageInDays(createdAt, now);
  if (age === null) return null;
  if (age <= freshDays) return { value: 100, confidence: 1 };
  if (age >= oldDays) return { value: oldValue, confidence: 1 };
  return { value: 100 - ((100 - oldValue) * (age - freshDays)) / (oldDays - freshDays), confidence: 1 };
}

function explain({ createdAt }: Candidate, { now }: CriterionContext): string[] {
  const age = ageInDays(createdAt, now);
  return age === null ? [] : [`created ${Math.floor(age)} days ago`];
}

/** How new a model is. */
export const recency: Criterion = { assess, explain };
