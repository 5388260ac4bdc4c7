import type { AnswerEvent, CallUsage, FinishReason } from "../../domain/answer.ts";
import { nothingKnown } from "../../domain/answer.ts";
import { type ForeignRecord, recordOrNull, recordsIn, roundedOrNull, textOrNull } from "../../shared/foreign-json.ts";

/** What one chunk of a streamed chat completion, or a whole one, says. */
export interface ChatPart {
  /** Text, reasoning and tool calls. */
  events: AnswerEvent[];
  finish: FinishReason | null;
  usage: CallUsage | null;
  /** The role in which the answer speaks, where it is another than the assistant's. */
  wrongRole: string | null;
  /** An error object that stands in the place of an answer, or beside it. */
  error: unknown;
  /** It has the shape of an answer, even where nothing stands in it. */
  isAnswer: boolean;
}

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  length: "length",
  max_tokens: "length",
  tool_calls: "tool_calls",
  function_call: "tool_calls",
  content_filter: "content_filter",
};

/** OpenAI's word for it, where the server uses another; `stop` for those that nobody knows. */
function readFinish(value: unknown): FinishReason | null {
  const reason = textOrNull(value);
  if (reason === null) return null;
  return Object.hasOwn(finishReasons, reason) ? (finishReasons[reason] ?? "stop") : "stop";
}

/** Reads one chunk of a stream (`choices[0].delta`) or a whole completion (`choices[0].message`). */
export function readChatPart(value: unknown): ChatPart {
  const record = recordOrNull(value);
  const choice = firstChoice(record?.choices);
  const message = recordOrNull(choice?.delta) ?? recordOrNull(choice?.message);
  const events: AnswerEvent[] = [];
  if (message) readMessage(message, events);
  return {
    events,
    finish: readFinish(choice?.finish_reason),
    usage: readUsage(record?.usage),
    wrongRole: wrongRoleIn(message),
    error: record?.error ?? choice?.error ?? faultIn(record),
    isAnswer: Array.isArray(record?.choices),
  };
}

/** An error that is the whole of what came: `{ object: "error", message, code }` (vLLM), `{ type: "error", message }`. */
function faultIn(record: ForeignRecord | null): ForeignRecord | null {
  return record?.object === "error" || record?.type === "error" ? record : null;
}

/** Where several answers were asked for, the first counts. */
function firstChoice(choices: unknown): ForeignRecord | null {
  if (!Array.isArray(choices)) return null;
  const choice = recordOrNull(choices[0]);
  return choice?.index === undefined || choice.index === 0 ? choice : null;
}

/** Some servers leave the role out, or empty. */
function wrongRoleIn(message: ForeignRecord | null): string | null {
  const role = textOrNull(message?.role);
  return role === "assistant" ? null : role;
}

/** `reasoning_content` is DeepSeek's, vLLM's and llama.cpp's name for it, `reasoning` that of OpenRouter and Groq. */
function readMessage(message: ForeignRecord, events: AnswerEvent[]): void {
  const reasoning = textOrNull(message.reasoning_content) ?? textOrNull(message.reasoning);
  if (reasoning !== null) events.push({ type: "reasoning", text: reasoning });
  if (typeof message.content === "string") addText(message.content, events);
  else if (Array.isArray(message.content)) readParts(message.content, events);
  const refusal = textOrNull(message.refusal);
  // The model's own words, with which it declines: they are the answer.
  if (refusal !== null) addText(refusal, events);
  if (message.tool_calls) readToolCalls(message.tool_calls, events);
}

function addText(text: string, events: AnswerEvent[]): void {
  if (text !== "") events.push({ type: "text", text });
}

/** Content in parts, as Mistral sends it: `{ type: "text", text }` and `{ type: "thinking", thinking: [parts] }`. */
function readParts(parts: unknown, events: AnswerEvent[]): void {
  for (const part of recordsIn(parts)) {
    if (part.type === "text") addText(textOrNull(part.text) ?? "", events);
    for (const thought of recordsIn(part.thinking)) {
      const text = textOrNull(thought.text);
      if (text !== null) events.push({ type: "reasoning", text });
    }
  }
}

function readToolCalls(calls: unknown, events: AnswerEvent[]): void {
  for (const [position, call] of recordsIn(calls).entries()) {
    const called = recordOrNull(call.function);
    events.push({
      type: "tool-call",
      delta: {
        index: roundedOrNull(call.index) ?? position,
        id: textOrNull(call.id),
        name: textOrNull(called?.name),
        arguments: argumentsOf(called?.arguments),
      },
    });
  }
}

/** JSON text, or a piece of it; some servers send the object itself. */
function argumentsOf(value: unknown): string {
  if (typeof value === "string") return value;
  return recordOrNull(value) ? JSON.stringify(value) : "";
}

/** Tokens, as OpenAI names them in completions and embeddings; null where none are told. */
export function readUsage(value: unknown): CallUsage | null {
  const usage = recordOrNull(value);
  if (usage === null) return null;
  const details = recordOrNull(usage.completion_tokens_details);
  return {
    ...nothingKnown,
    inputTokens: roundedOrNull(usage.prompt_tokens),
    outputTokens: roundedOrNull(usage.completion_tokens),
    reasoningTokens: roundedOrNull(details?.reasoning_tokens),
  };
}
