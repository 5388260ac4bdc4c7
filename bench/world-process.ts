import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { World } from "../demo/world/world.ts";
import type { WorldDescription } from "./serve-world.ts";

/** The miniature internet in a process of its own, so that its work is not measured with the program's. */
export interface WorldProcess {
  environment: World["environment"];
  stop(): Promise<void>;
}

/** Starts a world. @throws Error where it ends before it listens. */
export async function startWorldProcess(description: WorldDescription): Promise<WorldProcess> {
  const child = fork(join(import.meta.dirname, "serve-world.ts"), [JSON.stringify(description)]);
  const ended = once(child, "exit");
  const environment = await Promise.race([
    once(child, "message").then(([message]) => message as World["environment"]),
    ended.then(() => Promise.reject(new Error("The bench's world ended before it listened."))),
  ]);
  return {
    environment,
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
