import type { Candidate } from "../src/domain/candidate.ts";
import { nothingKnownBefore } from "../src/domain/knowledge.ts";
import type { ModelFeatures } from "../src/evaluation/ability/features.ts";
import { createFeatureReader } from "../src/evaluation/ability/features.ts";
import type { SizeGuesses } from "../src/evaluation/ability/model-size.ts";
import { ratingEpoch } from "../src/evaluation/ability/prior.ts";
import type { CalibrationModel } from "./table.ts";

/** A model of the table as the product sees it: a chat model on one host. */
export function toCandidate({ id, created, parameters, outputPrice, downloads, likes }: CalibrationModel): Candidate {
  return {
    provider: "huggingface",
    model: id,
    pipelineTag: "text-generation",
    tags: ["conversational"],
    createdAt: created === null ? null : Date.parse(created),
    downloads,
    likes,
    licence: "apache-2.0",
    isGated: false,
    isDisabled: false,
    parameters,
    lineage: null,
    family: null,
    quantization: null,
    isLocal: false,
    isTrusted: false,
    benchmarks: [],
    routes: [
      {
        host: "novita",
        version: null,
        interface: "chat",
        status: "live",
        isAdapter: false,
        inputPrice: null,
        outputPrice: outputPrice === null ? null : Math.round(outputPrice * 1e6),
        isFree: null,
        contextLength: null,
        firstTokenMs: null,
        tokensPerSecond: null,
        supportsTools: null,
        supportsVision: null,
      },
    ],
  };
}

const yearMs = 365.25 * 86_400_000;

/** What the product reads of a model, by guesses of sizes where these are only being fitted, with its creation in years since the epoch of the coefficients. */
export function featuresOf(model: CalibrationModel, guesses?: SizeGuesses): ModelFeatures & { year: number | null } {
  const features = createFeatureReader(nothingKnownBefore, ratingEpoch, guesses)(toCandidate(model));
  return { ...features, year: model.created === null ? null : (Date.parse(model.created) - ratingEpoch) / yearMs };
}
