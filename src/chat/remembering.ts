import type { RoutedEvent } from "../routing/request.ts";

/**
 * The events, with a word at their end, however that comes: whole, broken off or no longer wanted. `note` is told the
 * text as far as it came; the last event waits for it, so that the next question finds it.
 */
export async function* remembering(
  events: AsyncIterable<RoutedEvent>,
  note: (text: string) => Promise<void>,
): AsyncGenerator<RoutedEvent> {
  const pieces: string[] = [];
  try {
    for await (const event of events) {
      if (event.type === "text") pieces.push(event.text);
      yield event;
    }
  } finally {
    await note(pieces.join(""));
  }
}
