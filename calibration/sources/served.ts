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

const createdSchema = z.record(z.string(), z.iso.date());

/** Dates of creation (ISO 8601) by the ids of models. */
export function readCreated(text: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(createdSchema.parse(JSON.parse(text))));
}

/** The chat models among the records, with the dates of their creation. */
export function readServed(text: string, created: ReadonlyMap<string, string>): ServedModel[] {
  return z
    .array(recordSchema)
    .parse(JSON.parse(text))
    .filter(({ pipeline_tag: pipeline, inferenceProviderMapping: mapping }) => {
      const isChat = mapping?.some(({ task }) => task === "conversational") ?? false;
      return isChat || pipeline === "text-generation" || pipeline === "image-text-to-text";
    })
    .map(({ id, downloads, likes, safetensors, inferenceProviderMapping }) => ({
      id,
      created: created.get(id) ?? null,
      parameters: safetensors?.total || null,
      outputPrice: cheapest(inferenceProviderMapping),
      downloads: downloads ?? null,
      likes: likes ?? null,
    }));
}
