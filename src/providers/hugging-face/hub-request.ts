import type { HttpClient, JsonAnswer } from "../../shared/http-client.ts";
import type { StatusAdvice } from "../../shared/http-failure.ts";

export interface HubRequestOptions {
  url: string;
  signal: AbortSignal;
  /** The same question again: not counted. */
  isRepeated?: boolean;
}

/** Asks the Hub or the router, with the token where there is one. Rejects as `HttpClient.getJson` does. */
export type HubRequest = (options: HubRequestOptions) => Promise<JsonAnswer>;

export function createHubRequest(options: {
  http: HttpClient;
  token: string | null;
  /** Called when a request, not counting retries, leaves for the network. */
  onRequest: () => void;
}): HubRequest {
  const { http, token, onRequest } = options;
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const advice = adviceFor(token);
  return ({ url, signal, isRepeated = false }) =>
    http.getJson(url, {
      headers,
      signal,
      advice,
      onAttempt: (attempt) => {
        if (attempt === 1 && !isRepeated) {
          onRequest();
        }
      },
    });
}

function adviceFor(token: string | null): StatusAdvice {
  if (token === null) {
    return {
      401: "Set HF_TOKEN: this needs a Hugging Face access token.",
      403: "Set HF_TOKEN: this needs a Hugging Face access token.",
      429: "Set HF_TOKEN for a higher limit, or try again in five minutes.",
    };
  }
  return {
    401: "Check HF_TOKEN: it may be mistyped, expired or revoked. The public listings also work without one.",
    403: "Check the rights of HF_TOKEN.",
    429: "Try again in five minutes.",
  };
}
