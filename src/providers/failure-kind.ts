import { errorCode } from "../shared/file-system.ts";
import { recordOrNull, textOrNull } from "../shared/foreign-json.ts";
import { hideSecrets } from "../shared/secrets.ts";
import { CallError, type FailureKind } from "./invocation.ts";
import { type Meaning, meaningOfReport, meaningOfStatus } from "./status-meaning.ts";

/** What an error object within an answer means: by its status where it names one, otherwise by its words. */
function meaningOfError(error: unknown): Meaning {
  const text = JSON.stringify(error) ?? "";
  const { code, status, status_code: statusCode } = recordOrNull(error) ?? {};
  const named = [status, statusCode, code].map(Number).find((each) => each >= 400 && each < 600);
  return named === undefined ? meaningOfReport(text) : meaningOfStatus(named, text);
}

/** The codes of Node and undici for a connection that did not come about, or was lost before anything was answered. */
const lostConnection =
  /^(?:ECONN(?:REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPIPE|ETIMEDOUT|TIMEOUT|UND_ERR_(?:SOCKET|CONNECT_TIMEOUT|HEADERS_TIMEOUT|CLOSED|DESTROYED))$/;

/** What a failed connection means: `busy` where nothing had been answered yet, `broken` in the middle of an answer. */
export function kindOfConnectionFault(code: string | null, isWithinAnswer: boolean): FailureKind {
  return !isWithinAnswer && (code === null || lostConnection.test(code)) ? "busy" : "broken";
}

export interface RefusalOptions {
  /** Who answered, as it begins a sentence ("The inference router"). */
  who: string;
  status: number;
  body: string;
  retryAfterMs?: number | null;
  /** What stands in the answer and must not be shown. */
  secrets: readonly string[];
  /** What a person can do about a kind, in a sentence ("Check HF_TOKEN."). */
  advice?: FailureAdvice | undefined;
  cause?: unknown;
}

export type FailureAdvice = Readonly<Partial<Record<FailureKind, string>>>;

const meanings: Readonly<Record<FailureKind, string>> = {
  gone: "the model is not served there",
  "no-credit": "the account has no credit left",
  busy: "it is too busy at the moment",
  refused: "the key was not accepted, or may not use the model",
  broken: "a fault on its side",
  "bad-request": "the request was not accepted",
};

/** An answer of another status than success, as an error with its kind and a sentence. */
export function refusal({ who, status, body, retryAfterMs, secrets, advice, cause }: RefusalOptions): CallError {
  const { kind, othersMay } = meaningOfStatus(status, body);
  const told = explanationIn(body, secrets);
  const detail = told === null ? "" : ` ("${told}")`;
  const message = `${who} answered ${status}: ${meanings[kind]}${detail}.${advice?.[kind] ? ` ${advice[kind]}` : ""}`;
  return new CallError(message, { kind, othersMay, code: status, retryAfterMs: retryAfterMs ?? null, cause });
}

/** An error object that stands within an answer, as an error with its kind and a sentence. */
export function reportedFault(options: {
  who: string;
  error: unknown;
  secrets: readonly string[];
  advice?: FailureAdvice | undefined;
}): CallError {
  const { who, error, secrets, advice } = options;
  const { kind, othersMay } = meaningOfError(error);
  const told = explanationIn(JSON.stringify({ error }), secrets);
  const detail = told === null ? "" : ` ("${told}")`;
  const message = `${who} reported a fault in its answer: ${meanings[kind]}${detail}.`;
  const whole = advice?.[kind] ? `${message} ${advice[kind]}` : message;
  return new CallError(whole, { kind, othersMay, code: codeIn(error) });
}

/** A status, or a word such as "rate_limit_exceeded"; anything longer is no code. */
function codeIn(error: unknown): number | string | null {
  const { code, type } = recordOrNull(error) ?? {};
  if (typeof code === "number") return code;
  return [code, type].map(textOrNull).find((text) => text !== null && /^[\w.-]{1,60}$/.test(text)) ?? null;
}

/** A connection that failed, as an error with its kind and a sentence. `error` is Node's, undici's or the poster's. */
export function connectionFault(options: { who: string; error: unknown; isWithinAnswer: boolean }): CallError {
  const { who, error, isWithinAnswer } = options;
  const code = codeOf(error);
  const what = isWithinAnswer ? "broke off in the middle of its answer" : "could not be reached, or hung up";
  return new CallError(`${who} ${what}${code === null ? "" : ` (${code})`}.`, {
    kind: kindOfConnectionFault(code, isWithinAnswer),
    code,
    cause: error,
  });
}

/** An answer that is none. `what` ends the sentence ("sent an empty answer"). */
export function brokenAnswer(who: string, what: string, cause?: unknown): CallError {
  return new CallError(`${who} ${what}.`, { kind: "broken", code: null, cause });
}

/** Node's network errors carry a code ("ECONNREFUSED"), often one level down. */
function codeOf(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = errorCode(each);
    if (code !== null) return code;
  }
  return null;
}

const longestExplanation = 200;

/** What an answer's JSON says of its fault, as one short line; null where it says nothing. */
function explanationIn(body: string, secrets: readonly string[]): string | null {
  const told = explanationOf(parsedOrNull(body));
  if (told === null) return null;
  // Control characters could steer the terminal in which the sentence is read.
  const line = hideSecrets(told, secrets)
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  const cut = line.length > longestExplanation ? `${line.slice(0, longestExplanation).toWellFormed()}…` : line;
  return cut.replace(/\.$/, "");
}

/** `{ error: "…" }`, `{ error: { message } }`, `{ message }` or `{ detail }`, as servers of several makers word it. */
function explanationOf(answer: unknown): string | null {
  const record = recordOrNull(answer);
  const inner = recordOrNull(record?.error);
  const told = [inner?.message, record?.error, record?.message, record?.detail];
  return told.map(textOrNull).find((text) => text !== null) ?? null;
}

function parsedOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
