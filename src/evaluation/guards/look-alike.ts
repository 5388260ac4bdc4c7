import { distance } from "fastest-levenshtein";
import type { OwnerFacts, SourceCensus } from "./census.ts";
import { formsOf } from "./names.ts";

const millisecondsPerDay = 86_400_000;
/** So many times the downloads make another owner the known one. */
const knownFactor = 100;
/** So many days make another owner much older. */
const olderDays = 365;
/** Owners are compared letter by letter with so many of the most used others: who imitates, imitates those. */
const mostCompared = 500;

/** Letters that may differ between names of such a length, for one to be mistaken for the other. */
function tolerance(length: number): number {
  if (length < 6) return 0;
  return length < 10 ? 1 : 2;
}

function isAlmost(a: string, b: string): boolean {
  const tolerated = tolerance(Math.min(a.length, b.length));
  if (tolerated === 0 || Math.abs(a.length - b.length) > tolerated) return false;
  return distance(a, b) <= tolerated;
}

function ageBetween(a: OwnerFacts, b: OwnerFacts): number {
  return a.oldest === null || b.oldest === null ? 0 : (a.oldest - b.oldest) / millisecondsPerDay;
}

/** Counts can be driven up, but nobody can make an owner older: then it need only not be a trifle beside the other. */
function isBetterKnown(other: OwnerFacts, own: OwnerFacts): boolean {
  const isMoreUsed = other.downloads >= knownFactor * Math.max(1, own.downloads);
  return isMoreUsed || (ageBetween(own, other) >= olderDays && other.downloads * knownFactor >= own.downloads);
}

interface Known {
  facts: OwnerFacts;
  forms: readonly string[];
}

/** The owner that another one looks like; undefined where there is none. */
export type LookAlikes = (owner: OwnerFacts) => OwnerFacts | undefined;

/** Answers whom an owner looks like, of those who are better known. */
export function createLookAlikes({ owners }: SourceCensus): LookAlikes {
  const known = [...owners.values()]
    .sort((a, b) => b.downloads - a.downloads)
    .map((facts): Known => ({ facts, forms: formsOf(facts.name) }));
  const byForm = Map.groupBy(
    known.flatMap(({ facts, forms }) => forms.map((form) => ({ facts, form }))),
    ({ form }) => form,
  );
  const mostUsed = known.slice(0, mostCompared);

  return (own) => {
    const forms = formsOf(own.name);
    const isOther = (facts: OwnerFacts) => facts !== own && isBetterKnown(facts, own);
    const same = forms.flatMap((form) => byForm.get(form) ?? []).find(({ facts }) => isOther(facts));
    if (same) return same.facts;
    const [whole = ""] = forms;
    return mostUsed.find(({ facts, forms: [other = ""] }) => isOther(facts) && isAlmost(whole, other))?.facts;
  };
}

/** How much better another owner is known, as a part of a sentence. */
export function compareOwners(other: OwnerFacts, own: OwnerFacts): string {
  const factor = Math.round(other.downloads / Math.max(1, own.downloads));
  if (factor >= knownFactor) return `whose models are ${factor.toLocaleString("en-US")} times as used`;
  return `which is ${Math.round(ageBetween(own, other)).toLocaleString("en-US")} days older`;
}
