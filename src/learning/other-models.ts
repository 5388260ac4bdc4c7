import type { WeightedMean } from "../domain/real-use.ts";

/** What one model shows, with how much of it is known (0 to 1). */
export interface Evidence {
  weight: number;
  value: number;
}

/** For each by its place, the mean of all others. */
export function everybodyBut(all: readonly Evidence[]): (place: number) => WeightedMean {
  const weights = all.reduce((sum, { weight }) => sum + weight, 0);
  const total = all.reduce((sum, { weight, value }) => sum + weight * value, 0);
  return (place) => {
    const own = all[place] ?? { weight: 0, value: 0 };
    const weight = weights - own.weight;
    // What is left of fractions that cancel out is nothing.
    return weight < 1e-9 ? { weight: 0, mean: 0 } : { weight, mean: (total - own.weight * own.value) / weight };
  };
}
