import type { Policy } from "../policy.ts";

/** Where the calls of a provider go, as the policy declares it at the moment. */
export interface CallSource {
  /** What speaks against one account says nothing of another. */
  account: string;
  /** On a machine of the user's own. */
  isLocal: boolean;
}

/** For who knows no more of providers than their names. */
export function sourceByName(provider: string): CallSource {
  return { account: provider, isLocal: false };
}

/**
 * One text for the account that the calls of a declared provider are made with: the address that they go to, and the
 * variable that holds the key. Providers that share both share the account, whatever their names; one that is declared
 * otherwise has another. Where the policy does not say, the settings do, and they say the same for all of a kind.
 */
export function accountOf(provider: string, { providers }: Pick<Policy, "providers">): string {
  const { kind = provider, baseUrl = "", apiKeyEnv = "" } = providers[provider] ?? {};
  return [kind, baseUrl.replace(/\/+$/, ""), apiKeyEnv].join("\n");
}
