import { randomUUID } from "node:crypto";
import type { ToolCall, WholeAnswer } from "../../routing/whole-answer.ts";
import { dataText, fileBody, finishReason, usageBody } from "./answer-parts.ts";

/** What an answer bears beside what the model said. */
export interface AnswerHead {
  id: string;
  /** Seconds since the epoch. */
  created: number;
  /** The model that answers. */
  model: string;
}

/** A new id of an answer. */
export function newCompletionId(): string {
  return `chatcmpl-${randomUUID()}`;
}

/** The id of a call of a tool, where the model gave none: callers name it when they bring the result. */
export function newToolCallId(): string {
  return `call_${randomUUID()}`;
}

function toolCallBody({ id, name, arguments: text }: ToolCall) {
  return { id: id ?? newToolCallId(), type: "function", function: { name, arguments: text } };
}

function messageBody({ text, reasoning, toolCalls, files, data }: WholeAnswer) {
  const content = data === null ? text : text + dataText(data);
  return {
    role: "assistant",
    content: content === "" && toolCalls.length > 0 ? null : content,
    refusal: null,
    ...(reasoning !== "" && { reasoning_content: reasoning }),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toolCallBody) }),
    ...(files.length > 0 && { files: files.map(fileBody) }),
  };
}

/** A whole answer as OpenAI's `chat.completion`. https://platform.openai.com/docs/api-reference/chat/object */
export function chatCompletion(answer: WholeAnswer, { id, created, model }: AnswerHead): Record<string, unknown> {
  const usage = usageBody(answer.usage);
  return {
    id,
    object: "chat.completion",
    created,
    model,
    choices: [
      {
        index: 0,
        message: messageBody(answer),
        logprobs: null,
        finish_reason: finishReason(answer.finish, answer.toolCalls.length > 0),
      },
    ],
    ...(usage !== null && { usage }),
  };
}
