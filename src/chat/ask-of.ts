import type { Turn } from "../domain/conversation.ts";
import type { ChatInput, ChatMessage, ChatPart, MediaFile } from "../domain/input.ts";
import type { TaskName } from "../domain/task.ts";
import { toDataUrl } from "../routing/data-url.ts";
import type { Ask } from "../routing/request.ts";
import { instructionsFor } from "./instructions.ts";
import type { Question } from "./question.ts";

/** What is said to these goes on a conversation; the others work on what they are given. */
const conversing: ReadonlySet<TaskName> = new Set([
  "conversational",
  "text-generation",
  "code-generation",
  "image-text-to-text",
]);

/** Whether the task's model is to be reminded of what was said before. */
export function isConversing(task: TaskName, { context }: Pick<Question, "context">): boolean {
  return conversing.has(task) || (task === "question-answering" && context === null);
}

export function isPicture({ mediaType }: Pick<MediaFile, "mediaType">): boolean {
  return mediaType.startsWith("image/");
}

/** The person's words, with those that they reply to. */
export function wordsOf({ text, quoted }: Pick<Question, "text" | "quoted">): string {
  if (quoted === null || quoted === "") return text;
  return text === "" ? quoted : `This is about the following message:\n${quoted}\n\n${text}`;
}

function contentOf(question: Question): string | ChatPart[] {
  const words = wordsOf(question);
  const pictures = question.files.filter(isPicture);
  if (pictures.length === 0) return words;
  const parts = pictures.map((file): ChatPart => ({ type: "image_url", image_url: { url: toDataUrl(file) } }));
  return words === "" ? parts : [{ type: "text", text: words }, ...parts];
}

/** A conversation that ends with the question. `now` is in milliseconds since the epoch. */
export function conversationOf(
  question: Question,
  { task, turns, now }: { task: TaskName; turns: readonly Turn[]; now: number },
): ChatInput {
  const said = turns.flatMap((turn): ChatMessage[] => [
    { role: "user", content: turn.question },
    { role: "assistant", content: turn.answer },
  ]);
  const messages: ChatMessage[] = [
    { role: "system", content: instructionsFor(task, now) },
    ...said,
    { role: "user", content: contentOf(question) },
  ];
  return { kind: "chat", messages, options: {} };
}

/** What a task works on. `text` is that of the question without the order, where there was one. */
export function materialOf(question: Question, { task, text }: { task: TaskName; text: string }): Ask {
  const { context, labels, targetLanguage, ownLanguage, files } = question;
  if (task === "feature-extraction") return { kind: "embedding", texts: [text], dimensions: null };
  return {
    kind: "pipeline",
    text,
    context,
    labels,
    targetLanguage: task === "translation" ? (targetLanguage ?? ownLanguage) : null,
    sourceLanguage: null,
    files,
  };
}
