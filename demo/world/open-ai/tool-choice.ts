import type { Conversation } from "./conversation.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";
import { exampleOf } from "./schema-example.ts";

export interface ToolCall {
  name: string;
  /** JSON. */
  arguments: string;
}

/** A model's id on a hub: "owner/name", and not "and/or". */
const modelId = /\b[\w.-]+\/(?=\S*[\dA-Z-])[\w.-]*\w/;

/** Questions about models, with the tools that answer them: the first that fits, and of its tools the first there is. */
const matters: readonly [asked: RegExp, tools: readonly string[]][] = [
  [/\b(?:chang|news?\b|recent|lately|mud(?:ou|an)|novidade|recente)/i, ["recent_changes"]],
  [modelId, ["model_facts", "current_models"]],
  [/\b(?:best|better|rank|compare|top|melhor|comparar?)/i, ["ranking", "current_models"]],
  [/./s, ["current_models", "ranking"]],
];
const aboutModels = /\bmodel(?:o?s?)\b|\b(?:what|which) is (?:the )?best\b|\bo melhor para\b/i;

/** The words by which people call a task. */
const taskWords: readonly [asked: RegExp, task: string][] = [
  [/\bvideo|v[íi]deo/i, "text-to-video"],
  [/\bimage|picture|draw|imagem|imagens|desenh/i, "text-to-image"],
  [/\btranscri|voice notes?|recording/i, "automatic-speech-recognition"],
  [/\bspeech|speak|aloud|voice|fala|voz/i, "text-to-speech"],
  [/\bcode|coding|program|c[óo]digo/i, "code-generation"],
  [/\btranslat|tradu/i, "translation"],
  [/\bsummar|resum/i, "summarization"],
  [/\bembedding/i, "feature-extraction"],
  [/\bchats?\b|\bconvers/i, "conversational"],
];

/** The tool that this model calls for the question; null where it answers by itself. */
export function toolCallFor(conversation: Conversation, { tools, tool_choice: choice }: JsonObject): ToolCall | null {
  if (conversation.toolResult !== null || choice === "none") return null;
  const { question } = conversation;
  const functions = objectsOf(tools).map((tool) => objectOf(tool.function));
  const wanted = textOf(objectOf(objectOf(choice).function).name);
  if (wanted !== "")
    return callOf(
      functions.find(({ name }) => name === wanted),
      question,
    );
  const named = functions.find(({ name }) => isNamed(textOf(name), question)) ?? fittingFor(question, functions);
  return callOf(named ?? (choice === "required" ? functions[0] : undefined), question);
}

function isNamed(name: string, question: string): boolean {
  const text = question.toLowerCase();
  return [name, name.replaceAll("_", " ")].some((spelling) => text.includes(spelling.toLowerCase()));
}

function fittingFor(question: string, functions: readonly JsonObject[]): JsonObject | undefined {
  if (!aboutModels.test(question)) return undefined;
  const names = matters.find(([asked]) => asked.test(question))?.[1] ?? [];
  return names.map((name) => functions.find((each) => each.name === name)).find((each) => each !== undefined);
}

function callOf(called: JsonObject | undefined, question: string): ToolCall | null {
  if (!called) return null;
  const { properties, required } = objectOf(called.parameters);
  const mustHave = Array.isArray(required) ? required : null;
  const values = Object.entries(objectOf(properties)).map(([name, schema]) => {
    const found = name === "task" || name === "model" ? wordFor(name, schema, question) : null;
    // A schema that tells of nothing required has all of it filled.
    const isLeftOut = found === null && (mustHave ? !mustHave.includes(name) : name === "task" || name === "model");
    return isLeftOut ? [] : [[name, found ?? exampleOf(schema, question)]];
  });
  return { name: textOf(called.name), arguments: JSON.stringify(Object.fromEntries(values.flat())) };
}

/** What the question says of a task or a model, as the schema takes it. */
function wordFor(name: "task" | "model", schema: unknown, question: string): string | null {
  if (name === "model") return modelId.exec(question)?.[0] ?? null;
  const { enum: choices } = objectOf(schema);
  const found = taskWords.filter(([asked]) => asked.test(question)).map(([, task]) => task);
  return found.find((task) => !Array.isArray(choices) || choices.includes(task)) ?? null;
}
