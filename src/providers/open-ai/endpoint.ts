import type { Clock } from "../../shared/clock.ts";
import { RefusedAnswer } from "../../shared/http-failure.ts";
import { parseRetryAfter } from "../../shared/retry-delay.ts";
import { hideSecrets } from "../../shared/secrets.ts";
import type { StreamedAnswer, StreamingPoster } from "../../shared/streaming-post.ts";
import { brokenAnswer, connectionFault, type FailureAdvice, refusal } from "../failure-kind.ts";
import { hopsHeader } from "../invocation.ts";

/** A server that speaks OpenAI's API, and how it is spoken to. */
export interface Endpoint {
  /** Without a slash at its end; most end in `/v1`. */
  baseUrl: string;
  key: string | null;
  /** As it begins a sentence ("The inference router"). */
  who: string;
  /** What a person can do about a fault. */
  advice?: FailureAdvice;
  /** It may be a Modelvane, too, or this one itself: it is told how many a request has come through. */
  countsHops?: boolean;
  poster: StreamingPoster;
  clock: Clock;
}

/** As much of an error's body as is read, in characters. */
const longestErrorBody = 64 * 1_024;
/** How long a refusal's explanation is waited for: the caller waits, and the status and the headers say enough. */
const explanationMs = 500;
/** The largest whole answer, in characters: a batch of embeddings is some megabytes. */
const longestAnswer = 64 * 1_024 * 1_024;

export function secretsOf({ key }: Endpoint): string[] {
  return key === null ? [] : [key];
}

/** Those of a call that has come through so many Modelvanes before this one. */
export function hopHeaders({ countsHops }: Endpoint, hops = 0): Readonly<Record<string, string>> {
  return countsHops ? { [hopsHeader]: String(hops + 1) } : {};
}

/** The headers for each call; made once, since they do not change. */
export function headersOf({ key }: Endpoint): Readonly<Record<string, string>> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/**
 * Posts, and answers with what is a success. Throws a `CallError`, whose cause is a `RefusedAnswer` where it was
 * refused, or the signal's reason.
 */
export async function postTo(
  endpoint: Endpoint,
  request: { path: string; body: string; headers: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<StreamedAnswer> {
  const { path, body, headers, signal } = request;
  let answer: StreamedAnswer;
  try {
    answer = await endpoint.poster.post(endpoint.baseUrl + path, body, { headers, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw connectionFault({ who: endpoint.who, error, isWithinAnswer: false });
  }
  if (answer.status === 200) return answer;
  throw await refusalOf(endpoint, answer, signal);
}

async function refusalOf(endpoint: Endpoint, answer: StreamedAnswer, signal: AbortSignal): Promise<Error> {
  const { who, advice, clock } = endpoint;
  const retryAfterMs = parseRetryAfter(answer.header("retry-after"), clock.now());
  const callOff = clock.after(explanationMs, () => void answer.body.return?.());
  const body = await readUpTo(answer, longestErrorBody)
    .catch(() => {
      // The status says enough, even where its explanation broke off.
      signal.throwIfAborted();
      return "";
    })
    .finally(callOff);
  const secrets = secretsOf(endpoint);
  const cause = new RefusedAnswer(hideSecrets(body, secrets));
  return refusal({ who, status: answer.status, body, retryAfterMs, secrets, advice, cause });
}

/** The body's text, or its beginning where it is longer than `limit` characters. */
async function readUpTo({ body }: StreamedAnswer, limit: number): Promise<string> {
  let text = "";
  for await (const piece of body) {
    text += piece;
    if (text.length > limit) break;
  }
  return text.slice(0, limit);
}

/** The whole body as JSON. Throws a `CallError`, or the signal's reason. */
export async function readJson({ who }: Endpoint, answer: StreamedAnswer, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    text = await readUpTo(answer, longestAnswer);
  } catch (error) {
    signal.throwIfAborted();
    throw connectionFault({ who, error, isWithinAnswer: true });
  }
  return parseJson(who, text);
}

/** Throws a `CallError` where the text is no JSON. */
export function parseJson(who: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === "") throw brokenAnswer(who, "sent an empty answer");
    throw brokenAnswer(who, "sent data that is cut short or is not JSON");
  }
}
