import { UserFacingError } from "../../domain/errors.ts";
import type { ProviderDeclaration, ProviderDependencies } from "../dependencies.ts";
import type { Provider, ReachabilityCheck } from "../provider.ts";
import { type DeclaredAddress, isLocalServer, readDeclaration, whoIs } from "./address.ts";
import { createOpenAiCompatibleCatalogue } from "./catalogue.ts";
import { createOpenAiCompatibleInvocation } from "./invocation.ts";
import { fetchModels, type ListingOptions } from "./listing.ts";

/** A server with OpenAI's API, wherever the policy says that it is. Whatever the declaration lacks, it is made. */
export function createOpenAiCompatibleProvider(name: string, dependencies: ProviderDependencies): Provider {
  const { declaration, settings, http, streaming, clock } = dependencies;
  const declared = readDeclaration(name, declaration, settings.variable);
  const isLocal = isLocalServer(declaration);
  const listing = { name, declared, isLocal, http, clock };
  return {
    name,
    catalogue: createOpenAiCompatibleCatalogue(listing),
    invocation: createOpenAiCompatibleInvocation({ declared, poster: streaming, clock }),
    isLocal,
    lacks: lackOf(name, declaration, declared),
    usesOwnKey: declaration.apiKeyEnv !== undefined,
    reachability: [reachabilityOf(listing, declared)],
  };
}

function lackOf(name: string, { baseUrl, apiKeyEnv }: ProviderDeclaration, { fault }: DeclaredAddress): string | null {
  if (fault === null) return null;
  const what = baseUrl === undefined ? `no address of ${name} is set` : `no ${apiKeyEnv} is set`;
  return `${what}, so ${name} cannot be asked`;
}

function reachabilityOf(listing: ListingOptions, { address, fault }: DeclaredAddress): ReachabilityCheck {
  return {
    what: address === null ? `the provider ${listing.name}` : whoIs(address),
    async run(signal) {
      if (fault !== null) throw new UserFacingError(fault);
      const models = await fetchModels(listing, { signal, skipped: () => {} });
      return `it answers; models to chat with or to embed: ${models.length}`;
    },
  };
}
