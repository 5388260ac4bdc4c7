import { type Answer, jsonAnswer } from "../answer.ts";
import { countWords } from "../open-ai/conversation.ts";
import { vectorsFor } from "../open-ai/embeddings.ts";
import type { JsonObject } from "../open-ai/json.ts";
import type { AskedModel } from "./chat.ts";

/** `POST /api/embed`. */
export function answerEmbeddings({ model, mind }: AskedModel, { input, dimensions }: JsonObject): Answer {
  const { name, capabilities = [] } = model;
  if (!capabilities.includes("embedding")) return jsonAnswer({ error: "this model does not support embeddings" }, 501);
  const texts = (Array.isArray(input) ? input : [input]).filter((each) => typeof each === "string");
  return jsonAnswer({
    model: name,
    embeddings: vectorsFor(mind, texts, typeof dimensions === "number" ? dimensions : undefined),
    total_duration: 14_143_917,
    load_duration: 1_019_500,
    prompt_eval_count: countWords(texts.join(" ")),
  });
}
