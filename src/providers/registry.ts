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

/** The providers that the policy declares and has not turned off. A kind that this version does not know is passed over. */
export function createProviders(policy: Policy, dependencies: ProviderDependencies): Provider[] {
  return Object.entries(policy.providers).flatMap(([name, { kind = name, enabled }]) => {
    const create = factories[kind];
    return enabled && create ? [create(name, dependencies)] : [];
  });
}
