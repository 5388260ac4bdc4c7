import type { MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Clock } from "../shared/clock.ts";
import { errorBody, invalidRequest, type Refusal, refusalHeaders } from "./open-ai/refusal.ts";
import { createSecretCheck } from "./secret-check.ts";

export interface TokenOptions {
  /** HTTP_TOKEN; null where it is not set. */
  token: string | null;
  clock: Clock;
  logger: { warn(message: string): void };
}

/** Why whoever brings this `authorization` header is not let in; null where they are. */
export type TokenCheck = (authorization: string | undefined) => Refusal | null;

const notSet: Refusal = {
  ...invalidRequest,
  status: 403,
  code: "token_not_set",
  message: "This address is closed: HTTP_TOKEN is not set in the settings of this server.",
};

const wrong: Refusal = {
  ...invalidRequest,
  status: 401,
  code: "invalid_api_key",
  message: "This address wants the server's token, its HTTP_TOKEN, in the header Authorization: Bearer TOKEN.",
};

function bearerOf(authorization: string | undefined): string {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1] ?? "";
}

/** Lets in who brings HTTP_TOKEN; where it is not set, nobody. */
export function createTokenCheck({ token, clock, logger }: TokenOptions): TokenCheck {
  if (token === null) return () => notSet;
  const what = "at the addresses of other programs, for lack of the right token (HTTP_TOKEN)";
  const isRight = createSecretCheck({ secret: token, what, clock, logger });
  return (authorization) => (isRight(bearerOf(authorization)) ? null : wrong);
}

/** The check as a guard of Hono's. It answers in OpenAI's shape, whose clients ask most. */
export function requireToken(check: TokenCheck): MiddlewareHandler {
  return async (context, next) => {
    const refusal = check(context.req.header("authorization"));
    if (refusal === null) return await next();
    return context.json(errorBody(refusal), refusal.status as ContentfulStatusCode, refusalHeaders(refusal));
  };
}
