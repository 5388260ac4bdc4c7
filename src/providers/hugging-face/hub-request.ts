import type { HttpClient, JsonAnswer } from "../../shared/http-client.ts";
import type { StatusAdvice } from "../../shared/http-failure.ts";

export interface HubRequestOptions {
  url: string;
  signal: AbortSignal;
}

/** Asks the Hub or the router, with the token where there is one. Rejects as `HttpClient.getJson` does. */
export type HubRequest = (options: HubRequestOptions) => Promise<JsonAnswer>;

/** The header by which the Hub and the router know who asks; none without a token. */
export function authorizationOf(token: string | null): Readonly<Record<string, string>> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** The questions of one session, with advice for a person where the token is the likely fault. */
export function createHubRequest(options: {
  http: HttpClient;
  token: string | null;
  /** Called when a request, not counting retries, leaves for the network. */
  onRequest: () => void;
}): HubRequest {
  const { http, token, onRequest } = options;
  const headers = authorizationOf(token);
  const advice = adviceFor(token);
  const onAttempt = (attempt: number) => {
    if (attempt === 1) onRequest();
  };
  return ({ url, signal }) => http.getJson(url, { headers, signal, advice, onAttempt });
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
