import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import type { Knowledge } from "../../domain/knowledge.ts";
import { type Coefficients, coefficients } from "./coefficients.ts";
import type { NameFacts } from "./name-facts.ts";

/** Where a size was read. */
export type SizeSource = "told" | "base" | "name" | "price" | "unknown";

export interface ModelSize {
  /** The binary logarithm of billions of weights; of a mixture of experts, between all of them and those at work. */
  log2Billions: number;
  /** Standard deviation of it: 0 where it is known. */
  deviation: number;
  source: SizeSource;
  /** In billions; null where they are not known. */
  total: number | null;
  active: number | null;
}

/** Sizes outside are errors of a record, or of a reading: nobody serves a model of 5,000 weights, or of 100 trillion. */
const [leastBillions, mostBillions] = [0.0005, 20_000];
/** A copy of a model with fewer bits is often counted in packed words: then the name, or its base, is nearer the truth. */
const packedShare = 0.6;
/** Whatever the copy, nobody names a model so many times larger than it is: what is told is an error, or of a part. */
const contradictedShare = 0.1;
/** A name's size is rounded, and may be that of the part at work. */
const nameDeviation = 0.2;

function plausible(billions: number | null): number | null {
  return billions !== null && billions >= leastBillions && billions <= mostBillions ? billions : null;
}

interface Told {
  total: number | null;
  source: "told" | "base" | "name";
}

function baseBillions({ provider, lineage }: Candidate, knowledge: Knowledge): number | null {
  const [base] = lineage?.bases ?? [];
  const parameters = base === undefined ? null : (knowledge.past({ provider, model: base })?.parameters ?? null);
  return plausible(parameters === null ? null : parameters / 1e9);
}

/** The total: as the source tells it, as its base's is known, or as the name has it. */
function totalOf(candidate: Candidate, name: NameFacts, knowledge: Knowledge): Told {
  const told = plausible(candidate.parameters === null ? null : candidate.parameters / 1e9);
  const named = plausible(name.totalBillions);
  const isCopy = name.bits !== null || candidate.lineage?.relation === "quantized";
  // A model that tells its size is not looked up: this runs for every model that is listed.
  if (told !== null && named === null && !isCopy) return { total: told, source: "told" };
  const base = named === null ? baseBillions(candidate, knowledge) : null;
  const other = named ?? base;
  const isToldWrong = told !== null && other !== null && told < other * (isCopy ? packedShare : contradictedShare);
  if (told !== null && !isToldWrong) return { total: told, source: "told" };
  return { total: other, source: named === null ? "base" : "name" };
}

/** What the dearest of the routes asks a million output tokens, in USD micros; null where none tells a price. */
function outputPriceOf(routes: readonly ServedRoute[]): number | null {
  let dearest: number | null = null;
  for (const { outputPrice } of routes) {
    if (outputPrice !== null && outputPrice > 0 && (dearest === null || outputPrice > dearest)) dearest = outputPrice;
  }
  return dearest;
}

/** How sizes that nothing tells are guessed. */
export type SizeGuesses = Pick<Coefficients, "sizeFromPrice" | "typicalSize">;

/** The market knows what a model costs to run: where nothing else tells a size, its price says a little. */
function sizeFromPrice(
  routes: readonly ServedRoute[],
  { intercept, perDoubling, deviation, least, most }: SizeGuesses["sizeFromPrice"],
): ModelSize | null {
  const price = outputPriceOf(routes);
  if (price === null) return null;
  const usd = Math.min(most, Math.max(least, price / 1e6));
  return {
    log2Billions: intercept + perDoubling * Math.log2(usd),
    deviation,
    source: "price",
    total: null,
    active: null,
  };
}

/**
 * How much the weights at work count against all of them. The data tells only that both matter: from 0.2 to 0.7 the fits
 * are alike.
 */
const activeShare = 0.3;

/**
 * What size gives: 0 for a billion weights, 1 for endlessly many, each doubling giving less than the one before. The
 * exponent is of the order of the scaling laws of language models (Hoffmann et al. 2022: 0.34 for weights), and fits
 * families that were held out better than equal steps do.
 */
const sizeExponent = 0.25;

export function sizeGain(log2Billions: number): number {
  return 1 - 2 ** (-sizeExponent * log2Billions);
}

/** How much the gain changes with a doubling, at a size. */
export function gainPerDoubling(log2Billions: number): number {
  return Math.LN2 * sizeExponent * 2 ** (-sizeExponent * log2Billions);
}

export interface SizeSources {
  name: NameFacts;
  knowledge: Knowledge;
  /** Those that are in use, unless they are only being fitted. */
  guesses?: SizeGuesses | undefined;
}

/** How large a model is, with how sure that is. What nothing tells is as large as served models usually are. */
export function sizeOf(candidate: Candidate, { name, knowledge, guesses = coefficients }: SizeSources): ModelSize {
  const { total, source } = totalOf(candidate, name, knowledge);
  if (total === null) {
    const { mean, deviation } = guesses.typicalSize;
    const priced = sizeFromPrice(candidate.routes, guesses.sizeFromPrice);
    return priced ?? { log2Billions: mean, deviation, source: "unknown", total: null, active: null };
  }
  const active = Math.min(total, plausible(name.activeBillions) ?? total);
  const log2Billions = (1 - activeShare) * Math.log2(total) + activeShare * Math.log2(active);
  return { log2Billions, deviation: source === "name" ? nameDeviation : 0, source, total, active };
}
