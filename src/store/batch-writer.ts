import type { Candidate } from "../domain/candidate.ts";
import type { UsageRecord } from "../domain/usage.ts";
import { createAlarm } from "./alarm.ts";
import type { FaultLog } from "./fault-log.ts";
import { faultOf, isLasting } from "./faults.ts";
import type { JobLink } from "./job-link.ts";
import type { WriteBatch } from "./messages.ts";
import { createWriteQueue, type WriteQueue } from "./write-queue.ts";

export interface BatchWriter {
  /** Neither throws, and both only note. */
  record(usage: UsageRecord): void;
  observe(candidate: Candidate): void;
  /** Resolves when what waits now is written, or cannot be. Never rejects. */
  flush(): Promise<void>;
  /** Notes nothing any more, and forgets what still waits. */
  stop(): void;
}

/** A crash loses what has waited for less than this, and the time that a batch takes. */
const everyMs = 500;
const enough = 500;
/** After a fault: what is wrong with a disk is seldom over in a moment, and a locked file has been waited for already. */
const afterFaultMs = 5_000;

interface BatchWriterOptions {
  link: JobLink;
  log: FaultLog;
}

/** Writes what waits, batch by batch, until nothing does or a fault stands in the way. */
function createDrain({ link, log, queue }: BatchWriterOptions & { queue: WriteQueue }) {
  /** Calls of the batch that is being written. */
  let writing = 0;
  let isStopped = false;

  async function write(batch: WriteBatch): Promise<boolean> {
    writing = batch.usage.length;
    try {
      await link.ask<"write">({ kind: "write", batch: JSON.stringify(batch) });
      log.worked();
      return true;
    } catch (error) {
      // It has been counted as lost.
      if (isStopped) return false;
      const fault = faultOf(error);
      log.failed(fault);
      if (isLasting(fault)) log.lost(batch.usage.length + queue.clear());
      else queue.giveBack(batch);
      return false;
    } finally {
      writing = 0;
    }
  }

  return {
    /** Answers whether all could be written. */
    async run(): Promise<boolean> {
      for (let batch = queue.take(); batch; batch = queue.take()) {
        if (!(await write(batch))) return false;
      }
      return true;
    },
    stop() {
      isStopped = true;
      log.lost(queue.clear() + writing);
      log.ended();
    },
  };
}

/** Writes what is noted in batches: one at a time, twice a second or as soon as there is enough. */
export function createBatchWriter(options: BatchWriterOptions): BatchWriter {
  const queue = createWriteQueue({ onDropped: options.log.dropped });
  const drain = createDrain({ ...options, queue });
  const alarm = createAlarm(() => void run());
  let running: Promise<void> | null = null;
  let isStopped = false;
  let hasFailed = false;

  async function runOnce(): Promise<void> {
    hasFailed = !(await drain.run());
    running = null;
    wake();
  }

  function run(): Promise<void> {
    alarm.clear();
    running ??= runOnce();
    return running;
  }

  /** Never at once: who notes a call is not to wait for the batch. */
  function wake(): void {
    if (isStopped || running || queue.size() === 0) return;
    if (hasFailed) alarm.set(afterFaultMs);
    else alarm.set(queue.size() >= enough ? 0 : everyMs);
  }

  function note(add: () => void): void {
    if (isStopped) return;
    add();
    wake();
  }

  return {
    record: (usage) => note(() => queue.addUsage(usage)),
    observe: (candidate) => note(() => queue.addCandidate(candidate)),
    async flush() {
      if (running) {
        await running;
        if (hasFailed) return;
      }
      if (queue.size() > 0) await run();
    },
    stop() {
      isStopped = true;
      alarm.clear();
      drain.stop();
    },
  };
}
