import { recordOrNull } from "../../shared/foreign-json.ts";
import type { HttpClient } from "../../shared/http-client.ts";
import type { Provider } from "../provider.ts";
import { createOllamaCatalogue } from "./catalogue.ts";
import { createOllamaInvocation } from "./invocation.ts";
import { createListingRequest } from "./listing-request.ts";
import { ollamaReachability } from "./reachability.ts";
import { isOwn } from "./schema.ts";
import { type OllamaServerOptions, ollamaServerOf } from "./server.ts";

export interface OllamaDependencies extends OllamaServerOptions {
  declaration: OllamaServerOptions["declaration"] & { keepAlive?: string | number | undefined };
  http: HttpClient;
}

/** A server of Ollama under the name by which the policy declares it. */
export function createOllamaProvider(name: string, dependencies: OllamaDependencies): Provider {
  const { http, declaration } = dependencies;
  const server = ollamaServerOf(dependencies);
  return {
    name,
    catalogue: createOllamaCatalogue({ name, server, http }),
    invocation: createOllamaInvocation({ server, keepAlive: declaration.keepAlive ?? null }),
    isLocal: server.isLocal,
    async runsItself(model, signal) {
      const description = await createListingRequest({ name, server, http }).show(model, signal);
      // What does not describe a model proves nothing by saying nothing of another server.
      if (description === null || recordOrNull(description.details) === null) return false;
      return isOwn({ description, isLocal: server.isLocal });
    },
    usesOwnKey: server.endpoint.key !== null,
    reachability: [ollamaReachability({ name, server, http })],
  };
}
