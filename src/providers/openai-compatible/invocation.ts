import type { Clock } from "../../shared/clock.ts";
import type { StreamingPoster } from "../../shared/streaming-post.ts";
import { CallError, type Invocation } from "../invocation.ts";
import { createOpenAiInvocation } from "../open-ai/invocation.ts";
import { type DeclaredAddress, keyAdvice, whoIs } from "./address.ts";

export interface OpenAiCompatibleInvocationOptions {
  declared: DeclaredAddress;
  poster: StreamingPoster;
  clock: Clock;
}

/** Calls of a declared server: chat and embeddings. */
export function createOpenAiCompatibleInvocation(options: OpenAiCompatibleInvocationOptions): Invocation {
  const { declared, poster, clock } = options;
  const { address, fault } = declared;
  if (address === null) {
    return {
      // biome-ignore lint/correctness/useYield: it is a stream that fails at its first step.
      async *call() {
        throw new CallError(fault, { kind: "refused", code: null });
      },
    };
  }
  const { baseUrl, key } = address;
  const advice = { refused: keyAdvice(address) };
  return createOpenAiInvocation({ baseUrl, key, who: whoIs(address), advice, countsHops: true, poster, clock });
}
