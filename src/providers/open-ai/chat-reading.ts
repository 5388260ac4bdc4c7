import type { AnswerEvent } from "../../domain/answer.ts";
import { createEventStreamReader } from "../../shared/event-stream.ts";
import type { StreamedAnswer } from "../../shared/streaming-post.ts";
import { connectionFault } from "../failure-kind.ts";
import { CallError } from "../invocation.ts";
import { ChatAnswer } from "./chat-answer.ts";
import { type Endpoint, readJson } from "./endpoint.ts";

export interface Reading {
  endpoint: Endpoint;
  answer: StreamedAnswer;
  /** The caller has set a limit to the answer's tokens. */
  isLimited: boolean;
  signal: AbortSignal;
}

/** A whole completion, which came although a stream was asked for. */
export async function* readWhole(reading: Reading): AsyncGenerator<AnswerEvent[]> {
  const { endpoint, answer, signal } = reading;
  const chat = new ChatAnswer(reading);
  const events: AnswerEvent[] = [];
  chat.takeWhole(await readJson(endpoint, answer, signal), events);
  yield events;
  yield chat.end();
}

/** A stream of chunks, with the events of each piece as it comes. Throws a `CallError`, or the signal's reason. */
export async function* readStream(reading: Reading): AsyncGenerator<AnswerEvent[]> {
  const { endpoint, answer, signal } = reading;
  const chat = new ChatAnswer(reading);
  const reader = createEventStreamReader();
  const next = pieceReader(reading, chat);
  try {
    for (let isOpen = true; isOpen && !chat.isDone(); ) {
      const piece = await next();
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

/**
 * How long an answer that has named its end is listened to, for its usage and the mark that ends the stream: both come
 * with the end or within moments, and some servers just leave the connection open. Less than the shortest silence that
 * the policy can make of it, so that no whole answer is taken for one that broke off.
 */
const restMs = 900;

/** Reads the next piece. An answer that has named its end is closed, and hung up, where none comes in time. */
function pieceReader({ endpoint: { clock }, answer: { body } }: Reading, chat: ChatAnswer) {
  let until: number | null = null;
  const hangUp = () => {
    chat.close();
    void body.return?.();
  };

  async function nextOfRest(): Promise<IteratorResult<string>> {
    const now = clock.now();
    until ??= now + restMs;
    // What is there already comes before any timer; and the clock may have been set.
    const callOff = clock.after(Math.max(1, Math.min(until - now, restMs)), hangUp);
    try {
      return await body.next();
    } finally {
      callOff();
    }
  }

  return () => (chat.isWhole() ? nextOfRest() : body.next());
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
