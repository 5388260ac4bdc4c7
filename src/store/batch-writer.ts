import type { Candidate } from "../domain/candidate.ts";
import type { UsageRecord } from "../domain/usage.ts";
import { createAlarm } from "./alarm.ts";
import { createDrain } from "./drain.ts";
import type { FaultLog } from "./fault-log.ts";
import type { JobLink } from "./job-link.ts";
import { createWriteQueue } from "./write-queue.ts";

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
