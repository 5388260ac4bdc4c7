import { isHubModelId } from "../domain/model-id.ts";
import { isTaskName } from "../domain/task.ts";
import type { Policy } from "../policy.ts";

/** The provider that is meant where its models' ids are known to others too. */
export const hub = "huggingface";

/** A model as somebody has named it. */
export interface NamedModel {
  /** Null where nobody has said whose it is. */
  provider: string | null;
  model: string;
}

/** Whatever sources call their models: "Qwen/Qwen3-32B", "llama3.2:3b", "hf.co/owner/model:Q4_K_M", "@cf/meta/llama-3". */
const anyId = /^[\w@/][\w.:@+/-]{0,199}$/;
const hubPage = /^(?:https?:\/\/)?(?:www\.)?huggingface\.co\//;

function namedModel(provider: string | null, model: string): NamedModel | null {
  const isPossible = provider === hub ? isHubModelId(model) : anyId.test(model);
  return isPossible ? { provider, model } : null;
}

/**
 * The model that somebody has typed: its id, PROVIDER:MODEL with a provider that the policy declares, or its address on
 * the Hub; null where it cannot be one.
 */
export function readModelName(text: string, { providers }: Pick<Policy, "providers">): NamedModel | null {
  const trimmed = text.replace(/[/?#]+$/, "");
  if (hubPage.test(trimmed))
    return namedModel(Object.hasOwn(providers, hub) ? hub : null, trimmed.replace(hubPage, ""));
  const colon = trimmed.indexOf(":");
  const provider = trimmed.slice(0, Math.max(colon, 0));
  return Object.hasOwn(providers, provider)
    ? namedModel(provider, trimmed.slice(colon + 1))
    : namedModel(null, trimmed);
}

/** How a model is named so that `readModelName` finds it where it is. */
export function modelName({ provider, model }: { provider: string; model: string }): string {
  return provider === hub ? model : `${provider}:${model}`;
}

/** Where the model stands among a command's words: what looks like an id, or else the first that is no task; -1: nowhere. */
export function placeOfModel(words: readonly string[]): number {
  const obvious = words.findIndex((word) => /[/:]/.test(word));
  if (obvious !== -1) return obvious;
  return words.findIndex((word) => !isTaskName(word.toLowerCase().replaceAll("_", "-")));
}
