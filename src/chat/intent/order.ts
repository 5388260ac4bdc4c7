import type { IntentName } from "./intent-names.ts";
import type { Place, WordSpan } from "./place.ts";

/** An order that stands at a place of a sentence. */
export interface Order {
  name: IntentName;
  /** The order's own words, in their sequence: what is left of the sentence is what to work on. */
  cuts: readonly WordSpan[];
  /** In English where it is known; null where none is named. */
  targetLanguage: string | null;
}

/** Reads one kind of order; null where none stands at the place. */
export type OrderRule = (place: Place) => Order | null;

/** An order without a language. */
export function orderOf(name: IntentName, ...cuts: WordSpan[]): Order {
  return { name, cuts, targetLanguage: null };
}
