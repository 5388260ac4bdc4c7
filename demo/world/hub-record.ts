/** One host's offer of a model, as the Hub lists it. Hosts leave out what they do not tell. */
export interface HubMapping {
  _id?: string;
  provider: string;
  providerId: string;
  status: string;
  task: string;
  type?: string;
  isModelAuthor?: boolean;
  adapter?: string;
  adapterWeightsPath?: string;
  features?: { structuredOutput?: boolean; toolCalling?: boolean };
  performance?: { requestLatencyMs?: number; firstTokenLatencyMs?: number; tokensPerSecond?: number };
  /** Prices are USD per million tokens. */
  providerDetails?: { context_length?: number; pricing?: { input?: number; output?: number } };
  previousStatus?: string;
}

/** One published result, as the Hub reads it from a model's own files. The scale is the author's. */
export interface HubEvaluation {
  filename: string;
  verified: boolean;
  pullRequest?: number;
  data: {
    dataset: { id: string; task_id: string; revision?: string };
    value: number;
    date?: string;
    source?: { url: string; name?: string; user?: string; org?: string };
    notes?: string;
  };
}

/** One entry of the older index of results in a model card. */
export interface HubModelCardIndex {
  name: string;
  results: {
    task: { type: string; name?: string };
    dataset: { name: string; type: string };
    metrics: { type: string; value: unknown; name?: string; verified?: boolean }[];
  }[];
}

/** A model's record as the Hub sends it. A field that is left out is not sent, or not known. */
export interface HubRecord {
  _id?: string;
  id: string;
  author?: string;
  private?: boolean;
  disabled?: boolean;
  gated?: false | "auto" | "manual";
  downloads?: number;
  downloadsAllTime?: number;
  likes?: number;
  trendingScore?: number;
  createdAt?: string;
  lastModified?: string;
  pipeline_tag?: string;
  library_name?: string;
  sha?: string;
  tags?: string[];
  cardData?: Record<string, unknown>;
  config?: Record<string, unknown>;
  safetensors?: { parameters?: Record<string, number>; total?: number };
  transformersInfo?: Record<string, string>;
  siblings?: { rfilename: string }[];
  baseModels?: { relation: string; models: { _id: string; id: string }[] };
  "model-index"?: HubModelCardIndex[] | null;
  evalResults?: HubEvaluation[];
  inferenceProviderMapping?: HubMapping[];
  [field: string]: unknown;
}

/** One row of an official benchmark's leaderboard. */
export interface LeaderboardRow {
  rank?: number;
  modelId: string;
  value: number;
  verified?: boolean;
  notes?: string;
  /** The model is made from another one: the Hub hides such rows unless it is asked for them. Not sent. */
  hasBaseModel?: boolean;
}

/** Rows by the dataset id of an official benchmark. */
export type Leaderboards = Readonly<Record<string, readonly LeaderboardRow[]>>;
