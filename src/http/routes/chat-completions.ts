import type { RoutedAnswer } from "../../routing/request.ts";
import { readWholeAnswer } from "../../routing/whole-answer.ts";
import { type DirectRoute, sendJson } from "../direct.ts";
import { answerHeaders, attemptsHeader } from "../open-ai/answer-headers.ts";
import { type AnswerWatch, watchAnswer } from "../open-ai/answer-watch.ts";
import { createChatChunks } from "../open-ai/chat-chunks.ts";
import { type AnswerHead, chatCompletion, newCompletionId } from "../open-ai/chat-completion.ts";
import { type ChatRequest, parseChatRequest } from "../open-ai/chat-request.ts";
import { type EventStream, openEventStream } from "../open-ai/event-stream.ts";
import { askRouter, type Call, createPostRoute, isGone, refusalFor } from "../open-ai/post-route.ts";
import { errorBody } from "../open-ai/refusal.ts";
import type { Serving } from "../open-ai/serving.ts";
import { orUnserved } from "../open-ai/target.ts";

/** A chat's request, while it is answered. */
interface Exchange {
  call: Call;
  request: ChatRequest;
  answer: RoutedAnswer;
  watch: AnswerWatch;
  serving: Serving;
}

function headOf({ call, request }: Exchange): AnswerHead {
  return { id: newCompletionId(), created: Math.floor(call.began / 1_000), model: request.model };
}

async function sendWhole(exchange: Exchange): Promise<void> {
  const { call, answer, watch, serving } = exchange;
  const whole = await readWholeAnswer(answer.events, watch.see);
  const head = headOf(exchange);
  const outflow = { outgoing: call.outgoing, clock: serving.clock };
  sendJson(outflow, {
    status: 200,
    headers: { ...answerHeaders(call.requestId, whole.route), ...attemptsHeader(answer.attempts()) },
    body: chatCompletion(whole, { ...head, model: whole.route?.model ?? head.model }),
  });
}

/** What comes before the stream begins is thrown, and gets a status of its own; what comes later is its last event. */
async function sendStream(exchange: Exchange): Promise<void> {
  const { call, request, answer, watch, serving } = exchange;
  const { outgoing, requestId } = call;
  const chunks = createChatChunks({ head: headOf(exchange), wantsUsage: request.wantsUsage });
  const open = () =>
    openEventStream({ outgoing, headers: answerHeaders(requestId, watch.route()), clock: serving.clock });
  let stream: EventStream | null = null;
  try {
    for await (const event of answer.events) {
      watch.see(event);
      const text = chunks.take(event);
      if (text === "") continue;
      stream ??= open();
      const room = stream.write(text);
      if (room !== null) await room;
    }
    (stream ?? open()).end(chunks.end());
  } catch (error) {
    if (stream === null) throw error;
    stream.end(isGone(call) ? "" : `data: ${JSON.stringify(errorBody(refusalFor(error, serving)))}\n\n`);
  }
}

async function answerChat(call: Call, body: string, serving: Serving): Promise<void> {
  const request = parseChatRequest(body);
  const { model, input: ask, person } = request;
  const asked = await askRouter({ model, ask, person }, call, serving);
  const watch = watchAnswer(asked, call, serving);
  const exchange: Exchange = { call, request, answer: asked.answer, watch, serving };
  try {
    await (request.isStreamed ? sendStream(exchange) : sendWhole(exchange));
  } catch (error) {
    throw orUnserved(error, asked.target);
  } finally {
    watch.end();
  }
}

/** `POST /v1/chat/completions`, in OpenAI's shapes: JSON, or server-sent events with `"stream": true`. */
export function chatCompletionsRoute(serving: Serving): DirectRoute {
  return createPostRoute("/v1/chat/completions", serving, (call, body) => answerChat(call, body, serving));
}
