import type { Policy } from "../policy.ts";
import type { ProviderFactory, SharedDependencies } from "./dependencies.ts";
import { createHuggingFaceProvider } from "./hugging-face/provider.ts";
import { createOllamaProvider } from "./ollama/provider.ts";
import { createOpenAiCompatibleProvider } from "./openai-compatible/provider.ts";
import type { Provider } from "./provider.ts";
import { createReplicateProvider } from "./replicate/provider.ts";

/** The kinds of providers that there are: one line each. */
const factories: Readonly<Record<string, ProviderFactory>> = {
  huggingface: createHuggingFaceProvider,
  ollama: createOllamaProvider,
  "openai-compatible": createOpenAiCompatibleProvider,
  replicate: createReplicateProvider,
};

export interface DeclaredProviders {
  providers: Provider[];
  /** The kinds, each once, that the policy declares and this version does not know: most likely misspelt. */
  unknown: string[];
}

/** The providers that the policy declares and has not turned off. */
export function createProviders(
  policy: Pick<Policy, "providers">,
  dependencies: SharedDependencies,
): DeclaredProviders {
  const providers: Provider[] = [];
  const unknown = new Set<string>();
  for (const [name, declaration] of Object.entries(policy.providers)) {
    if (!declaration.enabled) continue;
    const { kind = name } = declaration;
    const create = Object.hasOwn(factories, kind) ? factories[kind] : undefined;
    if (create) providers.push(create(name, { ...dependencies, declaration }));
    else unknown.add(kind);
  }
  return { providers, unknown: [...unknown] };
}
