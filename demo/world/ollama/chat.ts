import { type Answer, jsonAnswer } from "../answer.ts";
import { jsonLine } from "../event-writer.ts";
import type { Mind } from "../knowledge/minds.ts";
import { countWords } from "../open-ai/conversation.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "../open-ai/json.ts";
import { piecesOf, type Reply, replyTo } from "../open-ai/reply.ts";
import type { OllamaModel } from "./model.ts";

const nanosecondsPerToken = 20_000_000;
const loadNanoseconds = 101_397_084;

/** Why the model cannot do what is asked, as a real server words it; null where it can. */
export function chatRefusal({ name, capabilities = [] }: OllamaModel, body: JsonObject): string | null {
  if (!capabilities.includes("completion")) return `"${name}" does not support chat`;
  if (objectsOf(body.tools).length > 0 && !capabilities.includes("tools")) {
    return `registry.ollama.ai/library/${name} does not support tools`;
  }
  const thinks = body.think !== undefined && body.think !== false;
  if (thinks && !capabilities.includes("thinking")) return `"${name}" does not support thinking`;
  if (typeof body.think === "string" && !name.startsWith("gpt-oss")) {
    return `think value ${JSON.stringify(body.think)} is not supported for this model`;
  }
  const hasPictures = objectsOf(body.messages).some(({ images }) => Array.isArray(images) && images.length > 0);
  return hasPictures && !capabilities.includes("vision") ? "this model is missing data required for image input" : null;
}

/** A model, and what it knows. */
export interface AskedModel {
  model: OllamaModel;
  mind: Mind;
}

/** `POST /api/chat`, of a model that can do what is asked: lines of JSON, unless the request wants one document. */
export function answerChat({ model, mind }: AskedModel, body: JsonObject): Answer {
  const head = () => ({ model: model.name, created_at: new Date().toISOString() });
  if (objectsOf(body.messages).length === 0) {
    const message = { role: "assistant", content: "" };
    return jsonAnswer({ ...head(), message, done: true, done_reason: body.keep_alive === 0 ? "unload" : "load" });
  }
  const reply = replyTo(model.name, inOpenAisShape(model, body), mind);
  const end = { done: true, done_reason: reply.finish === "length" ? "length" : "stop", ...countersOf(reply) };
  if (body.stream === false) return jsonAnswer({ ...head(), message: whole(reply), ...end });
  const parts = messagesOf(reply).map((message) => ({ ...head(), message, done: false }));
  const events = [...parts, { ...head(), message: { role: "assistant", content: "" }, ...end }];
  return { status: 200, headers: { "content-type": "application/x-ndjson" }, body: null, events, eventForm: jsonLine };
}

/** `POST /api/generate`: the same, by a prompt and in other words. */
export function answerGenerate(asked: AskedModel, body: JsonObject): Answer {
  const messages = [{ role: "user", content: textOf(body.prompt), images: body.images }];
  const { events, body: document, ...answer } = answerChat(asked, { ...body, messages });
  const inItsWords = (part: unknown) => {
    const { message, ...rest } = objectOf(part);
    const { content, thinking } = objectOf(message);
    return { ...rest, response: content, ...(thinking !== undefined && { thinking }) };
  };
  return events ? { ...answer, body: null, events: events.map(inItsWords) } : { ...answer, body: inItsWords(document) };
}

function inOpenAisShape({ capabilities = [] }: OllamaModel, body: JsonObject): JsonObject {
  const { format, tools, think } = body;
  const thinks = capabilities.includes("thinking") && think !== false;
  return {
    messages: objectsOf(body.messages).map(messageInOpenAisShape),
    tools,
    max_tokens: objectOf(body.options).num_predict,
    ...(thinks && { reasoning_effort: typeof think === "string" ? think : "medium" }),
    ...(format === "json" && { response_format: { type: "json_object" } }),
    ...(typeof format === "object" && { response_format: { type: "json_schema", json_schema: { schema: format } } }),
  };
}

function messageInOpenAisShape({ role, content, images }: JsonObject): JsonObject {
  const pictures = Array.isArray(images) ? images.map(() => ({ type: "image_url" })) : [];
  return { role, content: [{ type: "text", text: textOf(content) }, ...pictures] };
}

function toolCallsOf({ toolCall }: Reply) {
  if (!toolCall) return [];
  return [
    { id: "call_demo0001", function: { index: 0, name: toolCall.name, arguments: JSON.parse(toolCall.arguments) } },
  ];
}

function whole(reply: Reply) {
  const toolCalls = toolCallsOf(reply);
  return {
    role: "assistant",
    content: reply.text,
    ...(reply.reasoning !== "" && { thinking: reply.reasoning }),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
  };
}

function messagesOf(reply: Reply) {
  return [
    ...piecesOf(reply.reasoning).map((thinking) => ({ role: "assistant", content: "", thinking })),
    ...piecesOf(reply.text).map((content) => ({ role: "assistant", content })),
    ...toolCallsOf(reply).map((call) => ({ role: "assistant", content: "", tool_calls: [call] })),
  ];
}

function countersOf({ promptTokens, reasoning, text, toolCall }: Reply) {
  const tokens = countWords(reasoning) + countWords(text) + countWords(toolCall?.arguments ?? "");
  const promptNanoseconds = promptTokens * 1_000_000;
  const answerNanoseconds = tokens * nanosecondsPerToken;
  return {
    total_duration: loadNanoseconds + promptNanoseconds + answerNanoseconds,
    load_duration: loadNanoseconds,
    prompt_eval_count: promptTokens,
    prompt_eval_duration: promptNanoseconds,
    eval_count: tokens,
    eval_duration: answerNanoseconds,
  };
}
