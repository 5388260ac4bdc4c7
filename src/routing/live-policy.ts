import type { Policy } from "../policy.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";

export interface LivePolicyOptions {
  reader: { read(): Promise<Policy> };
  clock: Clock;
  logger: { warn(message: string): void };
}

export interface LivePolicy {
  /** The last good policy. Asking makes it be looked at again in the background, once a second at most. */
  current(): Policy;
}

const freshForMs = 1_000;

/**
 * The policy as people edit it. Rejects with the reader's `UsageError` where it is invalid at the start; later an invalid
 * one is told in the log, once, and the last good one goes on serving.
 */
export async function createLivePolicy({ reader, clock, logger }: LivePolicyOptions): Promise<LivePolicy> {
  let policy = await reader.read();
  let readAt = clock.now();
  let isReading = false;
  let lastWarning: string | null = null;

  async function read(): Promise<void> {
    try {
      policy = await reader.read();
      lastWarning = null;
    } catch (error) {
      const message = messageOf(error);
      if (message !== lastWarning) logger.warn(`The last good policy goes on serving: ${message}`);
      lastWarning = message;
    } finally {
      isReading = false;
    }
  }

  return {
    current() {
      // A clock may be set back.
      if (!isReading && Math.abs(clock.now() - readAt) >= freshForMs) {
        readAt = clock.now();
        isReading = true;
        void read();
      }
      return policy;
    },
  };
}
