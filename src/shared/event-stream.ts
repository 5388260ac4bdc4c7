import { createParser } from "eventsource-parser";
import { TransportError } from "./transport.ts";

/** Takes a stream of server-sent events apart, piece by piece. */
export interface EventStreamReader {
  /**
   * The data of the events that are complete with this piece, in their order; a comment, with which servers keep a
   * connection open, is null. Throws a `TransportError` where an event is larger than what is read.
   */
  read(piece: string): readonly (string | null)[];
  /** What is complete now that nothing more comes: some servers leave out the last event's empty line. */
  end(): readonly (string | null)[];
}

/** The largest event, in characters: a picture may stand in one. */
const largestEvent = 32 * 1_024 * 1_024;

export function createEventStreamReader(): EventStreamReader {
  let found: (string | null)[] = [];
  const parser = createParser({
    maxBufferSize: largestEvent,
    onEvent: ({ data }) => void found.push(data),
    onComment: () => void found.push(null),
    onError(error) {
      // Lines that are none of the format's are passed over, as the format wants it.
      if (error.type !== "max-buffer-size-exceeded") return;
      throw new TransportError("An event of the stream is larger than what is read.", "TOO_LARGE");
    },
  });

  function read(piece: string): readonly (string | null)[] {
    found = [];
    parser.feed(piece);
    return found;
  }

  return { read, end: () => read("\n\n") };
}
