import { guarded } from "../checkers/check.ts";
import { areEmbeddings } from "../checkers/embeddings.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { answer } from "./make-probe.ts";

/** Vectors of 32 numbers: two that point nearly the same way, and one each that points elsewhere. */
function vectorsFor(count: number): number[][] {
  const axis = (place: number) => Array.from({ length: 32 }, (_, at) => (at === place ? 1 : 0.01 * (at % 3)));
  return [axis(0), ...Array.from({ length: count - 1 }, (_, place) => axis(place))];
}

/** Texts of which the first two mean the same, and the others something else. */
function compared(id: string, ...texts: readonly string[]): Probe {
  const check = guarded(areEmbeddings({ texts: texts.length }));
  const reference = answer({ data: { kind: "embeddings", vectors: vectorsFor(texts.length) } });
  return { id, ask: { kind: "embedding", texts, dimensions: null }, maximumTokens: null, check, reference };
}

/** Sentences that mean the same in other words, beside some that share words and mean something else. */
export const featureExtraction: ProbeSet = {
  smoke: compared(
    "embedding-smoke",
    "How do I reset my password?",
    "I forgot my password and need a new one.",
    "The soup needs more salt and a little pepper.",
  ),
  graded: [
    compared(
      "embedding-1",
      "A dog runs across the field.",
      "A puppy is racing over the meadow.",
      "The bank raised its interest rates.",
    ),
    compared(
      "embedding-2",
      "The flight to Rome was cancelled.",
      "Our plane to the Italian capital will not depart.",
      "She paints flowers on old plates.",
    ),
    compared(
      "embedding-3",
      "He repaired the broken engine of the car.",
      "The mechanic fixed the vehicle's motor.",
      "He broke his promise to the children.",
    ),
    compared(
      "embedding-4",
      "The doctor told her to rest.",
      "She was advised by her physician to take it easy.",
      "The doctor of philosophy published a book on Plato.",
    ),
    compared(
      "embedding-5",
      "Interest in the bank's loans is falling.",
      "Fewer people want to borrow money from the bank.",
      "We sat on the bank of the river and fished.",
    ),
    compared(
      "embedding-6",
      "The cat chased the mouse into the cellar.",
      "Into the basement the mouse fled, with the cat behind it.",
      "The mouse of my computer has no cable.",
    ),
    compared(
      "embedding-7",
      "It has not rained here for months.",
      "The region suffers from a long drought.",
      "It has rained here for days without a pause.",
    ),
    compared(
      "embedding-8",
      "O hospital fica perto da estação.",
      "The hospital is near the station.",
      "O hospital contratou uma orquestra para a festa.",
    ),
    compared(
      "embedding-9",
      "Shares of the carmaker rose sharply after the report.",
      "The automobile company's stock jumped when its results came out.",
      "The report says that cars are stolen more often.",
      "The carmaker shares its plans with nobody.",
    ),
  ],
};
