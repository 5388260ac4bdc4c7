import { type AnswerEvent, type CallUsage, nothingKnown } from "../../src/domain/answer.ts";
import type { Route } from "../../src/domain/route.ts";
import type { Attempt, RoutedEvent, Router, RouterRequest } from "../../src/routing/request.ts";

/** An answer as a script: what it yields, in turn; it may wait and throw. */
export type Script = (request: RouterRequest) => AsyncIterable<RoutedEvent>;

export interface FakeRouter extends Router {
  /** What was asked, oldest first. */
  requests: RouterRequest[];
  /** From now on this is the answer. */
  answer: Script;
  /** From now on asking rejects with this; null for never. */
  refusal: Error | null;
  attempts: Attempt[];
}

export const route: Route = {
  provider: "huggingface",
  model: "zai-org/GLM-5",
  version: null,
  host: "novita",
  interface: "chat",
};

export const attempt: Attempt = {
  provider: "huggingface",
  model: "zai-org/GLM-5",
  host: "novita",
  role: "primary",
  outcome: "answered",
  ms: 12,
  error: null,
};

export const used: CallUsage = { ...nothingKnown, inputTokens: 7, outputTokens: 3, reasoningTokens: 1 };

/** An answer of these events, of which the route is told first. */
export function script(...events: AnswerEvent[]): Script {
  return async function* () {
    yield { type: "route", route };
    yield* events;
  };
}

/** Two words, well ended. */
export const greeting = script(
  { type: "text", text: "Hello" },
  { type: "text", text: " there" },
  { type: "finish", reason: "stop" },
  { type: "usage", usage: used },
);

/** Begins as a script, and then waits until the caller goes away. */
export function endless(...events: AnswerEvent[]): { answer: Script; cancelled: Promise<void> } {
  const cancelled = Promise.withResolvers<void>();
  return {
    cancelled: cancelled.promise,
    async *answer({ signal }) {
      yield { type: "route", route };
      yield* events;
      const gone = Promise.withResolvers<never>();
      signal.addEventListener("abort", () => gone.reject(signal.reason));
      await gone.promise.finally(cancelled.resolve);
    },
  };
}

export function createFakeRouter(): FakeRouter {
  const fake: FakeRouter = {
    requests: [],
    answer: greeting,
    refusal: null,
    attempts: [attempt],
    async ask(request) {
      fake.requests.push(request);
      if (fake.refusal !== null) throw fake.refusal;
      const { requestId = "" } = request;
      return { requestId, events: fake.answer(request), attempts: () => fake.attempts };
    },
  };
  return fake;
}
