import { blankMind, type Mind } from "../knowledge/minds.ts";
import { wordsOf } from "../knowledge/wrong-answer.ts";
import { type Conversation, countWords, readConversation } from "./conversation.ts";
import { type JsonObject, objectOf, objectsOf } from "./json.ts";
import { longReply, wantedWords } from "./long-reply.ts";
import { markdownFor } from "./markdown-reply.ts";
import { aloud, thoughtsFor } from "./reasoning.ts";
import { exampleOf } from "./schema-example.ts";
import { type ToolCall, toolCallFor } from "./tool-choice.ts";
import { inWords } from "./tool-report.ts";

/** What the model says to a chat. */
export interface Reply {
  reasoning: string;
  text: string;
  toolCall: ToolCall | null;
  finish: "stop" | "length" | "tool_calls";
  promptTokens: number;
  /** The question was one with a known answer, so that nobody waits to read along. */
  isKnown: boolean;
}

/**
 * What this demo's model says: plain words that name it and tell that it is none, or what the question asks for by a
 * word ("table", "code", "list", "long", "think"). The same request has the same reply. `body` is a request in OpenAI's
 * shape. What the model's mind knows, it answers.
 */
export function replyTo(model: string, body: JsonObject, mind: Mind = blankMind): Reply {
  const conversation = readConversation(objectsOf(body.messages));
  const { apart: reasoning, tagged } = thoughtsFor(conversation.question, body);
  const known = knownAnswer(conversation, body, mind);
  const told = { reasoning, promptTokens: conversation.words, isKnown: known !== null };
  const toolCall = known === null ? toolCallFor(conversation, body) : null;
  if (toolCall) return { ...told, text: "", toolCall, finish: "tool_calls" };
  const answer = known ?? continued(contentFor({ model, conversation, body }), conversation.said);
  const thought = conversation.said === "" ? (mind.thinksAloud ? aloud : tagged) : "";
  return { ...told, ...shortened(thought + answer, body), toolCall: null };
}

/** Null where the question is none that is known, or wants its answer in a form. */
function knownAnswer({ question, said, toolResult }: Conversation, body: JsonObject, mind: Mind): string | null {
  if (said !== "" || toolResult !== null || body.response_format !== undefined) return null;
  const recalled = mind.recall({ task: null, words: question });
  return recalled && wordsOf(recalled);
}

function contentFor(options: { model: string; conversation: Conversation; body: JsonObject }): string {
  const { model, conversation, body } = options;
  const { question } = conversation;
  const format = objectOf(body.response_format);
  if (format.type === "json_schema") {
    return JSON.stringify(exampleOf(objectOf(format.json_schema).schema, question));
  }
  if (format.type === "json_object") return JSON.stringify({ model, question });
  if (conversation.toolResult !== null) return speech(model, conversation);
  const words = wantedWords(question);
  const parts = [markdownFor(model, question), words && longReply(model, words)].filter((part) => part !== null);
  return parts.length === 0 ? speech(model, conversation) : parts.join("\n\n");
}

function speech(model: string, { question, pictures, toolResult }: Conversation): string {
  const words = question.trim().replaceAll(/\s+/g, " ");
  const shown = words.length > 200 ? `${words.slice(0, 200)}…` : words;
  const name = `This is the demo's stand-in for ${model}, and no real model.`;
  if (toolResult !== null) return `${name} ${inWords(toolResult)}`;
  const seen = pictures === 0 ? "" : ` With it came ${pictures === 1 ? "a picture" : `${pictures} pictures`}.`;
  return `${name} You wrote: “${shown}”.${seen} A real one would answer at length now; this one only shows that your words arrived, all ${countWords(question)} of them, and that an answer finds its way back.`;
}

/** The words that are still to come after those that were said. */
function continued(text: string, said: string): string {
  if (said === "") return text;
  const rest = piecesOf(text).slice(countWords(said)).join("");
  return rest === "" ? " That is all." : rest;
}

function shortened(text: string, body: JsonObject): Pick<Reply, "text" | "finish"> {
  const limit = Number(body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY);
  const pieces = piecesOf(text);
  if (pieces.length <= limit) return { text, finish: "stop" };
  return { text: pieces.slice(0, limit).join(""), finish: "length" };
}

/** The pieces in which a text streams: words with the space before them. */
export function piecesOf(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\S)(?=\s)/);
}
