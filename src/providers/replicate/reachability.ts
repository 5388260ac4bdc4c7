import { recordOrNull } from "../../shared/foreign-json.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import { describeUrl } from "../../shared/http-failure.ts";
import type { ReachabilityCheck } from "../provider.ts";
import { adviceFor, type ReplicateAccount } from "./catalogue-request.ts";
import { wordOrNull } from "./identifiers.ts";

/** Asks Replicate whose the token is. Without one nothing is wrong: nothing is taken from Replicate then. */
export function replicateReachability(options: {
  baseUrl: string;
  tokenName: string;
  account: ReplicateAccount | null;
  http: HttpClient;
}): ReachabilityCheck[] {
  const { baseUrl, tokenName, account, http } = options;
  return [
    {
      what: `Replicate at ${describeUrl(baseUrl)}`,
      async run(signal) {
        if (account === null) return `no ${tokenName} is set: nothing is taken from Replicate`;
        const { data } = await http.getJson(`${baseUrl}/account`, {
          headers: { authorization: `Bearer ${account.token}` },
          signal,
          advice: adviceFor(tokenName),
        });
        const owner = wordOrNull(recordOrNull(data)?.username);
        return `${tokenName} belongs to ${owner ?? "an account without a proper name"}`;
      },
    },
  ];
}
