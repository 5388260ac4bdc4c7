import type { CallUsage, FinishReason, ToolCallDelta } from "../../domain/answer.ts";
import type { RoutedEvent } from "../../routing/request.ts";
import { dataText, fileBody, finishReason, usageBody } from "./answer-parts.ts";
import { type AnswerHead, newToolCallId } from "./chat-completion.ts";

/** Writes an answer as OpenAI's stream of events, piece by piece. */
export interface ChatChunks {
  /** The text to send for an event; empty where there is nothing to tell yet. */
  take(event: RoutedEvent): string;
  /** The text that ends a whole answer. */
  end(): string;
}

interface ToolCallIndex {
  /** The delta in OpenAI's words: numbered from 0 without gaps, and with an id at each call's first part. */
  body(delta: ToolCallDelta): Record<string, unknown>;
  isEmpty(): boolean;
}

function createToolCallIndex(): ToolCallIndex {
  const places = new Map<number, number>();
  return {
    isEmpty: () => places.size === 0,
    body({ index, id, name, arguments: text }) {
      const known = places.get(index);
      const call = { ...(name !== null && { name }), arguments: text };
      if (known !== undefined) return { index: known, function: call };
      places.set(index, places.size);
      return { index: places.size - 1, id: id ?? newToolCallId(), type: "function", function: { name: "", ...call } };
    },
  };
}

/** Chunks are put together as text: a stream has hundreds, alike but for a few letters. */
function createFrame({ id, created }: Omit<AnswerHead, "model">, wantsUsage: boolean) {
  const nothingUsed = wantsUsage ? ',"usage":null' : "";
  let head = "";
  return {
    setModel(model: string): void {
      head = `data: {"id":${JSON.stringify(id)},"object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(model)},"choices":[`;
    },
    /** `delta` is JSON. */
    choice: (delta: string, finish: string) =>
      `${head}{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}]${nothingUsed}}\n\n`,
    usage: (usage: Record<string, unknown>) => `${head}],"usage":${JSON.stringify(usage)}}\n\n`,
  };
}

/** The fields of a delta, as JSON without its braces; null for an event that is none. */
function fieldsOf(event: RoutedEvent, toolCalls: ToolCallIndex): string | null {
  switch (event.type) {
    case "text":
      return `"content":${JSON.stringify(event.text)}`;
    case "reasoning":
      return `"reasoning_content":${JSON.stringify(event.text)}`;
    case "tool-call":
      return `"tool_calls":${JSON.stringify([toolCalls.body(event.delta)])}`;
    case "file":
      return `"files":${JSON.stringify([fileBody(event.file)])}`;
    case "data":
      return `"content":${JSON.stringify(dataText(event.data))}`;
    default:
      return null;
  }
}

/**
 * A new stream. `head.model` is what chunks name until the answer says who gives it; where another model goes on with it,
 * they name that one from there. https://platform.openai.com/docs/api-reference/chat/streaming
 */
export function createChatChunks({ head, wantsUsage }: { head: AnswerHead; wantsUsage: boolean }): ChatChunks {
  const frame = createFrame(head, wantsUsage);
  const toolCalls = createToolCallIndex();
  let hasRole = false;
  let usage: CallUsage | null = null;
  let hasFinished = false;
  frame.setModel(head.model);

  /** The role stands in a chunk of its own before all others. */
  function withRole(text: string): string {
    if (hasRole) return text;
    hasRole = true;
    return frame.choice('{"role":"assistant","content":"","refusal":null}', "null") + text;
  }

  function finish(reason: FinishReason): string {
    if (hasFinished) return "";
    hasFinished = true;
    return withRole(frame.choice("{}", JSON.stringify(finishReason(reason, !toolCalls.isEmpty()))));
  }

  return {
    take(event) {
      if (event.type === "route") frame.setModel(event.route.model);
      if (event.type === "usage") usage = event.usage;
      if (event.type === "finish") return finish(event.reason);
      const fields = fieldsOf(event, toolCalls);
      return fields === null ? "" : withRole(frame.choice(`{${fields}}`, "null"));
    },
    end() {
      const used = wantsUsage ? usageBody(usage) : null;
      return `${finish("stop")}${used === null ? "" : frame.usage(used)}data: [DONE]\n\n`;
    },
  };
}
