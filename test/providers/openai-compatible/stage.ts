import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import type { AnswerEvent } from "../../../src/domain/answer.ts";
import type { ChatInput, RouteInput } from "../../../src/domain/input.ts";
import type { ProviderDeclaration } from "../../../src/providers/dependencies.ts";
import { createOpenAiCompatibleProvider } from "../../../src/providers/openai-compatible/provider.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import { parseSettings } from "../../../src/settings.ts";
import { createHttpClient } from "../../../src/shared/http-client.ts";
import { createStreamingPoster } from "../../../src/shared/streaming-post.ts";
import { createSteppedClock, type SteppedClock } from "../../routing/stepped-clock.ts";
import { createMemoryBenchmarkCache } from "../../support/memory-benchmark-cache.ts";
import { type Handler, type ScriptedServer, startScriptedServer } from "../../support/scripted-server.ts";

export const key = "the-key-0123456789";

/** A stand-in server, and the provider `mine` that the policy declares for it. */
export interface Stage {
  server: ScriptedServer;
  clock: SteppedClock;
  /** Milliseconds of every timer so far, in order. */
  timers: readonly number[];
  provider: Provider;
  /** The provider with another declaration or environment. */
  declare(declaration: Partial<ProviderDeclaration>, environment?: Record<string, string>): Provider;
  call(input?: Partial<ChatInput> | RouteInput, options?: CallOptions): AsyncIterable<AnswerEvent>;
  close(): Promise<void>;
}

export interface CallOptions {
  signal?: AbortSignal;
  model?: string;
}

function inputOf(input: Partial<ChatInput> | RouteInput): RouteInput {
  if (input.kind !== undefined && input.kind !== "chat") return input as RouteInput;
  return { kind: "chat", messages: [{ role: "user", content: "Hello?" }], options: {}, ...input } as ChatInput;
}

function createNotedClock(): { clock: SteppedClock; timers: number[] } {
  const clock = createSteppedClock();
  const timers: number[] = [];
  const after: SteppedClock["after"] = (milliseconds, act) => {
    timers.push(milliseconds);
    return clock.after(milliseconds, act);
  };
  return { clock: { ...clock, after }, timers };
}

export async function openStage(): Promise<Stage> {
  const server = await startScriptedServer();
  const { clock, timers } = createNotedClock();
  const http = createHttpClient({ clock, userAgent: "modelvane-test", maximumAttempts: 1 });
  const streaming = createStreamingPoster({ clock, userAgent: "modelvane-test" });
  const shared = { http, streaming, clock, benchmarks: createMemoryBenchmarkCache(), logger: { info() {}, warn() {} } };
  const baseUrl = `${new URL(server.url).origin}/v1/`;

  function declare(declaration: Partial<ProviderDeclaration>, environment: Record<string, string> = { MY_KEY: key }) {
    const whole = { kind: "openai-compatible", enabled: true, baseUrl, apiKeyEnv: "MY_KEY", ...declaration };
    return createOpenAiCompatibleProvider("mine", {
      ...shared,
      settings: parseSettings(environment),
      declaration: whole,
    });
  }

  const provider = declare({});
  return {
    server,
    clock,
    timers,
    provider,
    declare,
    call(input = {}, { signal = new AbortController().signal, model = "maker/model" } = {}) {
      const route = { provider: "mine", model, version: null, host: null, interface: "chat" };
      return provider.invocation.call({ route, input: inputOf(input), signal });
    },
    async close() {
      await Promise.all([http.close(), streaming.close()]);
      server.stop();
    },
  };
}

/** What a listing gives, all of it. */
export async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** Answers as `handler` does, and gives the request's body. */
export function recorded(handler: Handler): { handler: Handler; body: Promise<unknown> } {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const recording: Handler = (request: IncomingMessage, response) => {
    resolve(json(request));
    handler(request, response);
  };
  return { handler: recording, body: promise };
}
