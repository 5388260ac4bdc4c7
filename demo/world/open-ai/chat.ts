import { type Answer, jsonAnswer } from "../answer.ts";
import type { Mind } from "../knowledge/minds.ts";
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
  /** What it knows; default: nothing. */
  mind?: Mind;
}

/** `POST /v1/chat/completions`, of a model that is served: JSON, or a stream where the request wants one. */
export function answerChat({ model, answersAs, body, mind }: ChatQuestion): Answer {
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return openAiError({ status: 400, message: "[] is too short - 'messages'", param: "messages" });
  }
  const reply = replyTo(model, body, mind);
  const completion = { model: answersAs, reply, body };
  if (body.stream !== true) return jsonAnswer(completionOf(completion));
  const pace = reply.isKnown ? { eventIntervalMs: 0 } : {};
  return { status: 200, headers: { "cache-control": "no-cache" }, body: null, events: chunksOf(completion), ...pace };
}
