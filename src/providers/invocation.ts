import type { AnswerEvent } from "../domain/answer.ts";
import { UserFacingError } from "../domain/errors.ts";
import type { RouteInput } from "../domain/input.ts";
import type { Route } from "../domain/route.ts";
import type { CallOutcome } from "../domain/usage.ts";

/** What a provider can say of a call that failed; `timeout` and `cancelled` are the caller's to know. */
export type FailureKind = Exclude<CallOutcome, "answered" | "timeout" | "cancelled">;

export interface CallErrorOptions {
  kind: FailureKind;
  /** The HTTP status, or a code such as "ECONNREFUSED"; null where there is none. */
  code: number | string | null;
  /** Milliseconds after which the other side wants to be asked again; null where it did not say. */
  retryAfterMs?: number | null;
  /**
   * Of a `bad-request`: it is this route that does not take it (a recording of a kind that the host does not know, more
   * text than the model has room for), and another one may. By default nobody can tell whose fault it is.
   */
  othersMay?: boolean;
  cause?: unknown;
}

/**
 * A call failed. The kind is decided once, in the provider: nobody else looks at a status. The message is a sentence for
 * people, and holds no secret and no address with one.
 */
export class CallError extends UserFacingError {
  override name = "CallError";
  readonly kind: FailureKind;
  readonly code: number | string | null;
  readonly retryAfterMs: number | null;
  readonly othersMay: boolean;

  constructor(message: string, options: CallErrorOptions) {
    super(message, { cause: options.cause });
    this.kind = options.kind;
    this.code = options.code;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.othersMay = options.kind === "bad-request" && options.othersMay === true;
  }
}

/**
 * How many Modelvanes a request has come through, as one tells the next: one that is a source of itself, by itself or
 * through others, would otherwise ask itself for ever.
 */
export const hopsHeader = "x-modelvane-hops";

/** One call of one route. */
export interface RouteCall {
  route: Route;
  input: RouteInput;
  /** How many Modelvanes the request has come through; 0 unless given. */
  hops?: number;
  /** Aborted where the caller goes away or the time is up; the call upstream is then cancelled. */
  signal: AbortSignal;
}

/** How a provider's routes are called. */
export interface Invocation {
  /**
   * Makes the call once, without retries, and streams its answer: each event as soon as it is there, `usage` and
   * `finish` at most once each. Throws a `CallError`, before or in the middle of the answer, or the signal's reason. An
   * answer that ends without anything in it is a `CallError` of the kind `broken`, unless a filter has taken it away.
   */
  call(call: RouteCall): AsyncIterable<AnswerEvent>;
}
