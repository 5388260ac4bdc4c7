import type { listModels } from "@huggingface/hub";

type ListedField = NonNullable<NonNullable<Parameters<typeof listModels>[0]>["additionalFields"]>[number];

/**
 * What a listing asks for by `expand` besides what the Hub's client asks for by itself. The client does not name
 * `evalResults`, `baseModels` and `gguf`, but sends and returns any field that it is asked for.
 */
export const additionalFields = [
  "createdAt",
  "disabled",
  "safetensors",
  "inferenceProviderMapping",
  "tags",
  "model-index",
  "evalResults",
  "baseModels",
  "gguf",
] as ListedField[];

/** All that is read of a model's record, by the names that the Hub itself uses. */
export const recordFields: readonly string[] = ["pipeline_tag", "gated", "downloads", "likes", ...additionalFields];

/**
 * Without these a record is of no use: nobody could say by whom a model is served, and whether its author or the Hub
 * keeps people from using it. A fact that was not asked for must not pass for a harmless one.
 */
export const indispensableFields: ReadonlySet<string> = new Set([
  "inferenceProviderMapping",
  "tags",
  "gated",
  "disabled",
]);
