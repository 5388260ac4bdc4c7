import { createParser, type EventSourceMessage } from "eventsource-parser";
import { brokenAnswer, connectionFault } from "../failure-kind.ts";
import { replicate } from "./failure.ts";

/** The largest event, in characters: words come one by one, and a file as its address. */
const largestEvent = 4 * 1_024 * 1_024;

/**
 * The events of a stream with their names, which the shared reader of chat streams does not need; null for a comment, a
 * sign of life. Throws a `CallError` where the stream breaks off, or the signal's reason.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<EventSourceMessage | null> {
  let found: (EventSourceMessage | null)[] = [];
  const decoder = new TextDecoder();
  const parser = createParser({
    maxBufferSize: largestEvent,
    onEvent: (event) => void found.push(event),
    onComment: () => void found.push(null),
    onError(error) {
      if (error.type !== "max-buffer-size-exceeded") return;
      throw brokenAnswer(replicate, "sent an event that is larger than what is read");
    },
  });
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await nextOf(pieces, signal);
      found = [];
      parser.feed(piece === null ? "\n\n" : decoder.decode(piece, { stream: true }));
      yield* found;
      if (piece === null) return;
    }
  } finally {
    // Closes the connection where the stream is left early; one that is broken has nothing more to close.
    await pieces.return?.().catch(() => {});
  }
}

async function nextOf(pieces: AsyncIterator<Uint8Array>, signal: AbortSignal): Promise<Uint8Array | null> {
  try {
    const { done, value } = await pieces.next();
    return done ? null : value;
  } catch (error) {
    signal.throwIfAborted();
    throw connectionFault({ who: replicate, error, isWithinAnswer: true });
  }
}
