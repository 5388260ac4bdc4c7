import { z } from "zod";
import type { EmbeddingInput } from "../../domain/input.ts";
import { modelNameSchema, personOf } from "./names.ts";
import { parseBody } from "./parse-body.ts";

/** As many as OpenAI takes in a request. https://platform.openai.com/docs/api-reference/embeddings/create */
const mostTexts = 2_048;

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isInput(value: unknown): value is string | string[] {
  if (!Array.isArray(value)) return isText(value);
  return value.length > 0 && value.length <= mostTexts && value.every(isText);
}

const embeddingRequestSchema = z.object({
  model: modelNameSchema("task:feature-extraction"),
  input: z.custom<string | string[]>(isInput, {
    error: `expected a text, or a list of 1 to ${mostTexts} texts, none of them empty; tokens are not taken, for each model has its own`,
  }),
  encoding_format: z.enum(["float", "base64"], { error: 'expected "float" or "base64"' }).nullish(),
  dimensions: z.int().min(1).nullish(),
  user: z.string().nullish(),
});

/** A request for vectors. */
export interface EmbeddingRequest {
  model: string;
  input: EmbeddingInput;
  encoding: "float" | "base64";
  /** Who asks, as it is recorded; null where the caller does not name the person. */
  person: string | null;
}

/** Reads a body of `POST /v1/embeddings`. @throws RequestRefused */
export function parseEmbeddingRequest(body: string): EmbeddingRequest {
  const { model, input, encoding_format, dimensions, user } = parseBody(body, embeddingRequestSchema);
  const texts = typeof input === "string" ? [input] : input;
  return {
    model,
    input: { kind: "embedding", texts, dimensions: dimensions ?? null },
    encoding: encoding_format ?? "float",
    person: personOf(user),
  };
}
