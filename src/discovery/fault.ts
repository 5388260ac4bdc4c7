import { UserFacingError } from "../domain/errors.ts";
import { UpstreamError } from "../shared/upstream-error.ts";

/** What broke a listing off, as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof UserFacingError ? error.message : `Something unexpected happened: ${String(error)}`;
}

/** Whether a source gave no answer: it is not running, cannot be reached, or nobody has set it up. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof UserFacingError && !(error instanceof UpstreamError && error.status !== null);
}
