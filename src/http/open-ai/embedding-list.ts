import type { CallUsage } from "../../domain/answer.ts";

type Vector = readonly number[];

/** OpenAI's `base64`: 32-bit floats, the least significant byte first, whatever the machine's own order. */
function base64Of(vector: Vector): string {
  const bytes = Buffer.allocUnsafe(vector.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [place, value] of vector.entries()) bytes.writeFloatLE(value, place * Float32Array.BYTES_PER_ELEMENT);
  return bytes.toString("base64");
}

/** Vectors as OpenAI's list of embeddings. https://platform.openai.com/docs/api-reference/embeddings/object */
export function embeddingList(options: {
  vectors: readonly Vector[];
  encoding: "float" | "base64";
  model: string;
  usage: CallUsage | null;
}): Record<string, unknown> {
  const { vectors, encoding, model, usage } = options;
  const data = vectors.map((vector, index) => ({
    object: "embedding",
    index,
    embedding: encoding === "base64" ? base64Of(vector) : vector,
  }));
  const tokens = usage?.inputTokens ?? null;
  return {
    object: "list",
    data,
    model,
    ...(tokens !== null && { usage: { prompt_tokens: tokens, total_tokens: tokens } }),
  };
}
