import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A file of the bench in a process of its own, so that its work is not measured with the program's. */
export interface Forked<First> {
  child: ChildProcess;
  /** What it said first: it is ready. */
  first: First;
  /** Lets go of it, and waits for its end. */
  stop(): Promise<void>;
}

/** Starts a file of the bench with a description of what it is to do. @throws Error where it ends before it is ready. */
export async function startForked<First>(file: string, description: unknown): Promise<Forked<First>> {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(description)]);
  const ended = once(child, "exit");
  const first = await Promise.race([
    once(child, "message").then(([message]) => message as First),
    ended.then(() => Promise.reject(new Error(`${file} of the bench ended before it was ready.`))),
  ]);
  return {
    child,
    first,
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
