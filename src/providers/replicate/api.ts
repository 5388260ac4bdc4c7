import type { Clock } from "../../shared/clock.ts";
import { recordOrNull, textOrNull } from "../../shared/foreign-json.ts";
import { fetchNamed, NamedAddressError } from "../../shared/named-fetch.ts";
import { brokenAnswer, connectionFault } from "../failure-kind.ts";
import type { ReplicateAccount } from "./catalogue-request.ts";
import { refusalOf, replicate } from "./failure.ts";

export interface ReplicateApiOptions {
  account: ReplicateAccount;
  fetch: typeof fetch;
  clock: Clock;
}

/** Replicate's API for calls. Each request is made once; each rejects with a `CallError`, or the signal's reason. */
export interface ReplicateApi {
  get(path: string, signal: AbortSignal): Promise<unknown>;
  post(
    path: string,
    options: { body?: unknown; headers?: Record<string, string>; signal: AbortSignal },
  ): Promise<unknown>;
  /** Uploads a file, which Replicate keeps for a day; answers its address. */
  upload(file: { bytes: Uint8Array; mediaType: string; name: string }, signal: AbortSignal): Promise<string>;
  /**
   * Opens a run's stream, which Replicate itself has named, or a file, which may lie anywhere. The token goes to Replicate's
   * own hosts with the former, and with the latter to the account's files alone; never to where an address leads.
   */
  open(url: string, options: { what: Opened; accept: string; signal: AbortSignal }): Promise<Response>;
  /** What no sentence may show. */
  secrets: readonly string[];
}

export type Opened = "stream" | "file";

/** Hosts under which Replicate answers streams, as its documentation names them. */
const ownHost = /(?:^|\.)replicate\.(?:com|net)$/;

/**
 * Whether the token may go there. A model may answer any address, also one of the API that is about all of the account;
 * what it has made lies at https://replicate.delivery, where no token is asked for, or among the account's files.
 */
function mayHaveToken(url: string, what: Opened, baseUrl: string): boolean {
  const { origin, protocol, hostname, pathname } = new URL(url);
  const base = new URL(baseUrl);
  if (what === "stream") return origin === base.origin || (protocol === "https:" && ownHost.test(hostname));
  const files = `${base.pathname}/files/`;
  const isPlain = /^[\w-]+(?:\/[\w.-]+)*$/.test(pathname.slice(files.length));
  return origin === base.origin && pathname.startsWith(files) && isPlain;
}

async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    throw connectionFault({ who: replicate, error, isWithinAnswer: true });
  }
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    throw brokenAnswer(replicate, "sent data that is cut short or is not JSON");
  }
}

/** The API of one account. */
export function createReplicateApi({ account, fetch, clock }: ReplicateApiOptions): ReplicateApi {
  const { baseUrl, token, tokenName } = account;
  const authorization = { authorization: `Bearer ${token}` };

  async function answered(asking: Promise<Response>, signal: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await asking;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NamedAddressError) throw brokenAnswer(replicate, error.message);
      throw connectionFault({ who: replicate, error, isWithinAnswer: false });
    }
    if (response.ok) return response;
    // What cannot be read of a refusal does not explain it; the status does.
    const body = await response.text().catch(() => "");
    signal.throwIfAborted();
    const answer = { status: response.status, body, retryAfter: response.headers.get("retry-after") };
    throw refusalOf({ answer, token, tokenName, now: clock.now() });
  }

  async function json(path: string, init: RequestInit & { signal: AbortSignal }): Promise<unknown> {
    const headers = { accept: "application/json", ...authorization, ...(init.headers as Record<string, string>) };
    const asking = fetch(baseUrl + path, { redirect: "error", ...init, headers });
    return readJson(await answered(asking, init.signal), init.signal);
  }

  return {
    secrets: [token],
    get: (path, signal) => json(path, { signal }),
    post: (path, { body = {}, headers, signal }) =>
      json(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
        signal,
      }),
    async upload({ bytes, mediaType, name }, signal) {
      const form = new FormData();
      form.append("content", new Blob([new Uint8Array(bytes)], { type: mediaType }), name);
      const url = textOrNull(
        recordOrNull(recordOrNull(await json("/files", { method: "POST", body: form, signal }))?.urls)?.get,
      );
      if (url === null) throw brokenAnswer(replicate, "took a file and did not say where it lies");
      return url;
    },
    open(url, { what, accept, signal }) {
      const headersFor = (address: string) => ({
        accept,
        ...(address === url && mayHaveToken(url, what, baseUrl) ? authorization : {}),
      });
      return answered(fetchNamed(url, { fetch, server: baseUrl, signal, headersFor }), signal);
    },
  };
}
