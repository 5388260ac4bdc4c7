import { z } from "zod";
import type { ChatInput } from "../../domain/input.ts";
import { checkTools, readMessages } from "./chat-messages.ts";
import { modelNameSchema, personOf } from "./names.ts";
import { parseBody } from "./parse-body.ts";
import { RequestRefused } from "./refusal.ts";

/** The fields that are ours to read; all others are passed on as they are. */
const chatRequestSchema = z.looseObject({
  model: modelNameSchema("task:conversational"),
  messages: z.unknown().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.number().nullish(),
  user: z.string().nullish(),
});

/** A request for a chat's next message. */
export interface ChatRequest {
  model: string;
  input: ChatInput;
  isStreamed: boolean;
  /** The stream ends with what the answer has used. */
  wantsUsage: boolean;
  /** Who asks, as it is recorded; null where the caller does not name the person. */
  person: string | null;
}

/** Reads a body of `POST /v1/chat/completions`. @throws RequestRefused */
export function parseChatRequest(text: string): ChatRequest {
  const { model, messages, stream, stream_options, n, ...options } = parseBody(text, chatRequestSchema);
  checkTools(options.tools);
  if ((n ?? 1) !== 1) {
    throw new RequestRefused("n must be 1 or left out: a request brings one answer.", { param: "n" });
  }
  return {
    model,
    input: { kind: "chat", messages: readMessages(messages), options },
    isStreamed: stream ?? false,
    wantsUsage: stream_options?.include_usage ?? false,
    person: personOf(options.user),
  };
}
