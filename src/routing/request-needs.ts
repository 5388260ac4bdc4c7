import type { ChatInput, ChatMessage } from "../domain/input.ts";
import { hasPicture } from "./chat-content.ts";
import type { Ask, Needs } from "./request.ts";

/** What a route must be able to do, of that which is asked for and that which the request itself shows. */
export interface RequestNeeds {
  tools: boolean;
  vision: boolean;
  /** The request asks for an answer in a form (`response_format`, `grammar`), which only chat models know. */
  responseFormat: boolean;
  /** Tokens of context. */
  contextTokens: number;
}

/**
 * Characters to a token: about four in English, less in code and in most other scripts. The estimate is thereby rather
 * too low, and it has to be: a route is passed over only where it surely has no room; one that is tried in vain says so.
 */
const charactersPerToken = 4;

/** About how many tokens a text of so many characters has at least. */
export function tokensOf(characters: number): number {
  return Math.floor(characters / charactersPerToken);
}

function lengthOf({ content }: ChatMessage): number {
  if (typeof content === "string") return content.length;
  let length = 0;
  for (const part of content ?? []) if (typeof part.text === "string") length += part.text.length;
  return length;
}

/** How many characters of text are asked with, the longest text where several are embedded. */
export function charactersOf(ask: Ask): number {
  let characters = 0;
  // Of texts to embed, each has to fit by itself.
  if (ask.kind === "embedding") for (const text of ask.texts) characters = Math.max(characters, text.length);
  else if (ask.kind === "pipeline") characters = ask.text.length + (ask.context?.length ?? 0);
  else for (const message of ask.messages) characters += lengthOf(message);
  return characters;
}

/** Whether an option asks for something: clients send null, "" and [] for what they do not want. */
function isSet(value: unknown): boolean {
  return Boolean(value) && !(Array.isArray(value) && value.length === 0);
}

/** Whether a chat may answer with calls of tools, under their older name of functions, too. */
export function mayCallTools({ options: { tools, functions, tool_choice: choice } }: ChatInput): boolean {
  // Tools may be named only because earlier messages speak of them.
  if (choice === "none") return false;
  return (Array.isArray(tools) && tools.length > 0) || (Array.isArray(functions) && functions.length > 0);
}

/**
 * The names by which servers take a form for the answer: OpenAI's, those of vLLM (`structured_outputs`, and until
 * its version 0.12 `guided_…` and `structural_tag`), SGLang (`regex`, `ebnf`), llama.cpp (`grammar`, `json_schema`) and
 * Ollama (`format`).
 */
const formOptions: ReadonlySet<string> = new Set([
  "response_format",
  "structured_outputs",
  "guided_json",
  "guided_regex",
  "guided_choice",
  "guided_grammar",
  "structural_tag",
  "regex",
  "ebnf",
  "grammar",
  "json_schema",
  "format",
]);

function isPlain(format: unknown): boolean {
  return (
    format === "text" || (typeof format === "object" && format !== null && "type" in format && format.type === "text")
  );
}

function namesForm(options: ChatInput["options"]): boolean {
  for (const name of Object.keys(options)) {
    const value = options[name];
    if (formOptions.has(name) && isSet(value) && !isPlain(value)) return true;
  }
  return false;
}

/** Whether a chat wants an answer that has more to it than text: a form, several answers, probabilities. */
export function wantsForm({ options }: ChatInput): boolean {
  const { logprobs, n } = options;
  return namesForm(options) || isSet(logprobs) || (typeof n === "number" && n > 1);
}

function showsPictures(ask: Ask): boolean {
  if (ask.kind === "chat") return ask.messages.some(hasPicture);
  return ask.kind === "pipeline" && ask.files.some((file) => file.mediaType.startsWith("image/"));
}

/** Puts together what is asked for and what shows. */
export function needsOf(ask: Ask, needs: Needs = {}): RequestNeeds {
  return {
    tools: needs.tools === true || (ask.kind === "chat" && mayCallTools(ask)),
    vision: needs.vision === true || showsPictures(ask),
    responseFormat: ask.kind === "chat" && namesForm(ask.options),
    contextTokens: Math.max(needs.contextTokens ?? 0, tokensOf(charactersOf(ask))),
  };
}
