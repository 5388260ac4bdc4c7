import { type Configuration, configurationSchemaVersion, type TaskConfiguration } from "../domain/configuration.ts";
import { intentsOf } from "../domain/intents.ts";
import { chatInterface } from "../domain/route.ts";
import { type TaskName, taskNames } from "../domain/task.ts";

interface Seed {
  model: string;
  interface: string;
}

const chat = (model: string): Seed => ({ model, interface: chatInterface });

/**
 * One well-known model a task, so that there is something to read before the first update. They were served on
 * Hugging Face in 2026; nothing here was checked since, and the entries say so.
 */
const seeds: Record<TaskName, Seed> = {
  conversational: chat("openai/gpt-oss-120b"),
  "text-generation": chat("openai/gpt-oss-120b"),
  "code-generation": chat("Qwen/Qwen3-Coder-480B-A35B-Instruct"),
  "question-answering": { model: "deepset/roberta-base-squad2", interface: "question-answering" },
  summarization: { model: "facebook/bart-large-cnn", interface: "summarization" },
  translation: chat("Qwen/Qwen3-32B"),
  "text2text-generation": chat("Qwen/Qwen3-32B"),
  "fill-mask": { model: "FacebookAI/xlm-roberta-base", interface: "fill-mask" },
  "feature-extraction": { model: "BAAI/bge-m3", interface: "sentence-similarity" },
  "text-classification": {
    model: "cardiffnlp/twitter-roberta-base-sentiment-latest",
    interface: "text-classification",
  },
  "zero-shot-classification": { model: "facebook/bart-large-mnli", interface: "zero-shot-classification" },
  "token-classification": { model: "dslim/bert-base-NER", interface: "token-classification" },
  "image-text-to-text": chat("Qwen/Qwen3-VL-30B-A3B-Instruct"),
  "text-to-image": { model: "black-forest-labs/FLUX.1-schnell", interface: "text-to-image" },
  "text-to-video": { model: "Wan-AI/Wan2.1-T2V-14B", interface: "text-to-video" },
  "automatic-speech-recognition": { model: "openai/whisper-large-v3", interface: "automatic-speech-recognition" },
  "text-to-speech": { model: "hexgrad/Kokoro-82M", interface: "text-to-speech" },
};

export const seedReason = "Built in: a start to read from until the first update. It was not checked.";

/** The configuration of a first start. `tasks` are those that the policy has turned on; `now` is ISO 8601. */
export function seedConfiguration(tasks: readonly TaskName[], now: string): Configuration {
  const entries = tasks.map((task): [string, TaskConfiguration] => {
    const { model, interface: spoken } = seeds[task];
    const route = { provider: "huggingface", model, version: null, host: null, interface: spoken };
    const primary = { ...route, score: null, origin: "seed" as const, verifiedAt: null };
    return [task, { primary, fallbacks: [], trial: null, since: now, reason: seedReason }];
  });
  return {
    $schema: "./models.schema.json",
    schemaVersion: configurationSchemaVersion,
    revision: 0,
    generatedAt: now,
    tasks: Object.fromEntries(entries),
    intents: intentsOf(taskNames),
  };
}
