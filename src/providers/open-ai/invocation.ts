import type { AnswerEvent } from "../../domain/answer.ts";
import { CallError, type Invocation } from "../invocation.ts";
import { createChatClient } from "./chat.ts";
import { embed } from "./embeddings.ts";
import type { Endpoint } from "./endpoint.ts";

/** Calls of a server that speaks OpenAI's API, with the route's model under the server's own name for it. */
export function createOpenAiInvocation(endpoint: Endpoint): Invocation {
  const chat = createChatClient(endpoint);
  return {
    call({ route, input, hops, signal }) {
      if (input.kind === "chat") return chat({ model: route.model, input, hops, signal });
      if (input.kind === "embedding") return embed(endpoint, { model: route.model, input, hops, signal });
      return refuse(`${endpoint.who} takes chat and texts to embed, and nothing for ${route.interface}.`);
    },
  };
}

// biome-ignore lint/correctness/useYield: it is a stream that fails at its first step.
async function* refuse(message: string): AsyncGenerator<AnswerEvent> {
  throw new CallError(message, { kind: "bad-request", code: null });
}
