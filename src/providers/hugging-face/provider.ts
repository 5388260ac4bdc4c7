import type { Clock } from "../../shared/clock.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import type { Provider } from "../provider.ts";
import type { BenchmarkCache } from "./benchmark-cache.ts";
import { createHuggingFaceCatalogue } from "./catalogue.ts";
import { huggingFaceReachability } from "./reachability.ts";

export interface HuggingFaceDependencies {
  settings: { huggingFace: { token: string | null; endpoint: string; routerEndpoint: string } };
  http: HttpClient;
  benchmarks: BenchmarkCache;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}

/** Hugging Face under the name by which the policy declares it. */
export function createHuggingFaceProvider(name: string, dependencies: HuggingFaceDependencies): Provider {
  const { settings, http, benchmarks: cache, clock, logger } = dependencies;
  const where = { ...settings.huggingFace, http };
  return {
    catalogue: createHuggingFaceCatalogue({ ...where, name, cache, clock, logger }),
    reachability: huggingFaceReachability(where),
  };
}
