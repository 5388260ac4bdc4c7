import type { World } from "../demo/world/world.ts";
import { startForked } from "./forked.ts";
import type { WorldDescription } from "./serve-world.ts";

/** The miniature internet in a process of its own, so that its work is not measured with the program's. */
export interface WorldProcess {
  environment: World["environment"];
  stop(): Promise<void>;
}

/** Starts a world. @throws Error where it ends before it listens. */
export async function startWorldProcess(description: WorldDescription): Promise<WorldProcess> {
  const { first: environment, stop } = await startForked<World["environment"]>("serve-world.ts", description);
  return { environment, stop };
}
