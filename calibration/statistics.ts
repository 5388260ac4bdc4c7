/** Ranks from 0, the mean of their places where values are equal. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at] ?? 0] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

/** Spearman's rank correlation; 0 where one side is all the same. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length - 1) / 2;
  let [both, ofX, ofY] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [dx, dy] = [(x[at] ?? 0) - mean, (y[at] ?? 0) - mean];
    both += dx * dy;
    ofX += dx * dx;
    ofY += dy * dy;
  }
  return ofX === 0 || ofY === 0 ? 0 : both / Math.sqrt(ofX * ofY);
}

/** How much worse the first choice by a guess is than the best there is, in the unit of the truth. */
export function regret(guess: readonly number[], truth: readonly number[]): number {
  const chosen = guess.reduce((best, value, at) => (value > (guess[best] ?? Number.NEGATIVE_INFINITY) ? at : best), 0);
  return Math.max(...truth) - (truth[chosen] ?? 0);
}

/** A generator of numbers from 0 to 1 that gives the same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The middle nine tenths of a statistic over samples drawn anew from the same models (bootstrap). */
export function bootstrap(
  count: number,
  statistic: (sample: readonly number[]) => number,
  { rounds = 1_000, seed = 1 } = {},
): { low: number; high: number } {
  const random = seededRandom(seed);
  const values = Array.from({ length: rounds }, () =>
    statistic(Array.from({ length: count }, () => Math.floor(random() * count))),
  ).toSorted((a, b) => a - b);
  const at = (share: number) => values[Math.min(rounds - 1, Math.floor(share * rounds))] ?? 0;
  return { low: at(0.05), high: at(0.95) };
}
