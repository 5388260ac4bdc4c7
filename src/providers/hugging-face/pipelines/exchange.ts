import { readBounded } from "../../../shared/bounded-body.ts";
import type { Clock } from "../../../shared/clock.ts";
import { fetchNamed, NamedAddressError } from "../../../shared/named-fetch.ts";
import { parseRetryAfter } from "../../../shared/retry-delay.ts";
import { brokenAnswer, connectionFault, type FailureAdvice, refusal } from "../../failure-kind.ts";
import { CallError } from "../../invocation.ts";

/** The most of one answer that is read, in bytes: a video of some minutes stays below it. */
const largestAnswerBytes = 256 * 1_024 * 1_024;

/** The inference router's words for a model that the host no longer serves, with status 400. */
const unservedByHost = /not supported by provider/i;

const advice: FailureAdvice = {
  refused: "Check HF_TOKEN, and that it may make calls to Inference Providers.",
  "no-credit": "The account's credit comes back with the next month, or is bought at Hugging Face.",
};

export interface ExchangeOptions {
  fetch: typeof fetch;
  /** The router's root: its hosts' answers name addresses that are fetched. */
  server: string;
  token: string | null;
  clock: Pick<Clock, "now" | "sleep">;
}

export interface Question {
  url: string;
  /** Who answers, as it begins a sentence. */
  who: string;
  init?: RequestInit;
  /** The address is of our own making: it gets the token. Else somebody's answer has named it, and it is looked at. */
  isTrusted: boolean;
  signal: AbortSignal;
}

/** What came back with success: JSON where it says so, else its bytes. */
export interface Reply {
  /** Without parameters, in lower case; "" where it was not said. */
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type Exchange = (question: Question) => Promise<Reply>;

/** Makes single requests. Each rejects with a `CallError`, or with the signal's reason. */
export function createExchange({ fetch, server, token, clock }: ExchangeOptions): Exchange {
  const secrets = token === null ? [] : [token];

  function refused(who: string, response: Response, bytes: Uint8Array): CallError {
    const body = new TextDecoder().decode(bytes);
    const { status } = response;
    if (status === 400 && unservedByHost.test(body)) {
      return new CallError(`${who} no longer serves the model.`, { kind: "gone", code: status });
    }
    const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), clock.now());
    return refusal({ who, status, body, retryAfterMs, secrets, advice });
  }

  function ask({ url, init = {}, isTrusted, signal }: Question): Promise<Response> {
    if (!isTrusted) return fetchNamed(url, { fetch, server, signal, headersFor: () => ({}) });
    const headers = new Headers(init.headers);
    headers.delete("authorization");
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    return fetch(url, { ...init, headers, signal });
  }

  return async (question) => {
    const { who, signal } = question;
    const response = await reaching(ask(question), { who, signal, isWithinAnswer: false });
    const bytes = await reaching(readBytes(response, who), { who, signal, isWithinAnswer: true });
    if (!response.ok) throw refused(who, response, bytes);
    const [mediaType = ""] = (response.headers.get("content-type") ?? "").split(";");
    return { mediaType: mediaType.trim().toLowerCase(), bytes };
  };
}

/** The reply as JSON. @throws CallError of the kind `broken` where it is none. */
export function jsonOf({ mediaType, bytes }: Reply, who: string): unknown {
  if (!isJson(mediaType)) throw brokenAnswer(who, `sent ${mediaType || "something"} where JSON belongs`);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw brokenAnswer(who, "sent an answer that is not whole JSON", error);
  }
}

export function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

async function reaching<T>(
  work: Promise<T>,
  { who, signal, isWithinAnswer }: { who: string; signal: AbortSignal; isWithinAnswer: boolean },
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CallError) throw error;
    if (error instanceof NamedAddressError) throw brokenAnswer(who, error.message);
    throw connectionFault({ who, error, isWithinAnswer });
  }
}

async function readBytes({ body }: Response, who: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBounded(body, largestAnswerBytes);
  if (bytes === null) throw brokenAnswer(who, "sent an answer without an end");
  return bytes;
}
