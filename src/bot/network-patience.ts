import { HttpError, type Transformer } from "grammy";
import type { Clock } from "../shared/clock.ts";

/** How long is waited before each further attempt: five minutes in all, besides the attempts; then it is given up. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 120_000];

export interface NetworkPatienceOptions {
  clock: Clock;
  /** Aborted when the service stops: then nothing is waited for any more. */
  signal: AbortSignal;
  logger: { debug(message: string): void };
}

/**
 * Makes a call again whose connection broke, because what was done must be told. A message whose answer was lost on
 * the way can so arrive twice, which harms less than none. Fetching updates has a patience of its own.
 */
export function createNetworkPatience({ clock, signal, logger }: NetworkPatienceOptions): Transformer {
  return async (prev, method, payload, callSignal) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await prev(method, payload, callSignal);
      } catch (error) {
        const pauseMs = pausesMs[attempt];
        const isHopeless = !(error instanceof HttpError) || method === "getUpdates" || method === "getMe";
        if (isHopeless || pauseMs === undefined || signal.aborted || callSignal?.aborted) throw error;
        logger.debug(`${method} did not get through; once more in ${pauseMs} ms.`);
        await clock.sleep(pauseMs, signal).catch(() => {});
      }
    }
  };
}
