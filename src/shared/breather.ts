import { setImmediate as nextTurn } from "node:timers/promises";

/** So long, in milliseconds, may work go on before what else waits in the process has its turn. */
const longestTurnMs = 5;

/**
 * For work of many small steps in a process that has others to answer meanwhile: to be called before each step, and its
 * answer awaited. Work that goes on side by side shares one. `now` is in milliseconds, from any moment.
 */
export function createBreather(now = () => performance.now()): () => Promise<void> | undefined {
  let since = now();
  let breath: Promise<void> | undefined;

  async function breathe(): Promise<void> {
    await nextTurn();
    since = now();
    breath = undefined;
  }

  return () => {
    if (breath === undefined && now() - since > longestTurnMs) breath = breathe();
    return breath;
  };
}
