import type { HubMapping, HubRecord } from "../world/hub-record.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Older than the policy's `minimumAgeDays`, for a model may not be chosen on the day it appears. */
const ageDays = 5;

/** Better than every real model's published results, so that it wins by more than the policy's margin. */
const results = [
  ["TIGER-Lab/MMLU-Pro", "mmlu_pro", 92],
  ["Idavidrein/gpqa", "gpqa_diamond", 94],
  ["cais/hle", "hle", 58],
  ["MathArena/aime_2026", "aime_2026", 99],
] as const;

/** A model that nobody has made, for the page to let it appear. No host serves it yet. */
export function newcomerRecord(now: number): HubRecord {
  const createdAt = new Date(now - ageDays * dayMs).toISOString();
  return {
    id: "modelvane-demo/Weathercock-1",
    author: "modelvane-demo",
    private: false,
    disabled: false,
    gated: false,
    downloads: 9_000_000,
    likes: 9_000,
    trendingScore: 500,
    createdAt,
    lastModified: createdAt,
    pipeline_tag: "text-generation",
    library_name: "transformers",
    tags: ["transformers", "safetensors", "text-generation", "conversational", "license:apache-2.0"],
    cardData: { license: "apache-2.0", pipeline_tag: "text-generation" },
    evalResults: results.map(([id, task, value]) => ({
      filename: `.eval_results/${task}.yaml`,
      verified: true,
      data: { dataset: { id, task_id: task }, value },
    })),
    inferenceProviderMapping: [],
  };
}

/** Who serves the newcomer once it has appeared. */
export function newcomerHosts(): HubMapping[] {
  return ["together", "fireworks-ai", "nscale"].map((provider) => ({
    provider,
    providerId: "weathercock-1",
    status: "live",
    task: "conversational",
    type: "single-model",
    features: { toolCalling: true, structuredOutput: true },
    performance: { firstTokenLatencyMs: 310, tokensPerSecond: 120 },
    providerDetails: { context_length: 1_048_576, pricing: { input: 0.2, output: 0.6 } },
  }));
}
