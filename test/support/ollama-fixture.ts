import { type Ollama, type OllamaOptions, startOllama } from "../../demo/world/ollama/ollama.ts";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import type { RouteInput } from "../../src/domain/input.ts";
import { CallError } from "../../src/providers/invocation.ts";
import { createOllamaProvider, type OllamaDependencies } from "../../src/providers/ollama/provider.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { createHttpClient } from "../../src/shared/http-client.ts";
import { createStreamingPoster } from "../../src/shared/streaming-post.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

export interface OllamaFixture {
  ollama: Ollama;
  provider: Provider;
  clock: FakeClock;
  /** Another provider in front of the same server, or of none. */
  declare(declaration: OllamaDependencies["declaration"], environment?: Record<string, string>): Provider;
  stop(): Promise<void>;
}

/** A stand-in for Ollama with our provider in front of it, on a clock that does not wait. */
export async function startOllamaFixture(options: OllamaOptions = {}): Promise<OllamaFixture> {
  const clock = createFakeClock();
  const ollama = await startOllama(options);
  const http = createHttpClient({ clock, userAgent: "modelvane-test" });
  const streaming = createStreamingPoster({ clock, userAgent: "modelvane-test" });

  function declare(declaration: OllamaDependencies["declaration"], environment: Record<string, string> = {}): Provider {
    const host = environment.OLLAMA_HOST ?? "http://127.0.0.1:9";
    const settings = { ollama: { host }, variable: (name: string) => environment[name] ?? null };
    return createOllamaProvider("ollama", { settings, declaration, http, streaming, clock });
  }

  return {
    ollama,
    clock,
    declare,
    provider: declare({}, ollama.environment),
    async stop() {
      await Promise.all([http.close(), streaming.close()]);
      await ollama.stop();
    },
  };
}

export interface CallResult {
  events: AnswerEvent[];
  error: unknown;
}

/** Calls a model and reads its answer to the end, whatever that is. `onEvent` is told of each event. */
export async function callModel(
  provider: Provider,
  call: { model: string; input: RouteInput; signal?: AbortSignal; onEvent?: (event: AnswerEvent) => void },
): Promise<CallResult> {
  const { model, input, signal = new AbortController().signal, onEvent } = call;
  const routeInterface = input.kind === "embedding" ? "feature-extraction" : "chat";
  const route = { provider: provider.name, model, version: null, host: null, interface: routeInterface };
  const result: CallResult = { events: [], error: null };
  try {
    for await (const event of provider.invocation.call({ route, input, signal })) {
      result.events.push(event);
      onEvent?.(event);
    }
  } catch (error) {
    result.error = error;
  }
  return result;
}

/** A chat of one message. */
export function chatOf(text: string, options: Record<string, unknown> = {}): RouteInput {
  return { kind: "chat", messages: [{ role: "user", content: text }], options };
}

/** The texts of the events, joined. */
export function textIn(events: readonly AnswerEvent[], type: "text" | "reasoning" = "text"): string {
  return events.map((event) => (event.type === type ? event.text : "")).join("");
}

/** The call's error; throws where it ended otherwise. */
export function callErrorOf({ error }: CallResult): CallError {
  if (error instanceof CallError) return error;
  throw new Error(`expected a CallError, got ${String(error)}`);
}
