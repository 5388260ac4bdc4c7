/** Bounds how many calls are under way at once, in all and in one place. */
export interface Turns {
  /** Does the work when it is its turn; rejects with the signal's reason where that comes first. */
  take<Result>(place: { key: string; most: number }, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

interface Waiting {
  key: string;
  most: number;
  begin(): void;
}

/** Resolves when it is the place's turn, as `next` finds out; rejects with the signal's reason where that comes first. */
function turn(
  waiting: Waiting[],
  { place, next }: { place: Pick<Waiting, "key" | "most">; next: () => void },
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry: Waiting = { ...place, begin };
    function begin(): void {
      signal.removeEventListener("abort", leave);
      resolve();
    }
    function leave(): void {
      const at = waiting.indexOf(entry);
      if (at >= 0) waiting.splice(at, 1);
      reject(signal.reason);
    }
    signal.addEventListener("abort", leave, { once: true });
    waiting.push(entry);
    next();
  });
}

/** At most `most` at once in all; in each place as many as who asks says. First come, first served, place by place. */
export function createTurns(most: number): Turns {
  const waiting: Waiting[] = [];
  const under = new Map<string, number>();
  let all = 0;

  const isFree = ({ key, most: here }: Waiting) => all < most && (under.get(key) ?? 0) < here;

  function count(key: string, by: 1 | -1): void {
    all += by;
    under.set(key, (under.get(key) ?? 0) + by);
  }

  function next(): void {
    for (let at = 0; at < waiting.length && all < most; ) {
      const each = waiting[at];
      if (each === undefined || !isFree(each)) {
        at += 1;
        continue;
      }
      waiting.splice(at, 1);
      count(each.key, 1);
      each.begin();
    }
  }

  return {
    async take(place, work, signal) {
      signal.throwIfAborted();
      await turn(waiting, { place, next }, signal);
      try {
        return await work();
      } finally {
        count(place.key, -1);
        next();
      }
    },
  };
}
