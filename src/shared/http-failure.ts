import { UpstreamError } from "./upstream-error.ts";

/** What a person can do about a status, in a sentence ("Check HF_TOKEN."). */
export type StatusAdvice = Readonly<Record<number, string>>;

/** The answer that refused the request, its body cut to a size that can be kept: the cause of an `UpstreamError`. */
export class RefusedAnswer extends Error {
  override name = "RefusedAnswer";
  readonly body: string;
  /** The word by which the header `X-Error-Code` names the fault, where there is one ("RepoNotFound"). */
  readonly errorCode: string | null;

  constructor(body: string, errorCode: string | null = null) {
    super("the answer refused the request");
    this.body = body.slice(0, 8_000);
    this.errorCode = errorCode !== null && /^\w{1,100}$/.test(errorCode) ? errorCode : null;
  }
}

/** What every failure's sentence needs. */
export interface FailureContext {
  url: string;
  /** How many attempts were made, this one included. */
  attempt: number;
  advice?: StatusAdvice | undefined;
  /** Strings that no sentence may show. */
  secrets: readonly string[];
}

// The statuses that are worth another try, as the Hub's official Python client has them (utils/_http.py).
const retryableStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const meanings: StatusAdvice = {
  400: "the request was not understood",
  401: "the credentials were not accepted",
  403: "access is not allowed",
  404: "there is no such thing",
  410: "it no longer exists",
  429: "too many requests",
};

const generalAdvice: StatusAdvice = {
  401: "Check the token.",
  403: "Check the token's rights.",
  404: "Check the address.",
  410: "Check the address.",
};

/** The address without anything that could be secret: no user, no query. Throws a `TypeError` where it is none. */
export function describeUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return pathname === "/" ? origin : origin + pathname;
}

/** A failure by an answer's status. `body` is shown in part where it explains a refusal, with the secrets taken out. */
export function statusFailure(
  context: FailureContext,
  answer: { status: number; body: string; retryAfterMs: number | null; errorCode: string | null },
): UpstreamError {
  const { status, body, retryAfterMs, errorCode } = answer;
  const isRetryable = retryableStatuses.has(status);
  const meaning = meanings[status] ?? (status >= 500 ? "a fault on its side" : "the request was refused");
  const detail = status < 500 ? explanationIn(body, context.secrets) : null;
  const advice = context.advice?.[status] ?? generalAdvice[status] ?? (isRetryable ? "Try again later." : "");
  return new UpstreamError(
    sentence(context, `answered ${status}: ${meaning}${detail ? ` ("${detail}")` : ""}`, advice),
    { status, isRetryable, retryAfterMs, cause: new RefusedAnswer(withoutSecrets(body, context.secrets), errorCode) },
  );
}

/** No whole answer came in time. Another try may mend it. */
export function timeoutFailure(context: FailureContext, timeoutMs: number): UpstreamError {
  const what = `gave no complete answer within ${timeoutMs / 1_000} s`;
  return new UpstreamError(sentence(context, what, "Try again later."), { status: null, isRetryable: true });
}

/** No answer came, or it broke off. Another try may mend it. */
export function networkFailure(context: FailureContext, cause: unknown): UpstreamError {
  const code = codeOf(cause);
  const what = `could not be reached, or the connection broke${code ? ` (${code})` : ""}`;
  return new UpstreamError(sentence(context, what, "Check the network and the address."), {
    status: null,
    isRetryable: true,
    cause,
  });
}

/** An answer that is not JSON: a proxy's or a maintenance page, or a body that was cut short. */
export function brokenFailure(context: FailureContext, answer: { status: number; body: string }): UpstreamError {
  const isPage = answer.body.trimStart().startsWith("<");
  const what = isPage ? "answered with a web page instead of data" : "sent data that is cut short or is not JSON";
  return new UpstreamError(sentence(context, what, "Try again later."), { status: answer.status, isRetryable: true });
}

/** An answer that is larger than anything useful. Another try would only read as much again. */
export function oversizeFailure(
  context: FailureContext,
  answer: { status: number; limitBytes: number },
): UpstreamError {
  const what = `sent more than ${answer.limitBytes / 1_024 / 1_024} MB, which is not read`;
  return new UpstreamError(sentence(context, what, "Check the address."), {
    status: answer.status,
    isRetryable: false,
  });
}

function sentence({ url, attempt }: FailureContext, what: string, advice: string): string {
  const attempts = attempt > 1 ? `, in ${attempt} attempts` : "";
  return `${describeUrl(url)} ${what}${attempts}.${advice ? ` ${advice}` : ""}`;
}

function explanationIn(body: string, secrets: readonly string[]): string | null {
  const text = errorTextOf(body);
  // Control characters could steer the terminal in which the sentence is read.
  return text
    ? withoutSecrets(text, secrets)
        .replace(/[\s\p{C}]+/gu, " ")
        .slice(0, 200)
    : null;
}

function errorTextOf(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body);
    const error =
      answer instanceof Object && ("error" in answer ? answer.error : "message" in answer && answer.message);
    return typeof error === "string" ? error : null;
  } catch {
    return null;
  }
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, "***"), text);
}

/** Node's network errors carry a code ("ECONNREFUSED"), often one level down. */
function codeOf(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("code" in each && typeof each.code === "string") {
      return each.code;
    }
  }
  return null;
}
