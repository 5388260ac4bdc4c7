import type { AnswerEvent } from "../../domain/answer.ts";
import type { ChatInput } from "../../domain/input.ts";
import { CallError, type Invocation, type RouteCall } from "../invocation.ts";
import { postChat, readChat } from "./chat.ts";
import { type ChatRequest, toChatRequest } from "./chat-request.ts";
import { contextWindowFor } from "./context-window.ts";
import { embed } from "./embeddings.ts";
import { withOllamasMeaning } from "./failure.ts";
import type { OllamaServer } from "./server.ts";

export interface OllamaInvocationOptions {
  server: OllamaServer;
  /** How long a model stays in memory after a call, as Ollama writes it; null for the server's own. */
  keepAlive: string | number | null;
}

/** Calls of one server's own API, which tells more than the one in OpenAI's shape: its counters, its thinking. */
export function createOllamaInvocation({ server, keepAlive }: OllamaInvocationOptions): Invocation {
  const { endpoint } = server;
  const withoutThinking = new Set<string>();

  async function* chat({ route: { model }, signal }: RouteCall, input: ChatInput): AsyncGenerator<AnswerEvent> {
    const asked = toChatRequest({ model, input, keepAlive });
    const window = await contextWindowFor(asked, { endpoint, model, signal });
    const request: ChatRequest = window === null ? asked : { ...asked, options: { ...asked.options, num_ctx: window } };
    const answer = await postChat({ endpoint, model, request, withoutThinking, signal });
    yield* readChat(answer, { endpoint, request, signal });
  }

  function start(call: RouteCall): AsyncGenerator<AnswerEvent> {
    const { route, input, signal } = call;
    if (input.kind === "chat") return chat(call, input);
    if (input.kind === "embedding") return embed({ endpoint, model: route.model, input, keepAlive, signal });
    throw new CallError("Ollama takes conversations and texts to embed, and nothing else.", {
      kind: "bad-request",
      code: null,
    });
  }

  return {
    async *call(call) {
      try {
        yield* start(call);
      } catch (error) {
        throw withOllamasMeaning(error, call.route.model);
      }
    },
  };
}
