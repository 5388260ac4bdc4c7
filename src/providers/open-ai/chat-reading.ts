import type { AnswerEvent } from "../../domain/answer.ts";
import { createEventStreamReader } from "../../shared/event-stream.ts";
import type { StreamedAnswer } from "../../shared/streaming-post.ts";
import { connectionFault } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import { type ChatAnswer, createChatAnswer } from "./chat-answer.ts";
import { type Endpoint, readJson } from "./endpoint.ts";

export interface Reading {
  endpoint: Endpoint;
  answer: StreamedAnswer;
  signal: AbortSignal;
}

/** A whole completion, which came although a stream was asked for. */
export async function* readWhole({ endpoint, answer, signal }: Reading): AsyncGenerator<AnswerEvent[]> {
  const chat = createChatAnswer(endpoint);
  const events: AnswerEvent[] = [];
  chat.takeWhole(await readJson(endpoint, answer, signal), events);
  yield events;
  yield chat.end();
}

/** A stream of chunks, with the events of each piece as it comes. Throws a `CallError`, or the signal's reason. */
export async function* readStream(reading: Reading): AsyncGenerator<AnswerEvent[]> {
  const { endpoint, answer, signal } = reading;
  const chat = createChatAnswer(endpoint);
  const reader = createEventStreamReader();
  try {
    for (let isOpen = true; isOpen && !chat.isDone(); ) {
      const piece = await answer.body.next();
      isOpen = !piece.done;
      const { events, fault } = takeAll(chat, piece.done ? reader.end() : reader.read(piece.value));
      if (events.length > 0) yield events;
      if (fault !== null) throw fault;
    }
  } catch (error) {
    signal.throwIfAborted();
    // An answer that had come to its end is whole, even where the connection is lost before it says so.
    if (error instanceof CallError || !chat.isWhole()) throw toCallError(endpoint, error);
  } finally {
    if (chat.isDone()) answer.release();
    else await answer.body.return?.();
  }
  yield chat.end();
}

const life: AnswerEvent = { type: "life" };

/** What a piece of the stream brings. What stands before a fault is still told. */
function takeAll(chat: ChatAnswer, found: readonly (string | null)[]): { events: AnswerEvent[]; fault: unknown } {
  const events: AnswerEvent[] = [];
  try {
    for (const data of found) chat.take(data, events);
  } catch (fault) {
    return { events, fault };
  }
  if (events.length === 0 && !chat.isWhole()) events.push(life);
  return { events, fault: null };
}

function toCallError({ who }: Endpoint, error: unknown): CallError {
  return error instanceof CallError ? error : connectionFault({ who, error, isWithinAnswer: true });
}
