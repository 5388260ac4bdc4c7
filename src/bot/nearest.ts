import { distance } from "fastest-levenshtein";

/** A third of the letters may be wrong: beyond that, a guess helps nobody. */
const allowedFaults = (name: string) => Math.floor(name.length / 3);
/** Two letters that have changed places count as two faults, and are typed in short names too. */
const swappedLetters = 2;

/** How far a text is from a name, or from one of the words that the name is made of; infinite where it is too far. */
function farFrom(wanted: string, name: string): number {
  const words = name.split(/[_-]/).filter((word) => word.length >= 4);
  const whole = distance(wanted, name);
  const near = words
    .map((word) => ({ word, far: distance(wanted, word) }))
    .filter(({ word, far }) => far <= allowedFaults(word));
  const isNear = whole <= Math.max(swappedLetters, allowedFaults(name)) && whole < name.length - 1;
  return Math.min(isNear ? whole : Number.POSITIVE_INFINITY, ...near.map(({ far }) => far));
}

/** The one of some names that somebody probably meant; null where none is near. Of several, the first. */
export function nearestOf<Name extends string>(text: string, names: readonly Name[]): Name | null {
  const wanted = text.toLowerCase();
  const begun = names.filter((name) => wanted.length >= 3 && name.startsWith(wanted));
  if (begun.length === 1) return begun[0] ?? null;
  const nearest = Math.min(...names.map((name) => farFrom(wanted, name)));
  return Number.isFinite(nearest) ? (names.find((name) => farFrom(wanted, name) === nearest) ?? null) : null;
}
