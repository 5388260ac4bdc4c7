import type { AnswerEvent } from "../../domain/answer.ts";
import { RefusedAnswer } from "../../shared/http-failure.ts";
import { createLineReader } from "../../shared/json-lines.ts";
import type { StreamedAnswer } from "../../shared/streaming-post.ts";
import { brokenAnswer, connectionFault } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import { type Endpoint, headersOf, postTo } from "../open-ai/endpoint.ts";
import { type ChatAnswer, createChatAnswer } from "./chat-answer.ts";
import type { ChatRequest } from "./chat-request.ts";

/** A model may not think, or not as much or as little as was asked for: that is a wish, and no need. */
function isAboutThinking(error: unknown): boolean {
  return (
    error instanceof CallError &&
    error.code === 400 &&
    error.cause instanceof RefusedAnswer &&
    /\bthink/i.test(error.cause.body)
  );
}

export interface ChatPost {
  endpoint: Endpoint;
  model: string;
  request: ChatRequest;
  /** Models that did not take the wish for thinking. */
  withoutThinking: Set<string>;
  signal: AbortSignal;
}

/** Begins the answer; a model that refuses the wish for thinking is asked without it, now and from then on. */
export async function postChat({
  endpoint,
  model,
  request,
  withoutThinking,
  signal,
}: ChatPost): Promise<StreamedAnswer> {
  const headers = { accept: "application/x-ndjson, application/json", ...headersOf(endpoint) };
  const { think, ...unthinking } = request;
  const post = (body: object) => postTo(endpoint, { path: "/api/chat", body: JSON.stringify(body), headers, signal });
  if (think === undefined || withoutThinking.has(model)) return post(unthinking);
  try {
    return await post(request);
  } catch (error) {
    if (!isAboutThinking(error)) throw error;
    withoutThinking.add(model);
    return post(unthinking);
  }
}

/** What the lines of one piece say. What stands before a fault is still told. */
function takeAll(chat: ChatAnswer, lines: readonly string[]): { events: AnswerEvent[]; fault: unknown } {
  const events: AnswerEvent[] = [];
  try {
    for (const line of lines) if (!chat.isDone()) events.push(...chat.take(line));
  } catch (fault) {
    return { events, fault };
  }
  return { events, fault: null };
}

/** Throws a `CallError`, and hangs up, where something else than lines of JSON comes. */
function expectLines(answer: StreamedAnswer, { who }: Endpoint): void {
  const type = answer.header("content-type") ?? "";
  if (type === "" || /^application\/(?:x-ndjson|json|jsonl|ndjson)\b/i.test(type)) return;
  answer.release();
  const what = /^text\/html\b/i.test(type) ? "a web page" : "something of another content type";
  throw brokenAnswer(who, `sent ${what} instead of an answer`);
}

export interface ChatReading {
  endpoint: Endpoint;
  request: ChatRequest;
  signal: AbortSignal;
}

/** The answer's events as they come. Throws a `CallError`, or the signal's reason. */
export async function* readChat(
  answer: StreamedAnswer,
  { endpoint, request, signal }: ChatReading,
): AsyncGenerator<AnswerEvent> {
  expectLines(answer, endpoint);
  const chat = createChatAnswer(endpoint, { isLimited: request.options.num_predict !== undefined });
  const reader = createLineReader();
  try {
    for (let isOpen = true; isOpen && !chat.isDone(); ) {
      const piece = await answer.body.next();
      isOpen = !piece.done;
      const { events, fault } = takeAll(chat, piece.done ? reader.end() : reader.read(piece.value));
      yield* events;
      if (fault !== null) throw fault;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof CallError ? error : connectionFault({ who: endpoint.who, error, isWithinAnswer: true });
  } finally {
    if (chat.isDone()) answer.release();
    else await answer.body.return?.();
  }
  if (!chat.isDone()) throw brokenAnswer(endpoint.who, "ended in the middle of its answer");
}
