import { UserFacingError } from "../../domain/errors.ts";
import { CallError } from "../../providers/invocation.ts";
import { AnswerBrokenError, NoRouteError, UnknownTargetError } from "../../routing/errors.ts";

/** An answer that is none, as OpenAI's clients know it. https://platform.openai.com/docs/guides/error-codes */
export interface Refusal {
  status: number;
  /** A sentence for whoever asked. */
  message: string;
  /** A word for programs ("model_not_found"); null where the sentence says it all. */
  code: string | null;
  /** The field of the request that is wrong; null where it is none. */
  param: string | null;
  /** Whole seconds after which another try makes sense; null where waiting does not help. */
  retryAfterSeconds: number | null;
}

/** The parts of a refusal that speak of the caller's own mistake in general. */
export const invalidRequest = { status: 400, code: null, param: null, retryAfterSeconds: null } as const;

/** What the caller sent cannot be served. */
export class RequestRefused extends UserFacingError {
  override name = "RequestRefused";
  readonly refusal: Refusal;

  constructor(message: string, details: Partial<Omit<Refusal, "message">> = {}) {
    super(message);
    this.refusal = { ...invalidRequest, ...details, message };
  }
}

/** The refusal as a body: `{"error": {"message", "type", "param", "code"}}`. */
export function errorBody({ status, message, param, code }: Refusal): { error: Record<string, string | null> } {
  return { error: { message, type: status < 500 ? "invalid_request_error" : "server_error", param, code } };
}

/** What a refusal says in headers. */
export function refusalHeaders({ status, retryAfterSeconds }: Refusal): Record<string, string> {
  return {
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    ...(retryAfterSeconds !== null && { "retry-after": String(retryAfterSeconds) }),
  };
}

function retryAfter(retryAt: number | null, now: number): number | null {
  return retryAt === null ? null : Math.max(1, Math.ceil((retryAt - now) / 1_000));
}

/** What an error means to the caller; null for one that is a defect of the program. */
export function refusalOf(error: unknown, now: number): Refusal | null {
  if (error instanceof RequestRefused) return error.refusal;
  if (!(error instanceof UserFacingError)) return null;
  const refusal: Refusal = { ...invalidRequest, message: error.message };
  if (error instanceof UnknownTargetError) return { ...refusal, status: 404, code: "model_not_found", param: "model" };
  if (error instanceof NoRouteError) {
    // Clients try a 503 again by themselves, which is in vain where only another request can be served.
    if (error.retryAt === null) return { ...refusal, code: "no_route" };
    return { ...refusal, status: 503, code: "no_route", retryAfterSeconds: retryAfter(error.retryAt, now) };
  }
  if (error instanceof AnswerBrokenError) return { ...refusal, status: 502, code: "answer_broken" };
  if (error instanceof CallError && error.kind === "bad-request") return { ...refusal, code: "bad_request" };
  return { ...refusal, status: error instanceof CallError ? 502 : 503 };
}
