import type { ChatInput, ChatMessage } from "../domain/input.ts";
import { tokensOf } from "./request-needs.ts";

const instruction =
  "Your answer was cut off. Continue it exactly where it stopped, in the middle of the word if need be: begin with the very " +
  "next character (a space, where a new word begins). Do not repeat anything of it, do not begin anew, and say nothing " +
  "about the interruption.";

/** The parameters by which OpenAI's clients limit an answer; what was sent has used up a part. */
const limits = ["max_tokens", "max_completion_tokens"] as const;

function optionsLeft(options: ChatInput["options"], sent: string): ChatInput["options"] {
  const left: Record<string, unknown> = { ...options };
  for (const name of limits) {
    const limit = left[name];
    if (typeof limit === "number") left[name] = Math.max(1, limit - tokensOf(sent.length));
  }
  return left;
}

/** What another model is asked, so that it goes on with an answer of which `sent` has already reached the caller. */
export function toContinuation({ messages, options }: ChatInput, sent: string): ChatInput {
  const partial: ChatMessage = { role: "assistant", content: sent };
  const order: ChatMessage = { role: "user", content: instruction };
  return { kind: "chat", messages: [...messages, partial, order], options: optionsLeft(options, sent) };
}
