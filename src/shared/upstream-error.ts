import { UserFacingError } from "../domain/errors.ts";

export interface UpstreamErrorOptions {
  /** The HTTP status; null where no answer came. */
  status: number | null;
  isRetryable: boolean;
  /** Milliseconds to wait before another try, as the upstream asked for. */
  retryAfterMs?: number | null;
  cause?: unknown;
}

/** A call to somebody else's server failed. Whether another try makes sense is decided here, once. */
export class UpstreamError extends UserFacingError {
  override name = "UpstreamError";
  readonly status: number | null;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(message: string, options: UpstreamErrorOptions) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.isRetryable = options.isRetryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
