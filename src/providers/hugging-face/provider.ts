import type { ProviderDependencies } from "../dependencies.ts";
import type { Provider } from "../provider.ts";
import { createHuggingFaceCatalogue } from "./catalogue.ts";
import { createHuggingFaceInvocation } from "./invocation.ts";
import { huggingFaceReachability } from "./reachability.ts";

/** Hugging Face under the name by which the policy declares it. */
export function createHuggingFaceProvider(name: string, dependencies: ProviderDependencies): Provider {
  const { settings, http, streaming, benchmarks: cache, clock, logger } = dependencies;
  const where = { ...settings.huggingFace, http };
  return {
    name,
    catalogue: createHuggingFaceCatalogue({ ...where, name, cache, clock, logger }),
    invocation: createHuggingFaceInvocation({ ...settings.huggingFace, streaming, clock }),
    isLocal: false,
    lacks: settings.huggingFace.token === null ? "no HF_TOKEN is set, so Hugging Face cannot be asked" : null,
    usesOwnKey: false,
    reachability: huggingFaceReachability(where),
  };
}
