import type { AnswerEvent, CallUsage, FinishReason } from "../../domain/answer.ts";
import { brokenAnswer, reportedFault } from "../failure-kind.ts";
import { type ChatPart, readChatPart } from "./chat-schema.ts";
import { type Endpoint, parseJson, secretsOf } from "./endpoint.ts";

/** With it OpenAI ends a stream. */
const doneMark = "[DONE]";

/** One chat completion as it comes in: takes its parts, and knows at the end whether it was one. */
export interface ChatAnswer {
  /** What an event of the stream says (null: a comment, nothing). Throws a `CallError` where it tells of a fault. */
  take(data: string | null, into: AnswerEvent[]): void;
  /** A whole completion, which came although a stream was asked for. */
  takeWhole(value: unknown, into: AnswerEvent[]): void;
  /** The stream has said that it ends. */
  isDone(): boolean;
  /** It has come to the end that it named, even if the connection is lost now. */
  isWhole(): boolean;
  /** What comes last: `finish` and `usage`. Throws a `CallError` where it is no whole answer. */
  end(): AnswerEvent[];
}

export function createChatAnswer(endpoint: Endpoint): ChatAnswer {
  const { who } = endpoint;
  let finish: FinishReason | null = null;
  let usage: CallUsage | null = null;
  let [isDone, hasContent, hasToolCalls] = [false, false, false];

  function takePart(part: ChatPart, into: AnswerEvent[]): void {
    if (part.error !== null) {
      throw reportedFault({ who, error: part.error, secrets: secretsOf(endpoint), advice: endpoint.advice });
    }
    if (!part.isAnswer) throw brokenAnswer(who, "sent data that is no chat completion");
    if (part.wrongRole !== null) throw brokenAnswer(who, "answered in a role that is not the assistant's");
    finish = part.finish ?? finish;
    // Some servers tell the tokens so far with each part: the last counts.
    usage = part.usage ?? usage;
    for (const event of part.events) {
      hasContent = true;
      if (event.type === "tool-call") hasToolCalls = true;
      into.push(event);
    }
  }

  function ending(reason: FinishReason): AnswerEvent {
    // Some servers say "stop" where the model has called tools.
    return { type: "finish", reason: reason === "stop" && hasToolCalls ? "tool_calls" : reason };
  }

  return {
    take(data, into) {
      if (isDone || data === null || data === "") return;
      if (data === doneMark) isDone = true;
      else takePart(readChatPart(parseJson(who, data)), into);
    },
    takeWhole(value, into) {
      takePart(readChatPart(value), into);
      isDone = true;
    },
    isDone: () => isDone,
    isWhole: () => isDone || finish !== null,
    end() {
      if (!isDone && finish === null) throw brokenAnswer(who, "ended in the middle of its answer");
      // A filter may leave nothing of an answer: that is the word of the question, and not a fault of the model.
      if (!hasContent && finish !== "content_filter") throw brokenAnswer(who, "sent an empty answer");
      const finished = ending(finish ?? "stop");
      return usage ? [finished, { type: "usage", usage }] : [finished];
    },
  };
}
