import type { ChatInput, ChatMessage } from "../../domain/input.ts";
import { recordOrNull, textOrNull } from "../../shared/foreign-json.ts";
import type { ReplicateApi } from "./api.ts";
import { badRequest } from "./bad-request.ts";
import { fieldNamed, fileField, limitField, systemField, textField } from "./fields.ts";
import { pictureAddress } from "./input-files.ts";
import type { InputField, ModelForm } from "./model-form.ts";
import type { RunTarget } from "./targets.ts";

type Input = Record<string, unknown>;

/** OpenAI's parameters that models of Replicate know by the same name. */
const sameNames = [
  "temperature",
  "top_p",
  "top_k",
  "seed",
  "presence_penalty",
  "frequency_penalty",
  "reasoning_effort",
];

function textOf({ content }: ChatMessage): string {
  if (typeof content === "string") return content;
  const parts = (content ?? []).map((part) => (part.type === "text" ? textOrNull(part.text) : null));
  return parts.filter((text) => text !== null).join("\n");
}

function picturesOf(messages: readonly ChatMessage[]): string[] {
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  const addresses = parts.map((part) => (part.type === "image_url" ? recordOrNull(part.image_url)?.url : null));
  return addresses.map(textOrNull).filter((address) => address !== null);
}

const isInstruction = ({ role }: ChatMessage) => role === "system" || role === "developer";

/** Most models take one text: a single message as it is, several as a dialogue in which the model has the next word. */
function transcript(messages: readonly ChatMessage[]): string {
  const [first] = messages;
  if (messages.length === 1 && first) return textOf(first);
  const lines = messages.map((each) => `${each.role === "assistant" ? "Assistant" : "User"}: ${textOf(each)}`);
  return `${lines.join("\n\n")}\n\nAssistant:`;
}

function conversation(messages: readonly ChatMessage[], form: ModelForm, model: string): Input {
  const whole = fieldNamed(form, "messages");
  if (whole) {
    const plain = messages.map((each) => ({ role: each.role, content: textOf(each) }));
    return { messages: whole.type === "array" ? plain : JSON.stringify(plain) };
  }
  const prompt = textField(form);
  // A picture may be all that a model takes that makes another of it.
  if (prompt === null && form.output === "files") return {};
  if (prompt === null) throw badRequest(`${model} on Replicate takes no text, so it cannot chat.`);
  const instruction = messages.filter(isInstruction).map(textOf).join("\n\n");
  const dialogue = transcript(messages.filter((each) => !isInstruction(each)));
  const system = systemField(form);
  if (system && instruction !== "") return { [prompt.name]: dialogue, [system.name]: instruction };
  return { [prompt.name]: [instruction, dialogue].filter((text) => text !== "").join("\n\n") };
}

/** A model refuses what is beyond its own limits, and nobody who asks knows them. */
function withinLimits(value: number, { minimum, maximum }: InputField): number {
  return Math.min(Math.max(value, minimum ?? value), maximum ?? Number.POSITIVE_INFINITY);
}

function parameters(options: ChatInput["options"], form: ModelForm): Input {
  const input: Input = {};
  for (const name of sameNames) {
    const field = fieldNamed(form, name);
    const value = options[name];
    if (field && value !== undefined) input[name] = typeof value === "number" ? withinLimits(value, field) : value;
  }
  const limit = limitField(form);
  const wanted = options.max_completion_tokens ?? options.max_tokens;
  if (limit && typeof wanted === "number") input[limit.name] = withinLimits(wanted, limit);
  const stops = [options.stop ?? []].flat().filter((each) => typeof each === "string");
  if (stops.length > 0 && fieldNamed(form, "stop_sequences")?.type === "string") input.stop_sequences = stops.join(",");
  return input;
}

/**
 * What a chat model is given, by its own form. Rejects with a `CallError` of the kind `bad-request` where the model
 * cannot do what the request needs.
 */
export async function chatInput(
  { messages, options }: ChatInput,
  { target, api, signal }: { target: RunTarget; api: ReplicateApi; signal: AbortSignal },
): Promise<Input> {
  const { form, model } = target;
  if (Array.isArray(options.tools) && options.tools.length > 0) {
    throw badRequest(`${model} on Replicate calls no tools. Ask without tools, or ask another model.`);
  }
  const input = { ...conversation(messages, form, model), ...parameters(options, form) };
  const pictures = picturesOf(messages);
  if (pictures.length === 0) return input;
  const field = fileField(form, "image");
  if (field === null) throw badRequest(`${model} on Replicate takes no pictures. Ask another model.`);
  const addresses = await Promise.all(pictures.map((each) => pictureAddress(each, api, signal)));
  return { ...input, [field.name]: field.type === "array" ? addresses : addresses.at(-1) };
}
