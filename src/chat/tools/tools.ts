import { UserFacingError } from "../../domain/errors.ts";
import { isTaskName, type TaskName, taskNames } from "../../domain/task.ts";
import type { ToolCall } from "../../routing/whole-answer.ts";
import { recordOrNull, textOrNull } from "../../shared/foreign-json.ts";
import type { Registry } from "../registry.ts";

/** A tool as chat models are offered it, in the shape of OpenAI's chat completions. */
interface Tool {
  description: string;
  /** JSON schemas of its arguments, by their names. */
  parameters: Readonly<Record<string, object>>;
  required: readonly string[];
  /** What goes back to the model, as JSON. `words` are what the model has given. */
  run(registry: Registry, words: ToolWords, signal: AbortSignal): unknown;
}

interface ToolWords {
  task: TaskName | null;
  model: string;
}

const task = { type: "string", enum: taskNames, description: "What is to be done." };

const tools = {
  current_models: {
    description:
      "The AI models that serve each task now, with their scores (0 to 100), since when, and why they were chosen.",
    parameters: { task },
    required: [],
    run: (registry, words) => registry.current(words.task),
  },
  ranking: {
    description: "The best models on the market for a task now, with their scores (0 to 100).",
    parameters: { task },
    required: ["task"],
    run: async (registry, words, signal) =>
      words.task === null ? { error: "Name one of the tasks." } : await registry.ranking(words.task, signal),
  },
  model_facts: {
    description: "What is known of one model: licence, size, hosts, prices (USD micros per million tokens), context.",
    parameters: { model: { type: "string", description: "The model's id, such as zai-org/GLM-5." } },
    required: ["model"],
    run: async (registry, words, signal) =>
      (await registry.model(words.model, signal)) ?? { error: "No source knows this model." },
  },
  recent_changes: {
    description: "Which models were put in the place of others lately, newest first, and why.",
    parameters: {},
    required: [],
    run: (registry) => registry.changes(),
  },
} as const satisfies Record<string, Tool>;

/** As a request's `tools`. */
export const offeredTools: readonly object[] = Object.entries<Tool>(tools).map(
  ([name, { description, parameters, required }]) => ({
    type: "function",
    function: { name, description, parameters: { type: "object", properties: parameters, required } },
  }),
);

/** Characters of a result; more would cost more than it tells. */
const longestResult = 6_000;

/** What a model writes there is its own invention until it has been looked at. */
function readWords(json: string): ToolWords {
  let given: ReturnType<typeof recordOrNull> = null;
  try {
    given = recordOrNull(JSON.parse(json === "" ? "{}" : json));
  } catch {
    // As if it had given nothing.
  }
  const name = textOrNull(given?.task) ?? "";
  return { task: isTaskName(name) ? name : null, model: (textOrNull(given?.model) ?? "").slice(0, 200) };
}

/** Does what a model asks for, and answers what it is told, as JSON text. Rejects with the signal's reason alone. */
export async function runTool(
  call: Pick<ToolCall, "name" | "arguments">,
  { registry, signal }: { registry: Registry; signal: AbortSignal },
): Promise<string> {
  const tool = Object.hasOwn(tools, call.name) ? (tools[call.name as keyof typeof tools] as Tool) : null;
  if (tool === null) return JSON.stringify({ error: "There is no such tool." });
  try {
    return JSON.stringify(await tool.run(registry, readWords(call.arguments), signal)).slice(0, longestResult);
  } catch (error) {
    signal.throwIfAborted();
    // Sentences for people may be told; anything else stays here.
    const why = error instanceof UserFacingError ? error.message : "This cannot be looked up at the moment.";
    return JSON.stringify({ error: why });
  }
}
