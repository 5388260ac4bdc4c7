import { type Lookup, lookupKey } from "../../domain/task.ts";
import type { ReplicateInterface } from "./suitability.ts";

/** Where the models of one listing are found, and how they then serve. */
export interface LookupSource {
  /** The slug of a collection that Replicate's staff keeps (`GET /collections`, https://replicate.com/collections). */
  collection: string;
  /** Words for the search. */
  query: string;
  interface: ReplicateInterface;
}

const languageModels: LookupSource = {
  collection: "language-models",
  query: "large language model",
  interface: "chat",
};
const embeddingModels: LookupSource = {
  collection: "embedding-models",
  query: "text embedding",
  interface: "feature-extraction",
};

const sources: Readonly<Record<string, LookupSource>> = {
  "tag:conversational": languageModels,
  "pipeline:text-generation": languageModels,
  "pipeline:feature-extraction": embeddingModels,
  "pipeline:sentence-similarity": embeddingModels,
  "pipeline:image-text-to-text": {
    collection: "vision-models",
    query: "vision language model",
    interface: "image-text-to-text",
  },
  "pipeline:text-to-image": { collection: "text-to-image", query: "text to image", interface: "text-to-image" },
  "pipeline:text-to-video": { collection: "text-to-video", query: "text to video", interface: "text-to-video" },
  "pipeline:text-to-speech": { collection: "text-to-speech", query: "text to speech", interface: "text-to-speech" },
  "pipeline:automatic-speech-recognition": {
    collection: "speech-to-text",
    query: "speech to text",
    interface: "automatic-speech-recognition",
  },
};

/** Where Replicate has models for a listing; null where it has none. */
export function sourceOf(lookup: Lookup): LookupSource | null {
  const key = lookupKey(lookup);
  return Object.hasOwn(sources, key) ? (sources[key] ?? null) : null;
}
