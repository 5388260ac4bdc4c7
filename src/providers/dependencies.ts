import type { Policy } from "../policy.ts";
import type { Settings } from "../settings.ts";
import type { Clock } from "../shared/clock.ts";
import type { HttpClient } from "../shared/http-client.ts";
import type { StreamingPoster } from "../shared/streaming-post.ts";
import type { BenchmarkCache } from "./hugging-face/benchmark-cache.ts";
import type { Provider } from "./provider.ts";

/** What all providers are made of; each takes what it needs. */
export interface SharedDependencies {
  settings: Settings;
  /** For listings. */
  http: HttpClient;
  /** For calls whose answers stream. */
  streaming: StreamingPoster;
  benchmarks: BenchmarkCache;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

/** What the policy says of one provider. */
export type ProviderDeclaration = Policy["providers"][string];

/** What one provider is made of. */
export interface ProviderDependencies extends SharedDependencies {
  declaration: ProviderDeclaration;
}

/** Makes a provider of one kind, under the name by which the policy declares it. */
export type ProviderFactory = (name: string, dependencies: ProviderDependencies) => Provider;
