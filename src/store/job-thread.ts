import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { env } from "node:process";
import { Worker } from "node:worker_threads";
import type { WorkerMessage, WorkerSettings } from "./messages.ts";

/** Node runs the source as it is; where the package is installed, it is compiled. */
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/** Compiled code is kept where the main thread keeps its own, so that the thread starts in half the time. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  // Node tells the folder of its own version within the one that it was given.
  return folder === undefined ? env : { ...env, NODE_COMPILE_CACHE: dirname(folder) };
}

export interface JobThreadOptions {
  settings: WorkerSettings;
  onMessage(message: WorkerMessage): void;
  /** It is dead, and why; may be said twice. */
  onEnd(thread: Worker, why: string): void;
}

/** Starts the thread that does jobs. */
export function startJobThread({ settings, onMessage, onEnd }: JobThreadOptions): Worker {
  // The flags of the main thread (hooks of a test, a profiler) are none of its business.
  const thread = new Worker(workerFile, {
    name: "modelvane-store",
    workerData: settings,
    execArgv: [],
    env: environment(),
  });
  thread.on("message", onMessage);
  thread.on("error", (error: Error) => onEnd(thread, error.message));
  thread.on("exit", (code) => onEnd(thread, `code ${code}`));
  return thread;
}
