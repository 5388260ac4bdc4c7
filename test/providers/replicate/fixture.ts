import {
  type ReplicateOptions,
  type ReplicateStandIn,
  startReplicate,
} from "../../../demo/world/replicate/replicate.ts";
import type { AnswerEvent } from "../../../src/domain/answer.ts";
import type { ChatInput, MediaFile, PipelineInput, RouteInput } from "../../../src/domain/input.ts";
import { CallError } from "../../../src/providers/invocation.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import { createReplicateProvider, type ReplicateDependencies } from "../../../src/providers/replicate/provider.ts";
import { parseSettings } from "../../../src/settings.ts";
import { createHttpClient } from "../../../src/shared/http-client.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";

export interface ReplicateFixture {
  standIn: ReplicateStandIn;
  clock: FakeClock;
  provider: Provider;
  stop(): Promise<void>;
}

export const chatModel = "meta/meta-llama-3-70b-instruct";

/** Replicate's stand-in with our provider in front of it, on a clock that does not wait. */
export async function startFixture(
  options: {
    standIn?: ReplicateOptions;
    environment?: Record<string, string | undefined>;
    declaration?: ReplicateDependencies["declaration"];
  } = {},
): Promise<ReplicateFixture> {
  const clock = createFakeClock();
  const standIn = await startReplicate({ now: clock.now, ...options.standIn });
  const http = createHttpClient({ clock, userAgent: "modelvane-test" });
  const settings = parseSettings({ ...standIn.environment, ...options.environment });
  const provider = createReplicateProvider("replicate", {
    settings,
    http,
    clock,
    declaration: options.declaration ?? {},
  });
  async function stop(): Promise<void> {
    await http.close();
    await standIn.stop();
  }
  return { standIn, clock, provider, stop };
}

export function chat(text: string, options: ChatInput["options"] = {}): ChatInput {
  return { kind: "chat", messages: [{ role: "user", content: text }], options };
}

export function pipeline(text: string, files: MediaFile[] = []): PipelineInput {
  return { kind: "pipeline", text, context: null, labels: [], targetLanguage: null, sourceLanguage: null, files };
}

export interface CallOptions {
  model?: string;
  version?: string | null;
  interface?: string;
  signal?: AbortSignal;
}

/** The events of one call, as they come. */
export function calling(provider: Provider, input: RouteInput, options: CallOptions = {}): AsyncIterable<AnswerEvent> {
  const { model = chatModel, version = null, signal = new AbortController().signal } = options;
  const route = { provider: "replicate", model, version, host: null, interface: options.interface ?? "chat" };
  return provider.invocation.call({ route, input, signal });
}

/** All events of one call but its signs of life. */
export async function callOf(provider: Provider, input: RouteInput, options?: CallOptions): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const event of calling(provider, input, options)) if (event.type !== "life") events.push(event);
  return events;
}

export function textOf(events: readonly AnswerEvent[]): string {
  return events.map((event) => (event.type === "text" ? event.text : "")).join("");
}

/** The error with which a call ends. */
export async function faultOf(provider: Provider, input: RouteInput, options?: CallOptions): Promise<CallError> {
  const error = await callOf(provider, input, options).then(
    () => new Error("it was answered"),
    (reason: unknown) => reason,
  );
  if (error instanceof CallError) return error;
  throw error;
}
