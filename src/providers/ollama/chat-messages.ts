import type { ChatMessage } from "../../domain/input.ts";
import { type ForeignRecord, recordOrNull, recordsIn, textOrNull } from "../../shared/foreign-json.ts";
import { CallError } from "../invocation.ts";

/** A message as `/api/chat` takes it. */
export interface OllamaMessage {
  role: "system" | "user" | "assistant" | "tool";
  content: string;
  thinking?: string;
  /** Base64, without the head of a `data:` address. */
  images?: string[];
  tool_calls?: { function: { name: string; arguments: ForeignRecord } }[];
  tool_name?: string;
}

function badRequest(sentence: string): CallError {
  return new CallError(sentence, { kind: "bad-request", code: null, othersMay: true });
}

/** Messages in OpenAI's shape as Ollama's. Throws a `CallError` for what Ollama cannot be told. */
export function toOllamaMessages(messages: readonly ChatMessage[]): OllamaMessage[] {
  const toolNames = new Map<string, string>();
  return messages.map((message) => {
    const calls = readToolCalls(message);
    for (const { id, name } of calls) if (id !== null) toolNames.set(id, name);
    const { text, images } = readContent(message.content);
    const thinking = textOrNull(message.reasoning_content) ?? textOrNull(message.reasoning);
    const toolName = toolNames.get(textOrNull(message.tool_call_id) ?? "") ?? textOrNull(message.name);
    return {
      role: message.role === "developer" ? "system" : message.role,
      content: text,
      ...(images.length > 0 && { images }),
      ...(message.role === "assistant" && thinking !== null && { thinking }),
      ...(calls.length > 0 && { tool_calls: calls.map(toOllamaCall) }),
      ...(message.role === "tool" && toolName !== null && { tool_name: toolName }),
    };
  });
}

interface ToolCall {
  id: string | null;
  name: string;
  arguments: unknown;
}

function readToolCalls(message: ChatMessage): ToolCall[] {
  return recordsIn(message.tool_calls).map((call) => {
    const called = recordOrNull(call.function);
    const name = textOrNull(called?.name);
    if (name === null) throw badRequest("A call of a tool in the conversation does not name the tool.");
    return { id: textOrNull(call.id), name, arguments: called?.arguments };
  });
}

/** OpenAI writes the arguments as JSON text, Ollama as an object. */
function toOllamaCall({ name, arguments: written }: ToolCall) {
  const found = recordOrNull(typeof written === "string" ? parsedOrNull(written.trim() || "{}") : (written ?? {}));
  if (found === null)
    throw badRequest(`The call of the tool "${name}" in the conversation has arguments that are no JSON object.`);
  return { function: { name, arguments: found } };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Content {
  text: string;
  images: string[];
}

function readContent(content: ChatMessage["content"]): Content {
  if (typeof content === "string") return { text: content, images: [] };
  const texts: string[] = [];
  const images: string[] = [];
  for (const part of content ?? []) {
    if (part.type === "image_url") images.push(readImage(part.image_url));
    else if (part.type === "text" || part.type === "refusal") texts.push(textOrNull(part[part.type]) ?? "");
    else
      throw badRequest(
        `Ollama takes texts and pictures, and the conversation holds a part of another kind ("${part.type.slice(0, 40)}").`,
      );
  }
  return { text: texts.join("\n"), images };
}

const dataAddress = /^data:image\/[\w.+-]+(?:;[\w-]+=[\w.-]+)*;base64,/i;

/** The picture in a `data:` address. Ollama fetches nothing by itself, and we fetch nothing on a stranger's word. */
function readImage(image: unknown): string {
  const url = textOrNull(image) ?? textOrNull(recordOrNull(image)?.url);
  const head = dataAddress.exec(url ?? "")?.[0];
  if (url === null || head === undefined) {
    throw badRequest(
      'Ollama takes pictures only within the request: send them as "data:image/png;base64,…", and not by their addresses.',
    );
  }
  const encoded = url.slice(head.length).replace(/\s+/g, "");
  if (!/^[\w+/-]+={0,2}$/.test(encoded)) throw badRequest("A picture in the conversation is not written in base64.");
  return encoded.replaceAll("-", "+").replaceAll("_", "/");
}
