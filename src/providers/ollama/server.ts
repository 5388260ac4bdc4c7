import type { Clock } from "../../shared/clock.ts";
import { describeUrl } from "../../shared/http-failure.ts";
import { isPrivateUrl } from "../../shared/private-network.ts";
import type { StreamingPoster } from "../../shared/streaming-post.ts";
import type { Endpoint } from "../open-ai/endpoint.ts";

/** What a server is found and spoken to by. */
export interface OllamaServerOptions {
  settings: { ollama: { host: string }; variable(name: string): string | null };
  declaration: { baseUrl?: string | undefined; apiKeyEnv?: string | undefined; local?: boolean | undefined };
  streaming: StreamingPoster;
  clock: Clock;
}

/** Where Ollama is, and how it is spoken to. */
export interface OllamaServer {
  /** With the address without `/api`. */
  endpoint: Endpoint;
  /** The address as messages show it. */
  address: string;
  /** It runs on machines of the user's own; models that it only passes on to elsewhere do not. */
  isLocal: boolean;
  /** Somebody has said where it is: then it is missed where it does not answer. */
  isDeclared: boolean;
}

/** Ollama keeps its own API and OpenAI's below the root; people paste either. */
const ownPath = /(?:\/(?:api|v1))?\/*$/;

function keyAdvice(keyVariable: string | undefined): string {
  return keyVariable === undefined
    ? 'Models of Ollama\'s cloud need an account: run "ollama signin" on its machine.'
    : `Check ${keyVariable}.`;
}

/** The server that the policy declares (its `baseUrl` wins), or that of OLLAMA_HOST. */
export function ollamaServerOf({ settings, declaration, streaming, clock }: OllamaServerOptions): OllamaServer {
  const { baseUrl: declaredUrl, apiKeyEnv, local } = declaration;
  const baseUrl = (declaredUrl ?? settings.ollama.host).replace(ownPath, "");
  const address = describeUrl(baseUrl);
  return {
    address,
    endpoint: {
      baseUrl,
      key: apiKeyEnv === undefined ? null : settings.variable(apiKeyEnv),
      who: `Ollama at ${address}`,
      advice: { refused: keyAdvice(apiKeyEnv) },
      poster: streaming,
      clock,
    },
    isLocal: local ?? isPrivateUrl(baseUrl),
    isDeclared: declaredUrl !== undefined || settings.variable("OLLAMA_HOST") !== null,
  };
}
