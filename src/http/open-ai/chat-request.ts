import { z } from "zod";
import { type ChatInput, chatMessageSchema } from "../../domain/input.ts";
import { longestModel, parseBody } from "./parse-body.ts";
import { RequestRefused } from "./refusal.ts";

/** The fields that are ours to read; all others are passed on as they are. */
const chatRequestSchema = z.looseObject({
  model: z.string({ error: "expected a model's name, such as task:conversational" }).min(1).max(longestModel),
  messages: z
    .array(chatMessageSchema, { error: "expected a list of messages" })
    .min(1, { error: "expected a list with at least one message" }),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
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
  /** As the caller names the person; null where it does not. */
  person: string | null;
}

/** Reads a body of `POST /v1/chat/completions`. @throws RequestRefused */
export function parseChatRequest(text: string): ChatRequest {
  const { model, messages, stream, stream_options, n, ...options } = parseBody(text, chatRequestSchema);
  if ((n ?? 1) !== 1) {
    throw new RequestRefused("n must be 1 or left out: a request brings one answer.", { param: "n" });
  }
  return {
    model,
    input: { kind: "chat", messages, options },
    isStreamed: stream ?? false,
    wantsUsage: stream_options?.include_usage ?? false,
    person: options.user ?? null,
  };
}
