import { UsageError } from "../domain/errors.ts";
import { isHubModelId } from "../domain/model-id.ts";
import type { ModelIdentity } from "../domain/route.ts";
import { isTaskName, type TaskName, taskNames } from "../domain/task.ts";

/** Throws a `UsageError` that lists the tasks. */
export function parseTask(text: string): TaskName {
  if (isTaskName(text)) return text;
  throw new UsageError(`There is no task "${text}". The tasks are: ${taskNames.join(", ")}.`);
}

/** Collects a repeated `--task`. */
export function collectTask(text: string, earlier: readonly TaskName[] = []): TaskName[] {
  return [...earlier, parseTask(text)];
}

/** Collects a repeated option. */
export function collectText(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text];
}

/** Parses USD per million tokens; answers USD micros. */
export function parsePrice(text: string): number {
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(text)) {
    throw new UsageError(`--maximum-price takes USD per million output tokens, such as 0.5, but it is "${text}".`);
  }
  return Math.round(Number(text) * 1_000_000);
}

/** Parses a whole number of at least 1; `name` is the option. */
export function countOf(name: string): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < 1) {
      throw new UsageError(`${name} takes a whole number from 1, but it is "${text}".`);
    }
    return Number(text);
  };
}

/** A model id as the Hub writes it, with its owner. */
export function parseModel(text: string, provider: string): ModelIdentity {
  if (provider === "huggingface" && !isHubModelId(text)) {
    throw new UsageError(
      `"${text}" is not a model id of Hugging Face: it is OWNER/NAME, such as Qwen/Qwen3-32B. Another provider's model needs --provider, such as --provider ollama.`,
    );
  }
  return { provider, model: text };
}
