import type { Candidate } from "../../domain/candidate.ts";
import type { Knowledge } from "../../domain/knowledge.ts";
import { type GenerationBook, generationOf } from "./generation.ts";

/** How old the knowledge in a model is. */
export interface ModelAge {
  /** In years of 365.25 days, at least 0. */
  years: number;
  /** Standard deviation of it. */
  deviation: number;
  /** What it was taken from. */
  source: "told" | "base" | "generation" | "unknown";
}

const yearMs = 365.25 * 86_400_000;
/** What is served and tells no date is a year old, give or take one: so are those that tell one. */
const typicalYears = 1;
const typicalDeviation = 1;
/** The models of a generation come within months. */
const generationDeviation = 0.25;
/** Of the time between a model and what others made of it, so much counts as progress; and no more than half a year. */
const fineTuneShare = 0.5;
const fineTuneMostYears = 0.5;
/** Where the base is not known, a copy may be of anything that came before it. */
const unknownBaseYears = 0.4;

function yearsAt(moment: number, now: number): number {
  return Math.max(0, (now - moment) / yearMs);
}

/** The first models of the kind are of 2012: dates before are a clock's zero, or an error. Unknown, that is. */
const earliestMoment = Date.UTC(2012, 0, 1);

function plausible(moment: number | null | undefined): number | null {
  return typeof moment === "number" && moment >= earliestMoment ? moment : null;
}

function baseCreatedAt({ provider, lineage }: Candidate, knowledge: Knowledge): number | null {
  const [base] = lineage?.bases ?? [];
  return base === undefined ? null : plausible(knowledge.past({ provider, model: base })?.createdAt);
}

/** A copy is as old as what was copied; what was taught on top of it, a little younger. */
function ageOfDerived(own: ModelAge, candidate: Candidate, base: number | null, now: number): ModelAge {
  const isCopy = candidate.lineage?.relation === "quantized";
  if (base === null) {
    // An owner's own instruct model is a fine-tune of the owner's base of the same day.
    if (!isCopy) return own;
    return { ...own, years: own.years + unknownBaseYears, deviation: Math.hypot(own.deviation, unknownBaseYears) };
  }
  // What tells no date of its own is taken for as old as its base, and what was taught on top of it for hardly younger.
  const ownYears = own.source === "unknown" ? 0 : own.years;
  const baseYears = Math.max(ownYears, yearsAt(base, now));
  if (isCopy) return { years: baseYears, deviation: 0, source: "base" };
  if (own.source === "unknown") return { years: baseYears, deviation: fineTuneMostYears, source: "base" };
  const gained = Math.min(fineTuneMostYears, (baseYears - own.years) * fineTuneShare);
  return { years: baseYears - gained, deviation: own.deviation, source: "base" };
}

/**
 * The age that the candidate tells. What its owner has made anew of a generation that had a successor by then is as old
 * as that successor's arrival; and of what tells no date, the generation may: Qwen3.5 is Qwen3.5 wherever it runs.
 */
function ownAge(candidate: Candidate, generations: GenerationBook, now: number): ModelAge {
  const createdAt = plausible(candidate.createdAt);
  const generation = generationOf(candidate.model);
  if (createdAt === null) {
    const arrived = generation && generations.arrivedAt(generation);
    return arrived
      ? { years: yearsAt(arrived, now), deviation: generationDeviation, source: "generation" }
      : { years: typicalYears, deviation: typicalDeviation, source: "unknown" };
  }
  const succeeded = generation && generations.succeededAt(candidate, generation);
  return succeeded !== null && succeeded < createdAt
    ? { years: yearsAt(succeeded, now), deviation: 0, source: "generation" }
    : { years: yearsAt(createdAt, now), deviation: 0, source: "told" };
}

/** Where an age is looked up besides the candidate itself. */
export interface AgeSources {
  knowledge: Knowledge;
  generations: GenerationBook;
  /** Milliseconds since the epoch. */
  now: number;
}

/** How old a candidate is: as old as its base where it was made from another. */
export function ageOf(candidate: Candidate, { knowledge, generations, now }: AgeSources): ModelAge {
  const own = ownAge(candidate, generations, now);
  return candidate.lineage === null ? own : ageOfDerived(own, candidate, baseCreatedAt(candidate, knowledge), now);
}
