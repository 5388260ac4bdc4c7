import type { Candidate } from "../../domain/candidate.ts";
import type { Knowledge } from "../../domain/knowledge.ts";

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
/** Of the time between a model and what others made of it, so much counts as progress; and no more than half a year. */
const fineTuneShare = 0.5;
const fineTuneMostYears = 0.5;
/** Where the base is not known, a copy may be of anything that came before it. */
const unknownBaseYears = 0.4;

function yearsAt(moment: number, now: number): number {
  return Math.max(0, (now - moment) / yearMs);
}

function baseCreatedAt({ provider, lineage }: Candidate, knowledge: Knowledge): number | null {
  const [base] = lineage?.bases ?? [];
  return (base !== undefined && knowledge.past({ provider, model: base })?.createdAt) || null;
}

/** A copy is as old as what was copied; what was taught on top of it, a little younger. */
function ageOfDerived(own: ModelAge, candidate: Candidate, base: number | null, now: number): ModelAge {
  const isCopy = candidate.lineage?.relation === "quantized";
  if (base === null) {
    // An owner's own instruct model is a fine-tune of the owner's base of the same day.
    return isCopy ? { ...own, years: own.years + unknownBaseYears, deviation: unknownBaseYears } : own;
  }
  const baseYears = Math.max(own.years, yearsAt(base, now));
  const gained = isCopy ? 0 : Math.min(fineTuneMostYears, (baseYears - own.years) * fineTuneShare);
  return { years: baseYears - gained, deviation: own.deviation, source: "base" };
}

/** How old a candidate is at `now` (milliseconds since the epoch): its base's age where it was made from another. */
export function ageOf(candidate: Candidate, knowledge: Knowledge, now: number): ModelAge {
  const { createdAt } = candidate;
  const own: ModelAge =
    createdAt === null
      ? { years: typicalYears, deviation: typicalDeviation, source: "unknown" }
      : { years: yearsAt(createdAt, now), deviation: 0, source: "told" };
  return candidate.lineage === null ? own : ageOfDerived(own, candidate, baseCreatedAt(candidate, knowledge), now);
}
