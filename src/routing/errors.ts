import { UserFacingError } from "../domain/errors.ts";
import type { Attempt } from "./request.ts";

/** Nobody could answer: each route was tried in vain, or rests after earlier faults, or does not meet the needs. */
export class NoRouteError extends UserFacingError {
  override name = "NoRouteError";
  /** When another try makes sense: milliseconds since the epoch; null where waiting does not help. */
  readonly retryAt: number | null;
  readonly attempts: readonly Attempt[];
  /** Every route that could be asked has said that it does not serve the model, now or before. */
  readonly isGone: boolean;

  constructor(
    message: string,
    options: { retryAt: number | null; attempts: readonly Attempt[]; isGone?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.retryAt = options.retryAt;
    this.attempts = options.attempts;
    this.isGone = options.isGone ?? false;
  }
}

/** An answer died half-way, and could not be continued by another model. */
export class AnswerBrokenError extends UserFacingError {
  override name = "AnswerBrokenError";
  readonly attempts: readonly Attempt[];

  constructor(message: string, options: { attempts: readonly Attempt[]; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.attempts = options.attempts;
  }
}

/** No such task is configured, or no such model known. The message names the tasks that there are. */
export class UnknownTargetError extends UserFacingError {
  override name = "UnknownTargetError";
}
