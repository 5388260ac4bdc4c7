import { Worker } from "node:worker_threads";
import type { CodeOutcome, CodeRun, SandboxLimits, SandboxMessage } from "./messages.ts";

/** Node runs the source as it is; where the package is installed, it is compiled. */
const usualWorker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

const usualLimits: SandboxLimits = { memoryBytes: 32 * 1_024 * 1_024, stackBytes: 256 * 1_024, interrupts: 4_000 };
/**
 * For what QuickJS does without asking whether to go on: a search through an array without an end, or the collection of
 * what fills the memory, again and again.
 */
const usualPatienceMs = 3_000;
const startPatienceMs = 20_000;
/** A thread that nothing was asked of for so long is ended, since it holds some tens of megabytes. */
const restMs = 30_000;

export interface SandboxOptions {
  limits?: Partial<SandboxLimits>;
  /** How long a run may take by the clock on the wall. */
  patienceMs?: number;
  /** What runs in the thread. */
  workerFile?: URL;
}

export interface Sandbox {
  /** Never rejects. Runs wait for one another. */
  run(run: CodeRun): Promise<CodeOutcome>;
}

/** A thread with QuickJS in it, and what it tells. */
interface Thread {
  worker: Worker;
  isAlive(): boolean;
  /** What it tells next; null where it has died instead, or said nothing for so long. */
  next(patienceMs: number): Promise<SandboxMessage | null>;
}

function startThread(file: URL, limits: SandboxLimits): Thread {
  const worker = new Worker(file, {
    name: "modelvane-sandbox",
    workerData: limits,
    execArgv: [],
    // Code has nothing to read there, should it ever get so far.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 4 },
    // What WebAssembly says as it fails is for nobody.
    stdout: true,
    stderr: true,
  });
  let tell: (message: SandboxMessage | null) => void = () => {};
  worker.on("message", (message: SandboxMessage) => tell(message));
  worker.on("error", () => tell(null));
  let isAlive = true;
  worker.on("exit", () => {
    isAlive = false;
    tell(null);
  });
  return {
    worker,
    isAlive: () => isAlive,
    next: (patienceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => tell(null), patienceMs);
        tell = (message) => {
          clearTimeout(timer);
          resolve(message);
        };
      }),
  };
}

/**
 * Runs code of models in WebAssembly, in a thread that is ended where it does not come to an end. The thread is started
 * with the first run, and keeps no process alive while nothing runs.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { limits = {}, patienceMs = usualPatienceMs, workerFile = usualWorker } = options;
  let idle: Thread | null = null;
  let retirement: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function open(): Promise<Thread | null> {
    const thread = startThread(workerFile, { ...usualLimits, ...limits });
    if ((await thread.next(startPatienceMs)) !== null) return thread;
    void thread.worker.terminate();
    return null;
  }

  function keep(thread: Thread): void {
    idle = thread;
    retirement = setTimeout(() => {
      idle = null;
      void thread.worker.terminate();
    }, restMs).unref();
  }

  async function runNow(run: CodeRun): Promise<CodeOutcome> {
    clearTimeout(retirement);
    const thread = idle?.isAlive() ? idle : ((await open()) ?? (await open()));
    idle = null;
    if (thread === null) return { kind: "not-run" };
    thread.worker.ref();
    const told = thread.next(patienceMs);
    thread.worker.postMessage(run);
    const message = await told;
    thread.worker.unref();
    const isDone = message?.kind === "done";
    if (isDone && !message.isSpent) keep(thread);
    else void thread.worker.terminate();
    return isDone ? message.outcome : { kind: "stopped" };
  }

  return {
    run(run) {
      const outcome = last.then(() => runNow(run));
      last = outcome.catch(() => {});
      return outcome;
    },
  };
}
