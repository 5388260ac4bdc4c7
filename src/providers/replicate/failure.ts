import { amountOrNull, type ForeignRecord, recordOrNull, textOrNull } from "../../shared/foreign-json.ts";
import { parseRetryAfter } from "../../shared/retry-delay.ts";
import { hideSecrets } from "../../shared/secrets.ts";
import { brokenAnswer, type FailureAdvice, refusal } from "../failure-kind.ts";
import { CallError, type FailureKind } from "../invocation.ts";

/** How Replicate begins a sentence. */
export const replicate = "Replicate";

/** "The specified version does not exist (or perhaps you don't have permission to use it?)", with status 422. */
const goneVersion = /\bversion\b[^.]{0,80}?\b(?:does not exist|not found|not permitted|disabled)/i;

/**
 * How an input is refused that does not fit the model's schema: "- input.num_outputs: Must be less than or equal to 4",
 * one line for each field. Another model's schema is another.
 */
const namedField = /^\s*-?\s*input(?:\.[\w.-]+)?:/m;

function isOfSchema(body: string): boolean {
  const detail = textOrNull(parsed(body)?.detail);
  return detail !== null && namedField.test(detail);
}

function parsed(body: string): ForeignRecord | null {
  try {
    return recordOrNull(JSON.parse(body));
  } catch {
    return null;
  }
}

/** What a person can do about a refusal. */
export function adviceOf(tokenName: string): FailureAdvice {
  return {
    refused: `Check ${tokenName}: it may be mistyped, or disabled.`,
    "no-credit": "Buy credit at https://replicate.com/account/billing.",
  };
}

/** An answer of another status than success. Replicate says in the body, too, when it wants to be asked again. */
export function refusalOf(options: {
  answer: { status: number; body: string; retryAfter: string | null };
  token: string;
  tokenName: string;
  now: number;
}): CallError {
  const { answer, token, tokenName, now } = options;
  const { status, body } = answer;
  const seconds = amountOrNull(parsed(body)?.retry_after);
  const retryAfterMs = seconds === null ? parseRetryAfter(answer.retryAfter, now) : Math.ceil(seconds * 1_000);
  const error = refusal({
    who: replicate,
    status,
    body,
    retryAfterMs,
    secrets: [token],
    advice: adviceOf(tokenName),
  });
  if (status !== 422) return error;
  if (isOfSchema(body) && !flagged.test(body)) {
    return new CallError(error.message, { kind: "bad-request", code: status, othersMay: true });
  }
  if (!goneVersion.test(body)) return error;
  return new CallError(`${replicate} no longer has this version of the model.`, { kind: "gone", code: status });
}

/** What is not to be answered, whichever model is asked. */
const flagged = /nsfw|flagged as sensitive|content (?:policy|moderation)|\(E005\)/i;

/**
 * What a model's own error says of whose fault it was. Replicate's common ones end in a code: E003 (high demand), E004
 * and PA (interrupted), E005 (flagged as sensitive), E006 (invalid input, which another model may take).
 */
const errorMeanings: readonly (readonly [RegExp, { kind: FailureKind; othersMay?: boolean }])[] = [
  [flagged, { kind: "bad-request" }],
  [/\(E006\)|input validation/i, { kind: "bad-request", othersMay: true }],
  [/\(E003\)|\(E004\)|\(code: PA\)|high demand|interrupted; please retry|queue is full/i, { kind: "busy" }],
  [/insufficient credit/i, { kind: "no-credit" }],
];

const longestError = 200;

/** A prediction that ended without success, as an error. `error` is as the model or Replicate worded it. */
export function predictionFault(status: string, error: string | null, secrets: readonly string[]): CallError {
  const known = errorMeanings.find(([pattern]) => pattern.test(error ?? ""))?.[1];
  const meaning = known ?? { kind: "broken" as const };
  const line = hideSecrets(error ?? "", secrets)
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  const cut = line.length > longestError ? `${line.slice(0, longestError).toWellFormed()}…` : line.replace(/\.$/, "");
  const detail = cut === "" ? "" : ` ("${cut}")`;
  const what = status === "failed" ? `The model failed on ${replicate}` : `The run on ${replicate} was ${status}`;
  const advice = meaning.kind === "bad-request" ? " Change the request." : "";
  return new CallError(`${what}${detail}.${advice}`, { ...meaning, code: status });
}

/** What the `error` event of a stream holds: JSON with a `detail`, or plain text. */
export function streamFault(data: string, secrets: readonly string[]): CallError {
  return predictionFault("failed", textOrNull(parsed(data)?.detail) ?? data, secrets);
}

/** A run that ended well, and brought nothing. */
export function failureOfNothing(model: string): CallError {
  return brokenAnswer(`${model} on ${replicate}`, "sent an empty answer");
}
