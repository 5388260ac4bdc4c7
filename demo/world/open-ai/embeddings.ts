import { createHash } from "node:crypto";
import { type Answer, jsonAnswer } from "../answer.ts";
import { countWords } from "./conversation.ts";
import { openAiError } from "./error-answer.ts";
import type { JsonObject } from "./json.ts";

const usualLength = 32;

/** A vector of length 1 that depends on the text alone. */
export function embed(text: string, length: number = usualLength): number[] {
  const raw = Array.from({ length }, (_, index) => numberOf(`${index}:${text}`));
  const norm = Math.hypot(...raw);
  return raw.map((value) => value / norm);
}

/** `POST /v1/embeddings`, of a model that is served. */
export function answerEmbeddings(model: string, body: JsonObject): Answer {
  const texts = textsOf(body.input);
  if (!texts)
    return openAiError({ status: 400, message: "'input' must be a text or a list of texts.", param: "input" });
  const length = typeof body.dimensions === "number" ? body.dimensions : usualLength;
  const tokens = countWords(texts.join(" "));
  const data = texts.map((text, index) => ({
    object: "embedding",
    index,
    embedding: encoded(embed(text, length), body.encoding_format),
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

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readInt32BE(0) / 2 ** 31;
}
