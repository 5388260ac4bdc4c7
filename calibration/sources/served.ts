import { z } from "zod";

const recordSchema = z.object({
  id: z.string(),
  pipeline_tag: z.string().nullish(),
  downloads: z.number().nullish(),
  likes: z.number().nullish(),
  safetensors: z.object({ total: z.number().nullish() }).nullish(),
  inferenceProviderMapping: z
    .array(
      z.object({
        task: z.string().nullish(),
        providerDetails: z.object({ pricing: z.object({ output: z.number().nullish() }).nullish() }).nullish(),
      }),
    )
    .nullish(),
});

/** A model of the Hub's listing of served ones. */
export interface ServedModel {
  id: string;
  created: string | null;
  parameters: number | null;
  outputPrice: number | null;
  downloads: number | null;
  likes: number | null;
}

function cheapest(mapping: z.infer<typeof recordSchema>["inferenceProviderMapping"]): number | null {
  const prices = (mapping ?? []).flatMap(({ providerDetails }) => providerDetails?.pricing?.output || []);
  return prices.length === 0 ? null : Math.min(...prices);
}

/** The chat models among the records, with the dates of their creation. */
export function readServed(texts: { records: string; created: string }): ServedModel[] {
  const created = z.record(z.string(), z.string()).parse(JSON.parse(texts.created));
  return z
    .array(recordSchema)
    .parse(JSON.parse(texts.records))
    .filter(({ pipeline_tag: pipeline, inferenceProviderMapping: mapping }) => {
      const isChat = mapping?.some(({ task }) => task === "conversational") ?? false;
      return isChat || pipeline === "text-generation" || pipeline === "image-text-to-text";
    })
    .map(({ id, downloads, likes, safetensors, inferenceProviderMapping }) => ({
      id,
      created: created[id] ?? null,
      parameters: safetensors?.total || null,
      outputPrice: cheapest(inferenceProviderMapping),
      downloads: downloads ?? null,
      likes: likes ?? null,
    }));
}
