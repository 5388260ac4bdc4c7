import type { Policy } from "../policy.ts";
import type { RouterRequest } from "./request.ts";

/** What every route that serves a request has to obey, the first choice as well as those behind it. */
export interface Constraints {
  freeOnly: boolean;
  /** The policy's, in USD micros per million output tokens. The update chose under it, so it bars what is known to be dearer. */
  policyMaximumPrice: number | null;
  /** The request's own, in USD micros per million output tokens: a route without a known price does not pass. */
  requestMaximumPrice: number | null;
  localOnly: boolean;
  /** How many routes are tried at most. */
  attempts: number;
  /** Milliseconds. */
  patience: Patience;
}

/** How long a call may take, in milliseconds. */
export interface Patience {
  /** Until the first token. */
  firstTokenMs: number;
  /** Between two signs of life. */
  silenceMs: number;
  /** Until the first result, for pictures, videos and recordings. */
  mediaMs: number;
}

/** USD in USD micros. */
const micros = 1_000_000;

/** What policy and request say together. The router learns of the policy's rules here, and nowhere else. */
export function resolveConstraints({
  policy,
  request,
}: {
  policy: Pick<Policy, "freeOnly" | "maximumPrice" | "routing">;
  request: Pick<RouterRequest, "needs">;
}): Constraints {
  const { freeOnly, maximumPrice, routing } = policy;
  const { needs } = request;
  return {
    freeOnly,
    policyMaximumPrice: maximumPrice === null ? null : maximumPrice * micros,
    requestMaximumPrice: needs?.maximumOutputPrice ?? null,
    localOnly: needs?.localOnly ?? false,
    attempts: routing.attempts,
    patience: {
      firstTokenMs: routing.firstTokenSeconds * 1_000,
      silenceMs: routing.silenceSeconds * 1_000,
      mediaMs: routing.mediaSeconds * 1_000,
    },
  };
}
