import type { ProviderDependencies } from "../dependencies.ts";
import type { Provider } from "../provider.ts";
import { createReplicateCatalogue } from "./catalogue.ts";
import { createReplicateInvocation } from "./invocation.ts";
import { replicateReachability } from "./reachability.ts";

/** What of the common dependencies Replicate needs. */
export type ReplicateDependencies = Pick<ProviderDependencies, "http" | "clock"> & {
  settings: Pick<ProviderDependencies["settings"], "replicate" | "variable">;
  declaration: Pick<ProviderDependencies["declaration"], "baseUrl" | "apiKeyEnv">;
};

/**
 * Replicate under the name by which the policy declares it. Without a token it is off: every policy declares it by
 * default, and who has no account misses nothing.
 */
export function createReplicateProvider(name: string, dependencies: ReplicateDependencies): Provider {
  const { settings, declaration, http, clock } = dependencies;
  const { apiKeyEnv } = declaration;
  const tokenName = apiKeyEnv ?? "REPLICATE_API_TOKEN";
  const token = apiKeyEnv === undefined ? settings.replicate.token : settings.variable(apiKeyEnv);
  const baseUrl = (declaration.baseUrl ?? settings.replicate.baseUrl).replace(/\/+$/, "");
  const account = token === null ? null : { baseUrl, token, tokenName };
  return {
    name,
    catalogue: createReplicateCatalogue({ name, account, http }),
    invocation: createReplicateInvocation({ account, tokenName, clock, fetch }),
    isLocal: false,
    lacks: account === null ? `no ${tokenName} is set, so Replicate cannot be asked` : null,
    usesOwnKey: apiKeyEnv !== undefined,
    reachability: replicateReachability({ baseUrl, tokenName, account, http }),
  };
}
