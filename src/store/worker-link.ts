import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { env } from "node:process";
import { Worker } from "node:worker_threads";
import { StoreError, type StoreFault } from "./faults.ts";
import type { JobLink, JobLinkOptions } from "./job-link.ts";
import type { Job, JobKind, JobResults, WorkerMessage } from "./messages.ts";

interface Waiting {
  resolve(result: JobResults[JobKind]): void;
  reject(error: StoreError): void;
}

/** Node runs the source as it is; where the package is installed, it is compiled. */
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/** Compiled code is kept where the main thread keeps its own, so that the thread starts in half the time. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  // Node tells the folder of its own version within the one that it was given.
  return folder === undefined ? env : { ...env, NODE_COMPILE_CACHE: dirname(folder) };
}

function errorOf({ kind, message }: StoreFault): StoreError {
  return new StoreError(kind, message);
}

/** The jobs are done by a thread of their own: whoever asks goes on answering others meanwhile. */
export function createWorkerLink({ path, now, onSetAside }: JobLinkOptions): JobLink {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let keepers = 0;

  function settle(message: WorkerMessage): void {
    if (message.kind === "set-aside") {
      onSetAside(message.to);
      return;
    }
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === "done") waiter?.resolve(message.result);
    else waiter?.reject(errorOf(message.fault));
  }

  function forget(dead: Worker, message: string): void {
    if (worker !== dead) return;
    worker = null;
    for (const waiter of waiting.values()) waiter.reject(errorOf({ kind: "worker", message }));
    waiting.clear();
  }

  function start(): Worker {
    // The flags of the main thread (hooks of a test, a profiler) are none of its business.
    const started = new Worker(workerFile, {
      name: "modelvane-store",
      workerData: { path },
      execArgv: [],
      env: environment(),
    });
    started.on("message", settle);
    started.on("error", (error: Error) => forget(started, error.message));
    started.on("exit", (code) => forget(started, `code ${code}`));
    if (keepers === 0) started.unref();
    return started;
  }

  return {
    isStarted: () => worker !== null,
    ask: <Kind extends JobKind>(job: Extract<Job, { kind: Kind }>) =>
      new Promise<JobResults[Kind]>((resolve, reject) => {
        worker ??= start();
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as Waiting["resolve"], reject });
        worker.postMessage({ id: lastId, now: now(), job });
      }),
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
