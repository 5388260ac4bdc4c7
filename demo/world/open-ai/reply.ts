import { type Conversation, countWords, readConversation } from "./conversation.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";
import { exampleOf } from "./schema-example.ts";

/** What the model says to a chat. */
export interface Reply {
  reasoning: string;
  text: string;
  toolCall: { name: string; arguments: string } | null;
  finish: "stop" | "length" | "tool_calls";
  promptTokens: number;
}

/**
 * What this demo's model says: plain words that name it and tell that it is none. The same request has the same reply.
 * `body` is a request in OpenAI's shape.
 */
export function replyTo(model: string, body: JsonObject): Reply {
  const conversation = readConversation(objectsOf(body.messages));
  const reasoning = wantsReasoning(body) ? `Let me see what ${countWords(conversation.question)} words want.` : "";
  const promptTokens = conversation.words;
  const toolCall = toolCallFor(conversation, body);
  if (toolCall) return { reasoning, text: "", toolCall, finish: "tool_calls", promptTokens };
  const whole = continued(contentFor({ model, conversation, body }), conversation.said);
  return { reasoning, ...shortened(whole, body), toolCall: null, promptTokens };
}

function wantsReasoning({ reasoning_effort: effort }: JsonObject): boolean {
  return typeof effort === "string" && effort !== "none";
}

function toolCallFor(conversation: Conversation, { tools, tool_choice: choice }: JsonObject): Reply["toolCall"] {
  if (conversation.toolResult !== null || choice === "none") return null;
  const wanted = textOf(objectOf(objectOf(choice).function).name);
  const functions = objectsOf(tools).map((tool) => objectOf(tool.function));
  const called = functions.find(({ name }) =>
    wanted === "" ? choice === "required" || isNamed(textOf(name), conversation.question) : name === wanted,
  );
  if (!called) return null;
  return { name: textOf(called.name), arguments: JSON.stringify(exampleOf(called.parameters, conversation.question)) };
}

function isNamed(name: string, question: string): boolean {
  const text = question.toLowerCase();
  return [name, name.replaceAll("_", " ")].some((spelling) => text.includes(spelling.toLowerCase()));
}

function contentFor(options: { model: string; conversation: Conversation; body: JsonObject }): string {
  const { model, conversation, body } = options;
  const format = objectOf(body.response_format);
  if (format.type === "json_schema") {
    return JSON.stringify(exampleOf(objectOf(format.json_schema).schema, conversation.question));
  }
  if (format.type === "json_object") return JSON.stringify({ model, question: conversation.question });
  return speech(model, conversation);
}

function speech(model: string, { question, pictures, toolResult }: Conversation): string {
  const words = question.trim().replaceAll(/\s+/g, " ");
  const shown = words.length > 200 ? `${words.slice(0, 200)}…` : words;
  const heard = toolResult === null ? `You wrote: “${shown}”.` : `The tool says: “${toolResult}”.`;
  const seen = pictures === 0 ? "" : ` With it came ${pictures === 1 ? "a picture" : `${pictures} pictures`}.`;
  return `This is the demo's stand-in for ${model}, and no real model. ${heard}${seen} A real one would answer at length now; this one only shows that your words arrived, all ${countWords(question)} of them, and that an answer finds its way back.`;
}

/** The words that are still to come after those that were said. */
function continued(text: string, said: string): string {
  if (said === "") return text;
  const rest = text.split(" ").slice(countWords(said)).join(" ");
  return rest === "" ? " That is all." : ` ${rest}`;
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
