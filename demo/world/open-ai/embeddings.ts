import { type Answer, jsonAnswer } from "../answer.ts";
import { embed } from "../knowledge/meaning.ts";
import type { Mind } from "../knowledge/minds.ts";
import { countWords } from "./conversation.ts";
import { openAiError } from "./error-answer.ts";
import type { JsonObject } from "./json.ts";

/** So many that words seldom meet in one place of a vector by chance. */
export const usualLength = 256;

/**
 * One vector a text: near each other where words are the same, or where it is known that they mean the same. A model
 * that does not understand known texts takes the one for the other.
 */
export function vectorsFor(mind: Mind, texts: readonly string[], length?: number): number[][] {
  const recalled = mind.recall({ task: "feature-extraction", words: texts.join("\n") });
  const known = recalled?.known.vectors.map((vector) => [...vector]) ?? [];
  const isFitting = known.length === texts.length && (length === undefined || known[0]?.length === length);
  const vectors = isFitting && known.length > 0 ? known : texts.map((text) => embed(text, length ?? usualLength));
  if (recalled?.isRight !== false) return vectors;
  const [first = [], second = [], ...others] = vectors;
  return vectors.length < 3 ? vectors.toReversed() : [first, ...others, second];
}

/** `POST /v1/embeddings`, of a model that is served. */
export function answerEmbeddings(model: string, body: JsonObject, mind: Mind): Answer {
  const texts = textsOf(body.input);
  if (!texts)
    return openAiError({ status: 400, message: "'input' must be a text or a list of texts.", param: "input" });
  const vectors = vectorsFor(mind, texts, typeof body.dimensions === "number" ? body.dimensions : undefined);
  const tokens = countWords(texts.join(" "));
  const data = vectors.map((vector, index) => ({
    object: "embedding",
    index,
    embedding: encoded(vector, body.encoding_format),
  }));
  return jsonAnswer({ object: "list", data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

function textsOf(input: unknown): string[] | null {
  const list = Array.isArray(input) ? input : [input];
  return list.length > 0 && list.every((each) => typeof each === "string" && each !== "") ? list : null;
}

/** The official client asks for base64 of 32-bit numbers, the lowest byte first. */
function encoded(vector: number[], format: unknown): number[] | string {
  return format === "base64" ? Buffer.from(Float32Array.from(vector).buffer).toString("base64") : vector;
}
