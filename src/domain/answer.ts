import type { MediaFile } from "./input.ts";

/** What a call has used. What the provider does not say is null: never 0. */
export interface CallUsage {
  inputTokens: number | null;
  outputTokens: number | null;
  /** Of the output, those spent on reasoning, where the provider tells them apart. */
  reasoningTokens: number | null;
  /** By the provider's own counters; null where it has none. */
  tokensPerSecond: number | null;
  /** USD nanos, where the provider bills something else than tokens (seconds of hardware) and the amount is known. */
  costUsdNanos: number | null;
}

export const nothingKnown: CallUsage = {
  inputTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  tokensPerSecond: null,
  costUsdNanos: null,
};

/** OpenAI's words, which callers know. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";

/** A part of a call of a tool: its id and name come first, its arguments (JSON text) in pieces. */
export interface ToolCallDelta {
  index: number;
  id: string | null;
  name: string | null;
  arguments: string;
}

/** A label with how sure the model is of it, from 0 to 1; null where it does not say. */
export interface LabelScore {
  label: string;
  score: number | null;
}

/** What comes out of tasks whose answer is no text. */
export type AnswerData =
  | { kind: "embeddings"; vectors: readonly (readonly number[])[] }
  /** Most likely first. */
  | { kind: "labels"; labels: readonly LabelScore[] }
  | {
      kind: "entities";
      entities: readonly { label: string; text: string; start: number; end: number; score: number }[];
    };

/** An answer as it comes in. `life` says only that the other side still works on it. */
export type AnswerEvent =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  | { type: "tool-call"; delta: ToolCallDelta }
  | { type: "file"; file: MediaFile }
  | { type: "data"; data: AnswerData }
  | { type: "usage"; usage: CallUsage }
  | { type: "finish"; reason: FinishReason }
  | { type: "life" };
