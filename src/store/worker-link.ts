import type { Worker } from "node:worker_threads";
import type { JobLink, JobLinkOptions } from "./job-link.ts";
import { startJobThread } from "./job-thread.ts";
import type { Job, JobKind, WorkerMessage } from "./messages.ts";
import { createWaitingJobs } from "./waiting-jobs.ts";

/**
 * The jobs are done by a thread of their own: whoever asks goes on answering others meanwhile. Where nobody waits for
 * them, they keep no process alive.
 */
export function createWorkerLink({ path, clock, lockPatienceMs, onSetAside }: JobLinkOptions): JobLink {
  const waiting = createWaitingJobs();
  let worker: Worker | null = null;
  let keepers = 0;

  function onMessage(message: WorkerMessage): void {
    if (message.kind === "set-aside") onSetAside(message.to);
    else waiting.settle(message);
  }

  function forget(dead: Worker, message: string): void {
    if (worker !== dead) return;
    worker = null;
    waiting.fail({ kind: "worker", message });
  }

  function start(): Worker {
    const settings = { path, busyTimeoutMs: lockPatienceMs };
    const started = startJobThread({ settings, onMessage, onEnd: forget });
    if (keepers === 0) started.unref();
    return started;
  }

  return {
    isStarted: () => worker !== null,
    async ask<Kind extends JobKind>(job: Extract<Job, { kind: Kind }>) {
      worker ??= start();
      const thread = worker;
      return await waiting.send<Kind>(job, (request) => thread.postMessage({ ...request, now: clock.now() }));
    },
    async keepAliveDuring(work) {
      keepers += 1;
      worker?.ref();
      try {
        return await work;
      } finally {
        keepers -= 1;
        if (keepers === 0) worker?.unref();
      }
    },
    end() {
      const ended = worker;
      if (ended) forget(ended, "it was ended");
      void ended?.terminate().catch(() => {});
    },
  };
}
