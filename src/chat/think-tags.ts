import type { RoutedEvent } from "../routing/request.ts";
import { createThinkTags } from "../shared/think-tags.ts";

/** The events with what the model has thought told apart from what it says; each model begins anew. */
export async function* withoutThinkTags(events: AsyncIterable<RoutedEvent>): AsyncGenerator<RoutedEvent> {
  let tags = createThinkTags();
  for await (const event of events) {
    if (event.type === "text") {
      yield* tags.take(event.text);
      continue;
    }
    if (event.type === "finish" || event.type === "file" || event.type === "data") yield* tags.end();
    if (event.type === "route") {
      yield* tags.end();
      tags = createThinkTags();
    }
    yield event;
  }
  yield* tags.end();
}
