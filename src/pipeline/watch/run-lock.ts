import { LockHeldError } from "../../shared/process-lock.ts";
import type { WatchDependencies } from "./dependencies.ts";

/** An update takes some minutes, and what the watch has to repair is worth waiting for. */
const longestWaitMs = 10 * 60_000;
const pollMs = 5_000;

/**
 * Does what changes the configuration while no update is under way, which it would make fail. Null where one takes longer
 * than ten minutes: the next look finds the same again. Rejects with the signal's reason.
 */
export async function betweenRuns<Result>(
  { purpose, signal }: { purpose: string; signal: AbortSignal },
  { lockRuns, clock }: Pick<WatchDependencies, "lockRuns" | "clock">,
  work: () => Promise<Result>,
): Promise<Result | null> {
  for (let waited = 0; waited <= longestWaitMs; waited += pollMs) {
    signal.throwIfAborted();
    const lock = await lockRuns(purpose).catch((error: unknown) => {
      if (error instanceof LockHeldError) return null;
      throw error;
    });
    if (lock !== null) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    await clock.sleep(pollMs, signal);
  }
  return null;
}
