import type { HttpClient } from "../../shared/http-client.ts";
import type { Provider } from "../provider.ts";
import { createOllamaCatalogue } from "./catalogue.ts";
import { createOllamaInvocation } from "./invocation.ts";
import { ollamaReachability } from "./reachability.ts";
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
    invocation: createOllamaInvocation({ server, http, keepAlive: declaration.keepAlive ?? null }),
    isLocal: server.isLocal,
    usesOwnKey: server.endpoint.key !== null,
    reachability: [ollamaReachability({ name, server, http })],
  };
}
