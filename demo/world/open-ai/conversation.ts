import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";

/** What a chat's messages come to. */
export interface Conversation {
  /** What the person wrote last. */
  question: string;
  /** How many pictures came with it. */
  pictures: number;
  /** What the model has said of its answer already, where it is to go on. */
  said: string;
  /** What tools have answered, where that is the last that was said. */
  toolResult: string | null;
  /** Words of all messages. */
  words: number;
}

/**
 * Reads the messages. An answer goes on where the last message is the model's own, or where the person asks it to
 * continue.
 */
export function readConversation(messages: readonly JsonObject[]): Conversation {
  const begun = placeOfBegunAnswer(messages);
  const earlier = begun === -1 ? messages : messages.slice(0, begun);
  const asked = earlier.findLast(({ role }) => role === "user") ?? {};
  const last = messages.at(-1);
  return {
    question: contentOf(asked),
    pictures: objectsOf(asked.content).filter(({ type }) => type === "image_url").length,
    said: begun === -1 ? "" : contentOf(messages[begun] ?? {}),
    toolResult: last?.role === "tool" ? toolResultsOf(messages) : null,
    words: countWords(messages.map(contentOf).join(" ")),
  };
}

function toolResultsOf(messages: readonly JsonObject[]): string {
  const answered = messages.findLastIndex(({ role }) => role !== "tool");
  return messages
    .slice(answered + 1)
    .map(contentOf)
    .join("\n");
}

function placeOfBegunAnswer(messages: readonly JsonObject[]): number {
  const last = messages.at(-1);
  if (last?.role === "assistant") return messages.length - 1;
  const asksOn = last?.role === "user" && /\bcontinue\b/i.test(contentOf(last));
  return asksOn && messages.at(-2)?.role === "assistant" ? messages.length - 2 : -1;
}

/** Tokens, as this model has them: words. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

function contentOf({ content }: JsonObject): string {
  if (typeof content === "string") return content;
  return objectsOf(content)
    .map((part) => textOf(objectOf(part).text))
    .filter((text) => text !== "")
    .join(" ");
}
