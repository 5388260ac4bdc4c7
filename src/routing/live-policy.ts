import type { Policy } from "../policy.ts";
import type { Clock } from "../shared/clock.ts";
import { messageOf } from "../shared/file-fault.ts";

export interface LivePolicyOptions {
  reader: { read(): Promise<Policy> };
  clock: Clock;
  logger: { warn(message: string): void };
  /** Calls back when something changes where the policy's files are. Nothing is watched before the first `refresh`. */
  watch?: (onChange: () => void) => { refresh(): void; close(): void };
}

export interface LivePolicy {
  /** The last good policy. Asking makes it be looked at again in the background, once a second at most. */
  current(): Policy;
  /** Follows the files no longer. */
  close(): void;
}

const freshForMs = 1_000;
/** A save comes as several events, and an editor may write a file in pieces. */
const settleMs = 30;

/**
 * The policy as people edit it: a change is used within 100 ms where the system tells of changes. Rejects with the
 * reader's `UsageError` where it is invalid at the start; later an invalid one is told in the log, once, and the last
 * good one goes on serving.
 */
export async function createLivePolicy({ reader, clock, logger, watch }: LivePolicyOptions): Promise<LivePolicy> {
  let policy = await reader.read();
  let readAt = clock.now();
  /** One after another, so that the last to be read is the newest. */
  let last: Promise<void> = Promise.resolve();
  let readings = 0;
  let callOff: (() => void) | null = null;
  let lastWarning: string | null = null;

  async function read(): Promise<void> {
    try {
      policy = await reader.read();
      lastWarning = null;
    } catch (error) {
      const message = messageOf(error);
      if (message !== lastWarning) logger.warn(`The last good policy goes on serving: ${message}`);
      lastWarning = message;
    }
  }

  function look(): void {
    readAt = clock.now();
    places?.refresh();
    readings += 1;
    last = last.then(read).finally(() => {
      readings -= 1;
    });
  }

  const places = watch?.(() => {
    callOff ??= clock.after(settleMs, () => {
      callOff = null;
      look();
    });
  });
  places?.refresh();
  return {
    current() {
      // A clock may be set back.
      if (readings === 0 && Math.abs(clock.now() - readAt) >= freshForMs) look();
      return policy;
    },
    close() {
      callOff?.();
      places?.close();
    },
  };
}
