import type { Policy } from "../policy.ts";
import type { Settings } from "../settings.ts";
import type { Clock } from "../shared/clock.ts";
import type { HttpClient } from "../shared/http-client.ts";
import type { BenchmarkCache } from "./hugging-face/benchmark-cache.ts";
import { createHuggingFaceProvider } from "./hugging-face/provider.ts";
import type { Provider } from "./provider.ts";

/** What providers are made of; each takes what it needs. */
export interface ProviderDependencies {
  settings: Settings;
  http: HttpClient;
  benchmarks: BenchmarkCache;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

type ProviderFactory = (name: string, dependencies: ProviderDependencies) => Provider;

/** The kinds of providers that there are: one line each. */
const factories: Readonly<Record<string, ProviderFactory>> = {
  huggingface: createHuggingFaceProvider,
};

/** Kinds that a policy declares by default and this version does not have yet: they are nobody's mistake. */
const announcedKinds: ReadonlySet<string> = new Set(["ollama", "replicate", "openai-compatible"]);

export interface DeclaredProviders {
  providers: Provider[];
  /** The kinds, each once, that the policy declares and this version does not know: most likely misspelt. */
  unknown: string[];
}

/** The providers that the policy declares and has not turned off. */
export function createProviders(
  policy: Pick<Policy, "providers">,
  dependencies: ProviderDependencies,
): DeclaredProviders {
  const providers: Provider[] = [];
  const unknown = new Set<string>();
  for (const [name, { kind = name, enabled }] of Object.entries(policy.providers)) {
    if (!enabled) continue;
    const create = Object.hasOwn(factories, kind) ? factories[kind] : undefined;
    if (create) providers.push(create(name, dependencies));
    else if (!announcedKinds.has(kind)) unknown.add(kind);
  }
  return { providers, unknown: [...unknown] };
}
