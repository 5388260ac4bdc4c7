import { randomUUID } from "node:crypto";
import { type AnswerEvent, type CallUsage, nothingKnown } from "../../domain/answer.ts";
import {
  amountOrNull,
  type ForeignRecord,
  recordOrNull,
  recordsIn,
  roundedOrNull,
  textOrNull,
} from "../../shared/foreign-json.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { type Endpoint, parseJson } from "../open-ai/endpoint.ts";
import { faultWithin } from "./failure.ts";

/** One answer of `/api/chat` as it comes in. */
export interface ChatAnswer {
  /** What a line of the stream says. Throws a `CallError` where it is none, or tells of a fault. */
  take(line: string): AnswerEvent[];
  /** It has said that it ends. */
  isDone(): boolean;
}

/** What the server counted: nanoseconds and tokens. What it did not count is unknown. */
export function readUsage(counted: ForeignRecord): CallUsage {
  const outputTokens = roundedOrNull(counted.eval_count);
  const nanoseconds = amountOrNull(counted.eval_duration) ?? 0;
  return {
    ...nothingKnown,
    inputTokens: roundedOrNull(counted.prompt_eval_count),
    outputTokens,
    tokensPerSecond: outputTokens !== null && nanoseconds > 0 ? outputTokens / (nanoseconds / 1e9) : null,
  };
}

/** `isLimited`: the caller has set a limit to the answer's tokens. */
export function createChatAnswer(endpoint: Endpoint, { isLimited }: { isLimited: boolean }): ChatAnswer {
  const { who } = endpoint;
  let [isDone, hasContent, toolCalls] = [false, false, 0];

  function readToolCall(call: ForeignRecord): AnswerEvent {
    const called = recordOrNull(call.function);
    const written = called?.arguments ?? {};
    const delta = {
      index: toolCalls,
      // Versions that give none want none back: the name finds the call again.
      id: textOrNull(call.id) ?? `call_${randomUUID().replaceAll("-", "")}`,
      name: textOrNull(called?.name) ?? "",
      arguments: typeof written === "string" ? written : JSON.stringify(written),
    };
    toolCalls += 1;
    return { type: "tool-call", delta };
  }

  function readMessage(message: ForeignRecord): AnswerEvent[] {
    if ((textOrNull(message.role) ?? "assistant") !== "assistant") {
      throw brokenAnswer(who, "answered in a role that is not the assistant's");
    }
    const events: AnswerEvent[] = [];
    const reasoning = textOrNull(message.thinking);
    const text = textOrNull(message.content);
    if (reasoning !== null) events.push({ type: "reasoning", text: reasoning });
    if (text !== null) events.push({ type: "text", text });
    events.push(...recordsIn(message.tool_calls).map(readToolCall));
    // What a model only thinks is no answer.
    if (text !== null || toolCalls > 0) hasContent = true;
    return events;
  }

  function readEnd(line: ForeignRecord): AnswerEvent[] {
    isDone = true;
    const reason = line.done_reason === "length" ? "length" : toolCalls > 0 ? "tool_calls" : "stop";
    // The caller's own limit may leave nothing but thoughts; where the room of this server did, another may have more.
    if (!hasContent && !(reason === "length" && isLimited)) throw brokenAnswer(who, "sent an empty answer");
    return [
      { type: "finish", reason },
      { type: "usage", usage: readUsage(line) },
    ];
  }

  return {
    isDone: () => isDone,
    take(text) {
      const line = recordOrNull(parseJson(who, text));
      if (line === null || !("message" in line || "done" in line || "error" in line)) {
        throw brokenAnswer(who, "sent data that is no part of an answer");
      }
      if (line.error !== undefined && line.error !== null) throw faultWithin(endpoint, line);
      const events = readMessage(recordOrNull(line.message) ?? {});
      if (line.done === true) events.push(...readEnd(line));
      return events.length > 0 ? events : [{ type: "life" }];
    },
  };
}
