/** What one measurement found. */
export interface Measurement {
  /** What was compared with what. */
  title: string;
  /** A ratio, or an amount in the unit. */
  value: number;
  /** The most that holds, unless `bound` says otherwise. */
  target: number;
  bound?: "at least";
  unit?: "MB" | "s" | "ms" | "µs";
  /** The figures behind the value. */
  details: string;
}

/** Does a piece of work once; answers what it cost, in milliseconds. */
export type Contestant = () => Promise<number>;

export interface Comparison {
  /** The median of the one over the median of the other. */
  ratio: number;
  /** The middle half of the ratios of single rounds lies between these. */
  low: number;
  high: number;
}

/** The value below which the share (0 to 1) of the values lies, between two of them where need be. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Compares costs of the same rounds. */
export function compare(ours: readonly number[], theirs: readonly number[]): Comparison {
  const ratios = ours.map((our, round) => our / (theirs[round] ?? Number.NaN));
  return { ratio: median(ours) / median(theirs), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
}

export interface Difference {
  /** The median of the one less the median of the other. */
  difference: number;
  /** The middle half of the differences of single rounds lies between these. */
  low: number;
  high: number;
}

/** What costs of the same rounds have more than others. */
export function difference(ours: readonly number[], theirs: readonly number[]): Difference {
  const differences = ours.map((our, round) => our - (theirs[round] ?? Number.NaN));
  return {
    difference: median(ours) - median(theirs),
    low: quantile(differences, 0.25),
    high: quantile(differences, 0.75),
  };
}

/** A contestant that takes the time of a piece of work. */
export function timed(work: () => Promise<unknown> | unknown): Contestant {
  return async () => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
}

/**
 * Lets contestants take turns, each once a round and in reverse order every other round, so that what else the machine
 * does meets all of them alike. Answers the costs of each, without those of the rounds that only warm up.
 */
export async function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { rounds, warmUp = 0 }: { rounds: number; warmUp?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contestants) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const cost = await contestants[name]();
      if (round >= 0) costs[name].push(cost);
    }
  }
  return costs;
}
