import mime from "mime";
import {
  amountOrNull,
  booleanOrNull,
  momentOrNull,
  recordOrNull,
  roundedOrNull,
  textOrNull,
  textsIn,
} from "../../shared/foreign-json.ts";
import { modelIdOrNull, wordOrNull } from "./identifiers.ts";
import { licenceOfAddress } from "./licence.ts";
import { type ModelForm, readModelForm } from "./model-form.ts";

/** A model's record. */
export interface ModelRecord {
  /** "owner/name". */
  id: string;
  /** Official models are called by their name alone, and keep their form over their versions. */
  isOfficial: boolean;
  /** The latest; null where there is none, or none is told. */
  version: string | null;
  /** Null where the record holds no schema. */
  form: ModelForm | null;
  isPublic: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number | null;
  licence: string | null;
  /** What its example came out as: "image", "video", "audio"; null where that cannot be told. */
  exampleKind: string | null;
  tags: readonly string[];
  /** The SKU of what it runs on, where the record names it. */
  hardware: string | null;
}

function firstText(value: unknown): string | null {
  return Array.isArray(value) ? firstText(value[0]) : textOrNull(value);
}

function exampleKindOf(example: unknown): string | null {
  const output = firstText(recordOrNull(example)?.output);
  if (output === null || !URL.canParse(output)) return null;
  const kind = mime.getType(new URL(output).pathname)?.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : null;
}

/** Reads a model of a listing or by itself; null where it has no proper id. `tags` come from a search. */
export function readModel(data: unknown, tags: unknown = []): ModelRecord | null {
  const record = recordOrNull(data);
  const id = modelIdOrNull(record?.owner, record?.name);
  if (record === null || id === null) return null;
  const latest = recordOrNull(record.latest_version);
  return {
    id,
    isOfficial: booleanOrNull(record.is_official) ?? false,
    version: wordOrNull(latest?.id),
    form: readModelForm(latest?.openapi_schema),
    isPublic: record.visibility !== "private",
    createdAt: momentOrNull(record.created_at) ?? momentOrNull(latest?.created_at),
    licence: licenceOfAddress(record.license_url),
    exampleKind: exampleKindOf(record.default_example),
    tags: textsIn(tags),
    hardware: wordOrNull(record.hardware),
  };
}

/** `running` while it waits, starts or runs. */
export type PredictionStatus = "running" | "succeeded" | "failed" | "canceled" | "aborted";

export interface PredictionMetrics {
  inputTokens: number | null;
  outputTokens: number | null;
  tokensPerSecond: number | null;
  /** Seconds of hardware. */
  predictSeconds: number | null;
}

export interface Prediction {
  id: string;
  status: PredictionStatus;
  output: unknown;
  /** As the model or Replicate worded it. */
  error: string | null;
  /** Where its output can be read as it comes; null where the model does not stream. */
  streamUrl: string | null;
  metrics: PredictionMetrics;
}

const endings = ["succeeded", "failed", "canceled", "aborted"] as const;

/** Reads a prediction; null where it is none. A status that is not known counts as still running. */
export function readPrediction(data: unknown): Prediction | null {
  const record = recordOrNull(data);
  const id = wordOrNull(record?.id);
  if (record === null || id === null || textOrNull(record.status) === null) return null;
  const metrics = recordOrNull(record.metrics);
  const streamUrl = textOrNull(recordOrNull(record.urls)?.stream);
  return {
    id,
    status: endings.find((each) => each === record.status) ?? "running",
    output: record.output ?? null,
    error: textOrNull(record.error),
    streamUrl: streamUrl !== null && URL.canParse(streamUrl) ? streamUrl : null,
    metrics: {
      inputTokens: roundedOrNull(metrics?.input_token_count),
      outputTokens: roundedOrNull(metrics?.output_token_count),
      tokensPerSecond: amountOrNull(metrics?.tokens_per_second),
      predictSeconds: amountOrNull(metrics?.predict_time),
    },
  };
}
