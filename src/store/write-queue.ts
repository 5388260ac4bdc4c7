import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { UsageRecord } from "../domain/usage.ts";
import type { WriteBatch } from "./messages.ts";

export interface WriteQueue {
  addUsage(usage: UsageRecord): void;
  addCandidate(candidate: Candidate): void;
  /** How many wait. */
  size(): number;
  /** The oldest that wait; null where nothing does. */
  take(): WriteBatch | null;
  /** A batch that could not be written waits again, in front of the others. */
  giveBack(batch: WriteBatch): void;
  /** Forgets all that waits; answers how many calls those were. */
  clear(): number;
}

export interface WriteQueueOptions {
  /** So many calls were dropped, the oldest, since more wait than there is room for. */
  onDropped(calls: number): void;
}

/** About 50 MB. */
const mostUsage = 50_000;
/** A source that is listed again says the same again, so that nothing is lost for good. */
const mostCandidates = 20_000;
/** At once, so that a full queue is not moved for every single call. */
const droppedAtOnce = 1_000;
/**
 * A batch is turned into text on the main thread: so many take about 4 ms, and only a program that is very busy has so
 * many. Of a million calls (measured), batches of this size are written a third faster than those of 500.
 */
const usageOfBatch = 2_000;
const candidatesOfBatch = 200;

function keyOf({ provider, model }: Candidate): string {
  return JSON.stringify([provider, model]);
}

/** The newer facts, with the routes that only the older ones name: each listing knows those of its own interface. */
function merged(older: Candidate | undefined, newer: Candidate): Candidate {
  if (older === undefined) return newer;
  const tell = (route: ServedRoute) => JSON.stringify([route.version, route.host, route.interface]);
  const known = new Set(newer.routes.map(tell));
  return { ...newer, routes: [...older.routes.filter((route) => !known.has(tell(route))), ...newer.routes] };
}

/** What waits to be written. Of a model's facts only the newest wait. */
export function createWriteQueue({ onDropped }: WriteQueueOptions): WriteQueue {
  let usage: UsageRecord[] = [];
  const candidates = new Map<string, Candidate>();

  function dropOldest(): void {
    if (usage.length <= mostUsage) return;
    const most = Math.max(droppedAtOnce, usage.length - mostUsage);
    onDropped(usage.splice(0, most).length);
  }

  function takeCandidates(): Candidate[] {
    const taken: Candidate[] = [];
    for (const [key, candidate] of candidates) {
      if (taken.length === candidatesOfBatch) break;
      taken.push(candidate);
      candidates.delete(key);
    }
    return taken;
  }

  return {
    addUsage(each) {
      usage.push(each);
      dropOldest();
    },
    addCandidate(candidate) {
      const key = keyOf(candidate);
      if (candidates.size < mostCandidates || candidates.has(key)) {
        candidates.set(key, merged(candidates.get(key), candidate));
      }
    },
    size: () => usage.length + candidates.size,
    take: () =>
      usage.length + candidates.size === 0
        ? null
        : { usage: usage.splice(0, usageOfBatch), candidates: takeCandidates() },
    giveBack(batch) {
      usage = [...batch.usage, ...usage];
      dropOldest();
      for (const candidate of batch.candidates) {
        const key = keyOf(candidate);
        if (!candidates.has(key)) {
          candidates.set(key, merged(candidates.get(key), candidate));
        }
      }
    },
    clear() {
      candidates.clear();
      return usage.splice(0).length;
    },
  };
}
