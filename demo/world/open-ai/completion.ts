import { createHash } from "node:crypto";
import { countWords } from "./conversation.ts";
import { type JsonObject, objectOf } from "./json.ts";
import { piecesOf, type Reply } from "./reply.ts";

export interface CompletionOptions {
  /** As the server names it in its answers. */
  model: string;
  reply: Reply;
  /** The request. */
  body: JsonObject;
}

/** The reply as one `chat.completion`. */
export function completionOf(options: CompletionOptions) {
  const { reply } = options;
  const message = {
    role: "assistant",
    content: reply.toolCall ? null : reply.text,
    ...(reply.reasoning !== "" && { reasoning_content: reply.reasoning }),
    ...(reply.toolCall && { tool_calls: [{ id: callId(options), type: "function", function: reply.toolCall }] }),
  };
  return {
    ...head(options, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finish }],
    usage: usageOf(reply),
  };
}

/** The reply as the events of a stream: `chat.completion.chunk`s in small pieces, and the end's mark. */
export function chunksOf(options: CompletionOptions): unknown[] {
  const { reply, body } = options;
  const deltas = [
    { role: "assistant", content: "" },
    ...piecesOf(reply.reasoning).map((piece) => ({ reasoning_content: piece })),
    ...piecesOf(reply.text).map((piece) => ({ content: piece })),
    ...toolCallDeltas(options),
  ];
  const chunk = (choices: unknown[]) => ({ ...head(options, "chat.completion.chunk"), choices });
  const chunks: unknown[] = deltas.map((delta) => chunk([{ index: 0, delta, logprobs: null, finish_reason: null }]));
  chunks.push(chunk([{ index: 0, delta: {}, logprobs: null, finish_reason: reply.finish }]));
  if (objectOf(body.stream_options).include_usage === true) chunks.push({ ...chunk([]), usage: usageOf(reply) });
  return [...chunks, "[DONE]"];
}

function toolCallDeltas(options: CompletionOptions): object[] {
  const { toolCall } = options.reply;
  if (!toolCall) return [];
  const first = { index: 0, id: callId(options), type: "function", function: { name: toolCall.name, arguments: "" } };
  const pieces = toolCall.arguments.match(/.{1,12}/gs) ?? [];
  const others = pieces.map((piece) => ({ index: 0, function: { arguments: piece } }));
  return [first, ...others].map((call) => ({ tool_calls: [call] }));
}

function head({ model, body }: CompletionOptions, object: string) {
  return {
    id: `chatcmpl-${fingerprint(body)}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model,
    system_fingerprint: null,
  };
}

function usageOf({ promptTokens, text, reasoning, toolCall }: Reply) {
  const reasoned = countWords(reasoning);
  const completionTokens = reasoned + countWords(text) + countWords(toolCall?.arguments ?? "");
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens_details: { reasoning_tokens: reasoned },
  };
}

function callId({ body }: CompletionOptions): string {
  return `call_${fingerprint(body)}`;
}

function fingerprint(body: JsonObject): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 24);
}
