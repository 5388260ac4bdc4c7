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

function createCandidateQueue() {
  const waiting = new Map<string, Candidate>();
  return {
    size: () => waiting.size,
    clear: () => waiting.clear(),
    add(candidate: Candidate): void {
      const key = keyOf(candidate);
      const older = waiting.get(key);
      if (older !== undefined || waiting.size < mostCandidates) waiting.set(key, merged(older, candidate));
    },
    /** What was noted since is newer. */
    giveBack(candidate: Candidate): void {
      const key = keyOf(candidate);
      if (!waiting.has(key)) waiting.set(key, candidate);
    },
    take(): Candidate[] {
      const taken: Candidate[] = [];
      for (const [key, candidate] of waiting) {
        if (taken.length === candidatesOfBatch) break;
        taken.push(candidate);
        waiting.delete(key);
      }
      return taken;
    },
  };
}

/** What waits to be written. Of a model's facts only the newest wait. */
export function createWriteQueue({ onDropped }: WriteQueueOptions): WriteQueue {
  let usage: UsageRecord[] = [];
  const candidates = createCandidateQueue();
  const size = () => usage.length + candidates.size();

  function dropOldest(): void {
    if (usage.length <= mostUsage) return;
    const most = Math.max(droppedAtOnce, usage.length - mostUsage);
    onDropped(usage.splice(0, most).length);
  }

  return {
    size,
    addUsage(each) {
      usage.push(each);
      dropOldest();
    },
    addCandidate: candidates.add,
    take: () => (size() === 0 ? null : { usage: usage.splice(0, usageOfBatch), candidates: candidates.take() }),
    giveBack(batch) {
      usage = [...batch.usage, ...usage];
      dropOldest();
      for (const candidate of batch.candidates) candidates.giveBack(candidate);
    },
    clear() {
      candidates.clear();
      return usage.splice(0).length;
    },
  };
}
