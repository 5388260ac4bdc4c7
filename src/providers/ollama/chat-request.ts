import type { ChatInput } from "../../domain/input.ts";
import {
  amountOrNull,
  type ForeignRecord,
  recordOrNull,
  recordsIn,
  textOrNull,
  textsIn,
} from "../../shared/foreign-json.ts";
import { CallError } from "../invocation.ts";
import { toOllamaMessages } from "./chat-messages.ts";

export interface ChatRequestOptions {
  model: string;
  input: ChatInput;
  /** As the policy says; null for the server's own. */
  keepAlive: string | number | null;
}

/** A request for `/api/chat`. */
export type ChatRequest = ForeignRecord & { options: Readonly<Record<string, unknown>> };

/** Parameters that both sides know by the same name. */
const sameNames = ["temperature", "top_p", "top_k", "min_p", "seed", "frequency_penalty", "presence_penalty"] as const;

/** A chat in OpenAI's words as Ollama's. Throws a `CallError` of the kind `bad-request` for what it cannot be told. */
export function toChatRequest({ model, input, keepAlive }: ChatRequestOptions): ChatRequest {
  if (input.messages.length === 0) {
    throw new CallError("There is no message to answer.", { kind: "bad-request", code: null });
  }
  const tools = toolsOf(input.options);
  const format = formatOf(input.options.response_format);
  const think = thinkOf(input.options.reasoning_effort);
  return {
    model,
    messages: toOllamaMessages(input.messages),
    ...(tools.length > 0 && { tools }),
    ...(format !== null && { format }),
    ...(think !== null && { think }),
    ...(keepAlive !== null && { keep_alive: keepAlive }),
    options: optionsOf(input.options),
    stream: true,
  };
}

function optionsOf(given: ChatInput["options"]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const name of sameNames) {
    if (typeof given[name] === "number") options[name] = given[name];
  }
  const stop = typeof given.stop === "string" ? [given.stop] : textsIn(given.stop);
  if (stop.length > 0) options.stop = stop;
  const most = amountOrNull(given.max_completion_tokens) ?? amountOrNull(given.max_tokens);
  if (most !== null) options.num_predict = most;
  return options;
}

/** Ollama cannot be made to call a tool; it can be shown none, or only the one that is wanted. */
function toolsOf({ tools, tool_choice: choice }: ChatInput["options"]): ForeignRecord[] {
  if (choice === "none") return [];
  const wanted = textOrNull(recordOrNull(recordOrNull(choice)?.function)?.name);
  return recordsIn(tools).filter((tool) => wanted === null || recordOrNull(tool.function)?.name === wanted);
}

function formatOf(format: unknown): "json" | ForeignRecord | null {
  const { type, json_schema: described } = recordOrNull(format) ?? {};
  if (type === "json_schema") return recordOrNull(recordOrNull(described)?.schema) ?? "json";
  return type === "json_object" ? "json" : null;
}

/** OpenAI's efforts at thinking, as far as Ollama has them. */
const efforts: Readonly<Record<string, boolean | string>> = {
  none: false,
  minimal: "low",
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "high",
  max: "max",
};

function thinkOf(effort: unknown): boolean | string | null {
  return typeof effort === "string" && Object.hasOwn(efforts, effort) ? (efforts[effort] ?? null) : null;
}
