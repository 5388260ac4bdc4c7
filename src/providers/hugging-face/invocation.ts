import type { AnswerEvent } from "../../domain/answer.ts";
import { chatInterface } from "../../domain/route.ts";
import type { Clock } from "../../shared/clock.ts";
import type { StreamingPoster } from "../../shared/streaming-post.ts";
import type { FailureAdvice } from "../failure-kind.ts";
import type { Invocation, RouteCall } from "../invocation.ts";
import { createChatClient } from "../open-ai/chat.ts";

export interface HuggingFaceInvocationOptions {
  /** The Hub's root, without `/api`. */
  endpoint: string;
  /** The inference router's root, without `/v1`. */
  routerEndpoint: string;
  token: string | null;
  streaming: StreamingPoster;
  clock: Clock;
}

/** Calls of Hugging Face's inference providers: chat by the router's own API, the other tasks by their pipelines. */
export function createHuggingFaceInvocation(options: HuggingFaceInvocationOptions): Invocation {
  const { routerEndpoint, token, streaming, clock } = options;
  const chat = createChatClient({
    baseUrl: `${routerEndpoint}/v1`,
    key: token,
    who: "Hugging Face's inference router",
    advice: adviceFor(token),
    poster: streaming,
    clock,
  });
  let pipelines: Promise<Invocation> | null = null;

  async function* callPipeline(call: RouteCall): AsyncGenerator<AnswerEvent> {
    pipelines ??= loadPipelines(options);
    yield* (await pipelines).call(call);
  }

  return {
    call(call) {
      const { route, input, signal } = call;
      if (input.kind !== "chat" || route.interface !== chatInterface) return callPipeline(call);
      // Without a host, the router takes the fastest.
      const model = route.host === null ? route.model : `${route.model}:${route.host}`;
      return chat({ model, input, signal });
    },
  };
}

/** Loaded when the first is called: most commands, and chat, do without the library behind it. */
async function loadPipelines({ endpoint, routerEndpoint, token }: HuggingFaceInvocationOptions): Promise<Invocation> {
  const { createPipelineInvocation } = await import("./pipelines.ts");
  return createPipelineInvocation({ endpoint, routerEndpoint, token });
}

function adviceFor(token: string | null): FailureAdvice {
  return {
    refused:
      token === null
        ? "Set HF_TOKEN: calls of models need a Hugging Face access token."
        : "Check HF_TOKEN: it may be mistyped, expired or revoked, or lack the right to call inference providers.",
    "no-credit": "Buy credits at https://huggingface.co/settings/billing, or wait for the next month.",
  };
}
