import type { ServerResponse } from "node:http";
import type { AnswerEvent } from "../../src/domain/answer.ts";
import type { Handler } from "./scripted-server.ts";

/** One chunk of a streamed chat completion. */
export function chunk(delta: Record<string, unknown>, finish: string | null = null): Record<string, unknown> {
  return { id: "chatcmpl-1", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] };
}

/** The chunk with which usage comes. */
export function usageChunk(prompt: number, completion: number, reasoning?: number): Record<string, unknown> {
  const details = reasoning === undefined ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } };
  const usage = { prompt_tokens: prompt, completion_tokens: completion, ...details };
  return { id: "chatcmpl-1", object: "chat.completion.chunk", choices: [], usage };
}

/** Values as server-sent events; a text stands as it is. */
export function eventsOf(...parts: readonly (Record<string, unknown> | string)[]): string {
  return parts.map((part) => (typeof part === "string" ? part : `data: ${JSON.stringify(part)}\n\n`)).join("");
}

export const done = "data: [DONE]\n\n";

/** The head of a stream, without its end. */
export function beginStream(response: ServerResponse, text = ""): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  if (text !== "") response.write(text);
}

/** Answers with a whole stream. */
export function stream(...parts: readonly (Record<string, unknown> | string)[]): Handler {
  return (_, response) => {
    beginStream(response);
    response.end(eventsOf(...parts));
  };
}

/** A whole short answer. */
export const goodStream = stream(chunk({ role: "assistant", content: "Hello" }), chunk({}, "stop"), done);

/** All events of an answer, and the error that ended it; null where it ended well. */
export async function outcomeOf(
  answer: AsyncIterable<AnswerEvent>,
): Promise<{ events: AnswerEvent[]; error: unknown }> {
  const events: AnswerEvent[] = [];
  try {
    for await (const event of answer) events.push(event);
    return { events, error: null };
  } catch (error) {
    return { events, error };
  }
}
