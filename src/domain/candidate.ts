/** What a host says of a route. Anything but `live` is not chosen. */
export type RouteStatus = "live" | "staging" | "error" | "unknown";

/** A way to reach a candidate, with what its host says of it. A fact that is null is unknown: never 0, never free. */
export interface ServedRoute {
  host: string | null;
  version: string | null;
  /** `chat`, or the pipeline's name. */
  interface: string;
  status: RouteStatus;
  /** The host serves the model as an adapter on a base model of its own choosing (a `tag-filter` mapping). */
  isAdapter: boolean;
  /** USD micros per million tokens. */
  inputPrice: number | null;
  /** USD micros per million tokens. */
  outputPrice: number | null;
  /** Costs nothing on the provider's free tier. */
  isFree: boolean | null;
  /** Tokens. */
  contextLength: number | null;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  supportsTools: boolean | null;
  /** Takes pictures beside text. */
  supportsVision: boolean | null;
}

/** One published result of a model on a benchmark, on the scale on which it was published. */
export interface BenchmarkResult {
  /** The benchmark's dataset id ("TIGER-Lab/MMLU-Pro"), or a metric of a model card ("wer"). */
  benchmark: string;
  value: number;
  /** Where it was read: the model's own record, an official leaderboard, or the older model card index. */
  origin: "record" | "leaderboard" | "model-card";
  /** Somebody other than the author has checked it. */
  isVerified: boolean;
  /** The model had tools at hand, as the result's notes say: it is not comparable with the others. */
  isAssisted?: boolean;
  /** The pipeline that a model card says the result is for; null elsewhere. */
  pipeline: string | null;
}

/** How a model was made from others, in the Hub's words. */
export const lineageRelations = ["quantized", "finetune", "adapter", "merge"] as const;
export type LineageRelation = (typeof lineageRelations)[number];

/** What a model was made from, as its source says; nobody has checked it. */
export interface Lineage {
  relation: LineageRelation;
  /** The ids of the models that it was made from, at least one. */
  bases: readonly string[];
}

/** A model as a provider lists it. A fact that is null is unknown. */
export interface Candidate {
  provider: string;
  model: string;
  pipelineTag: string | null;
  tags: readonly string[];
  /** Milliseconds since the epoch. */
  createdAt: number | null;
  /** When its source listed it, by the source's own clock; absent where that does not tell it. Milliseconds. */
  seenAt?: number;
  /** In the last 30 days. */
  downloads: number | null;
  likes: number | null;
  /** The licence's id in lower case ("apache-2.0"). */
  licence: string | null;
  isGated: boolean | null;
  isDisabled: boolean | null;
  parameters: number | null;
  /** Null where it was made from no other, or its source does not say. */
  lineage: Lineage | null;
  /** As the source names it ("llama"); never guessed from the model's name. */
  family: string | null;
  /** "Q4_K_M"; null where it is unknown or the model is whole. */
  quantization: string | null;
  /** It runs on machines of the user's own. */
  isLocal: boolean;
  /** Whoever runs the source has chosen the model, so that rules on licence, consent, age and downloads do not apply. */
  isTrusted: boolean;
  benchmarks: readonly BenchmarkResult[];
  routes: readonly ServedRoute[];
}
