import { whoAmI } from "@huggingface/hub";
import { UserFacingError } from "../../domain/errors.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import { describeUrl } from "../../shared/http-failure.ts";
import type { ReachabilityCheck } from "../provider.ts";
import { authorizationOf } from "./hub-request.ts";
import { nameOrNull } from "./identifiers.ts";

export interface HuggingFaceReachabilityOptions {
  /** The Hub's root, without `/api`. */
  endpoint: string;
  /** The inference router's root, without `/v1`. */
  routerEndpoint: string;
  token: string | null;
  http: HttpClient;
}

/** Asks the Hub who the token's owner is: the only call that tells a wrong token from none. */
async function checkToken(
  { endpoint, token, http }: HuggingFaceReachabilityOptions,
  signal: AbortSignal,
): Promise<string> {
  if (token === null) return "no HF_TOKEN is set; listings work without, calls of models do not";
  if (!token.startsWith("hf_"))
    throw new UserFacingError("HF_TOKEN does not begin with hf_, so it is no access token of Hugging Face.");
  const authorised: typeof fetch = async (url) => {
    const { data } = await http.getJson(String(url), {
      headers: authorizationOf(token),
      signal,
      advice: { 401: "Check HF_TOKEN: it may be mistyped, expired or revoked." },
    });
    return Response.json(data);
  };
  const owner = await whoAmI({ hubUrl: endpoint, accessToken: token, fetch: authorised });
  return `HF_TOKEN belongs to ${nameOrNull(owner.name) ?? "an account without a proper name"}`;
}

/** What an update needs of Hugging Face: a listing of the Hub, the token, and the router's catalogue. */
export function huggingFaceReachability(options: HuggingFaceReachabilityOptions): ReachabilityCheck[] {
  const { endpoint, routerEndpoint, token, http } = options;
  return [
    {
      what: `the Hugging Face Hub at ${describeUrl(endpoint)}`,
      async run(signal) {
        await http.getJson(`${endpoint}/api/models?limit=1`, { signal });
        return "it answers";
      },
    },
    { what: "the Hugging Face token", run: (signal) => checkToken(options, signal) },
    {
      what: `the inference router at ${describeUrl(routerEndpoint)}`,
      async run(signal) {
        await http.getJson(`${routerEndpoint}/v1/models`, { headers: authorizationOf(token), signal });
        return "it answers";
      },
    },
  ];
}
