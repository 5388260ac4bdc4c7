import type { Turn } from "../domain/conversation.ts";
import type { RoutedEvent } from "../routing/request.ts";
import { isConversing, wordsOf } from "./ask-of.ts";
import { attachmentOf, type Matter } from "./matter.ts";

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

/** What is kept of a question: its words, and how its answer could be made anew. */
export function turnOf(
  { question, task, text }: Matter,
  { request, at, answer }: Pick<Turn, "request" | "at" | "answer">,
): Turn {
  const attachment = attachmentOf(question);
  const words = wordsOf(question);
  return {
    request,
    replaced: [],
    at,
    question: (attachment === null ? words : `[${attachment}] ${words}`).trim(),
    answer,
    task,
    material: isConversing(task, question) || text === words ? null : text,
    targetLanguage: question.targetLanguage,
    isWhole: attachment === null && question.labels.length === 0 && question.context === null,
  };
}
