import { distance } from "fastest-levenshtein";
import type { OwnerFacts, SourceCensus } from "./census.ts";
import { formsOf, spellingOf } from "./names.ts";

const millisecondsPerDay = 86_400_000;
/** So many times the downloads make another owner the known one. */
const knownFactor = 100;
/** So many days make another owner much older. */
const olderDays = 365;
/** Nobody imitates an owner whom fewer know. */
const mostKnown = 5_000;
/** Owners are compared letter by letter with so many of the most used others: who imitates, imitates those. */
const mostCompared = 500;

/** Shorter names have too many neighbours by chance. */
const shortestCompared = 6;

/** Whether two letters next to each other have changed places, and nothing else. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, place) => letter !== b[place]);
  return at >= 0 && a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
}

/** Whether one letter too many, too few or another makes one name of the other, its separators where they were. */
function isAlmost(a: Known, b: Known): boolean {
  const [[whole = ""], [other = ""]] = [a.forms, b.forms];
  const shorter = Math.min(whole.length, other.length);
  if (shorter < shortestCompared || Math.abs(whole.length - other.length) > 1) return false;
  if (distance(whole, other) > 1 && !isSwapped(whole, other)) return false;
  return distance(a.spelling, b.spelling) <= (shorter < 8 ? 1 : 2);
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
  /** Folded, with its separators. */
  spelling: string;
}

function knownAs(facts: OwnerFacts): Known {
  return { facts, forms: formsOf(facts.name), spelling: spellingOf(facts.name) };
}

/** The owner that another one looks like; undefined where there is none. */
export type LookAlikes = (owner: OwnerFacts) => OwnerFacts | undefined;

/** Answers whom an owner looks like, of those who are better known. */
export function createLookAlikes({ owners }: SourceCensus): LookAlikes {
  const mostUsedFirst = [...owners.values()].sort((a, b) => b.downloads - a.downloads);
  const known = mostUsedFirst.slice(0, mostKnown).map(knownAs);
  const byForm = Map.groupBy(
    known.flatMap(({ facts, forms }) => forms.map((form) => ({ facts, form }))),
    ({ form }) => form,
  );
  const mostUsed = known.slice(0, mostCompared);

  return (own) => {
    const asked = knownAs(own);
    const isOther = (facts: OwnerFacts) => facts !== own && isBetterKnown(facts, own);
    const same = asked.forms.flatMap((form) => byForm.get(form) ?? []).find(({ facts }) => isOther(facts));
    if (same) return same.facts;
    return mostUsed.find((each) => isOther(each.facts) && isAlmost(asked, each))?.facts;
  };
}

/** How much better another owner is known, as a part of a sentence. */
export function compareOwners(other: OwnerFacts, own: OwnerFacts): string {
  const factor = Math.round(other.downloads / Math.max(1, own.downloads));
  if (factor >= knownFactor) return `whose models are ${factor.toLocaleString("en-US")} times as used`;
  return `which is ${Math.round(ageBetween(own, other)).toLocaleString("en-US")} days older`;
}
