import type { FailureKind } from "./invocation.ts";

/** What an answer's status and words say of a call. */
export interface Meaning {
  kind: FailureKind;
  /** As `CallErrorOptions.othersMay`. */
  othersMay: boolean;
}

/** Statuses that mean the same of every provider. */
const kinds: Readonly<Record<number, FailureKind>> = {
  400: "bad-request",
  401: "refused",
  402: "no-credit",
  403: "refused",
  404: "gone",
  408: "busy",
  410: "gone",
  422: "bad-request",
  425: "busy",
  429: "busy",
  // The server's own fault, and not the moment's: another try of the same request most likely meets it again.
  500: "broken",
  // A server that is a source of itself.
  508: "broken",
};

/** More than the server takes, or of a kind that it does not: another one may. */
const tooMuchHere: ReadonlySet<number> = new Set([413, 415]);

/**
 * How it is worded that a model is not served: "The requested model 'X' is not supported by any provider you have
 * enabled." (Hugging Face), "The model `X` does not exist" (OpenAI, vLLM), "model 'X' not found" (Ollama, llama.cpp),
 * "X is not a valid model ID" (OpenRouter), "The model `X` has been decommissioned" (Groq). Between the word and the verb
 * there is only the model's name: "The model read the request: image not found" is none of them.
 */
const unservedModel = new RegExp(
  [
    /model_(?:not_found|not_supported|decommissioned)/,
    /not supported by (?:any )?provider/,
    /not a valid model/,
    /\bmodel\b:?\s*(?:(?:with (?:id|name)|id|named)\s+)?(?:["'`“‘][^"'`“”‘’]{1,200}["'`”’]\s+|[^\s"'`,]{1,200}\s+)?(?:(?:is|are|was)\s+)?(?:(?:not (?:supported|found|available)|(?:does not|doesn't) exist)\b|(?:has been\s+)?decommissioned\b)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "i",
);

/** How accounts without credit are answered where the status alone does not say so. */
const noCredit = /insufficient_quota|insufficient_credits|exceeded your (?:current quota|monthly included credits)/i;

/**
 * How it is worded that this model, or this server, does not take what others may: more text than it has room for, pictures,
 * tools, a parameter. "This model's maximum context length is 8192 tokens" (OpenAI, vLLM), "At most 0 image(s) may be
 * provided" and '"auto" tool choice requires --enable-auto-tool-choice' (vLLM), "No endpoints found that support tool use"
 * (OpenRouter), "`logprobs` is not supported with this model" (Groq).
 */
const notTakenHere =
  /context_length_exceeded|(?:context|maximum) (?:length|size|window)|too many (?:input )?tokens|prompt is too long|at most \d+ (?:image|audio|video)|(?:image|audio|video|tool|function|parameter|response_format|json_schema|logprobs)[\w'"`() ]{0,60}(?:(?:is|are) not supported|not supported (?:by|with|for) (?:this|the) model|(?:does not|doesn't) support)|(?:does not|doesn't) support (?:tool|function|image|audio|video|vision|system|response_format|json)|support (?:tool use|image input|function calling)|tool choice requires/i;

/** How it is worded that what was asked is not to be answered: that is said of the question, whatever the status. */
const notToBeAnswered =
  /requires moderation|content_policy_violation|content management policy|\b(?:input|prompt|request|content)\b[^.]{0,80}\bflagged\b/i;

const alone = (kind: FailureKind): Meaning => ({ kind, othersMay: false });

/** The statuses by which servers refuse a request for what it is. */
const aboutRequest: ReadonlySet<number> = new Set([400, 403, 404, 422]);

function meaningOfWords(status: number, body: string): Meaning | null {
  if (status === 429 && noCredit.test(body)) return alone("no-credit");
  if (!aboutRequest.has(status)) return null;
  if (notToBeAnswered.test(body)) return alone("bad-request");
  if (status === 403) return null;
  if (unservedModel.test(body)) return alone("gone");
  return notTakenHere.test(body) ? { kind: "bad-request", othersMay: true } : null;
}

/**
 * What an answer's status means. `body` is its text as it came: it tells a model that is not served from a request that
 * is wrong, that from one which only this model does not take, and an account without credit from one that asks too
 * often. What no caller can have caused (405, 409, 424, 451: something else stands at the address, or the server has a
 * fault of its own) is `broken`.
 */
export function meaningOfStatus(status: number, body: string): Meaning {
  const worded = meaningOfWords(status, body);
  if (worded) return worded;
  if (tooMuchHere.has(status)) return { kind: "bad-request", othersMay: true };
  // Anything below 400 is no answer to a call: a redirect, or a success without a body.
  return alone(kinds[status] ?? (status >= 500 ? "busy" : "broken"));
}

/** The words by which servers name a fault within an answer whose status was success already. */
const reportedMeanings: readonly (readonly [RegExp, Meaning])[] = [
  [noCredit, alone("no-credit")],
  [unservedModel, alone("gone")],
  [/rate.?limit|too many requests|overloaded|capacity|unavailable|timed? ?out/i, alone("busy")],
  [/authentication_error|invalid_api_key|permission_error/i, alone("refused")],
  [notTakenHere, { kind: "bad-request", othersMay: true }],
  [/invalid_request_error/i, alone("bad-request")],
];

/** What the words of an error object within an answer mean. */
export function meaningOfReport(text: string): Meaning {
  return reportedMeanings.find(([words]) => words.test(text))?.[1] ?? alone("broken");
}
