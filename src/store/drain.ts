import type { FaultLog } from "./fault-log.ts";
import { faultOf, isLasting, type StoreFault } from "./faults.ts";
import type { JobLink } from "./job-link.ts";
import type { WriteBatch } from "./messages.ts";
import type { WriteQueue } from "./write-queue.ts";

export interface DrainOptions {
  link: JobLink;
  log: FaultLog;
  queue: WriteQueue;
}

export interface Drain {
  /** Answers whether all that waited was written, but for rows that the database never takes. Never rejects. */
  run(): Promise<boolean>;
  /** Forgets what waits and what is under way. */
  stop(): void;
}

/** A batch in two, the older half last; nothing where it is a single row. */
function halvesOf({ usage, candidates }: WriteBatch): WriteBatch[] {
  const rows = usage.length + candidates.length;
  if (rows <= 1) return [];
  if (usage.length > 0 && candidates.length > 0) {
    return [
      { usage, candidates: [] },
      { usage: [], candidates },
    ];
  }
  const middle = Math.ceil(rows / 2);
  return [
    { usage: usage.slice(middle), candidates: candidates.slice(middle) },
    { usage: usage.slice(0, middle), candidates: candidates.slice(0, middle) },
  ];
}

/** Null where it is written. */
async function faultOfWriting(link: JobLink, batch: WriteBatch): Promise<StoreFault | null> {
  try {
    await link.ask<"write">({ kind: "write", batch: JSON.stringify(batch) });
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

function callsOf(batches: readonly WriteBatch[]): number {
  return batches.reduce((sum, { usage }) => sum + usage.length, 0);
}

/**
 * Writes what waits, batch by batch, until nothing does or a fault stands in the way. A batch with a row that cannot be
 * written is halved until that row is alone, and left out: it must not hold up the others for ever.
 */
export function createDrain({ link, log, queue }: DrainOptions): Drain {
  /** Parts of the batch that is being written; the first of them last. */
  let parts: WriteBatch[] = [];
  let isStopped = false;

  function next(): WriteBatch | undefined {
    if (parts.length === 0) parts = [queue.take()].filter((batch) => batch !== null);
    return parts.at(-1);
  }

  /** What could not be written waits again, unless that is in vain. */
  function keep(fault: StoreFault): void {
    log.failed(fault);
    if (isLasting(fault)) log.lost(callsOf(parts) + queue.clear());
    else for (const part of parts) queue.giveBack(part);
    parts = [];
  }

  /** Answers whether the next part may be tried. */
  function goOnAfter(fault: StoreFault | null, part: WriteBatch): boolean {
    // It has been counted as lost.
    if (isStopped) return false;
    if (fault !== null && fault.kind !== "other") {
      keep(fault);
      return false;
    }
    parts.pop();
    const halves = fault === null ? [] : halvesOf(part);
    parts.push(...halves);
    if (fault === null) log.worked();
    else if (halves.length === 0) log.leftOut(fault, part.usage.length);
    return true;
  }

  return {
    async run() {
      for (let part = next(); part; part = next()) {
        if (!goOnAfter(await faultOfWriting(link, part), part)) return false;
      }
      return true;
    },
    stop() {
      isStopped = true;
      log.lost(queue.clear() + callsOf(parts));
      log.ended();
    },
  };
}
