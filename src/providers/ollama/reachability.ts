import { recordOrNull, textOrNull } from "../../shared/foreign-json.ts";
import type { ReachabilityCheck } from "../provider.ts";
import type { OllamaCatalogueOptions } from "./catalogue.ts";
import { createListingRequest, isSilence } from "./listing-request.ts";

/**
 * Whether Ollama answers. Every policy declares it by default, so its absence is a fault only where somebody has said
 * where it is.
 */
export function ollamaReachability(options: OllamaCatalogueOptions): ReachabilityCheck {
  const { server } = options;
  return {
    what: server.endpoint.who,
    async run(signal) {
      try {
        const version = textOrNull(
          recordOrNull(await createListingRequest(options).get("/api/version", signal))?.version,
        );
        return version !== null && /^[\w.+-]{1,40}$/.test(version) ? `it answers, version ${version}` : "it answers";
      } catch (error) {
        if (isSilence(error) && !server.isDeclared) return "it is not running, and nothing is taken from it";
        throw error;
      }
    },
  };
}
