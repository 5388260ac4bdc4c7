import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ChildScript } from "./child-scripts.ts";

export interface Child {
  process: ChildProcess;
  /** Resolves with the next line of the child's standard output; rejects when it ends without one. */
  nextLine(): Promise<string>;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of child.stdout ?? []) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/** Runs a script of this folder, as it was bundled for this run, in a process of its own. */
export function startChild(
  script: ChildScript,
  args: readonly string[],
  options: { uid?: number; environment?: Record<string, string> } = {},
): Child {
  const path = join(process.env.MODELVANE_TEST_BUNDLES ?? "", `${script}.js`);
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...options.environment },
    ...user,
  });
  const lines = linesOf(child);
  return {
    process: child,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${script} ended before it wrote a line`);
      return value;
    },
    ended: once(child, "exit").then(([code, signal]) => signal ?? code),
  };
}
