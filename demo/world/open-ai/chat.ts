import { type Answer, jsonAnswer } from "../answer.ts";
import { chunksOf, completionOf } from "./completion.ts";
import { openAiError } from "./error-answer.ts";
import type { JsonObject } from "./json.ts";
import { replyTo } from "./reply.ts";

export interface ChatQuestion {
  /** The model's own name, with which it speaks. */
  model: string;
  /** As the server names it in its answers. */
  answersAs: string;
  body: JsonObject;
}

/** `POST /v1/chat/completions`, of a model that is served: JSON, or a stream where the request wants one. */
export function answerChat({ model, answersAs, body }: ChatQuestion): Answer {
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return openAiError({ status: 400, message: "[] is too short - 'messages'", param: "messages" });
  }
  const completion = { model: answersAs, reply: replyTo(model, body), body };
  if (body.stream !== true) return jsonAnswer(completionOf(completion));
  return { status: 200, headers: { "cache-control": "no-cache" }, body: null, events: chunksOf(completion) };
}
