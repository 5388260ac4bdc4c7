import { type Answer, jsonAnswer } from "../answer.ts";
import { countWords } from "../open-ai/conversation.ts";
import { embed } from "../open-ai/embeddings.ts";
import type { JsonObject } from "../open-ai/json.ts";
import type { OllamaModel } from "./model.ts";

const usualLength = 32;

/** `POST /api/embed`. */
export function answerEmbeddings({ name, capabilities = [] }: OllamaModel, { input, dimensions }: JsonObject): Answer {
  if (!capabilities.includes("embedding")) return jsonAnswer({ error: "this model does not support embeddings" }, 501);
  const texts = (Array.isArray(input) ? input : [input]).filter((each) => typeof each === "string");
  const length = typeof dimensions === "number" ? dimensions : usualLength;
  return jsonAnswer({
    model: name,
    embeddings: texts.map((text) => embed(text, length)),
    total_duration: 14_143_917,
    load_duration: 1_019_500,
    prompt_eval_count: countWords(texts.join(" ")),
  });
}
