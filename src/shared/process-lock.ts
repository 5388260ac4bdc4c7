import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { dirname } from "node:path";
import lockfile from "proper-lockfile";
import { UserFacingError } from "../domain/errors.ts";
import type { Clock } from "./clock.ts";
import { toFileError } from "./file-fault.ts";
import { errorCode } from "./file-system.ts";
import { GuardHeldError, withGuard } from "./lock-guard.ts";
import {
  createHolder,
  holderPath,
  isHolderDead,
  isHolderLocal,
  LockHeldError,
  type LockHolder,
  lockHeld,
  readHolder,
  writeHolder,
} from "./lock-holder.ts";

export { LockHeldError, type LockHolder } from "./lock-holder.ts";

export interface LockOptions {
  /** The folder that stands for the lock; who holds it, or held it last, is written to `PATH.holder.json`. */
  path: string;
  /** A noun that completes "another ... is running". */
  purpose: string;
  clock: Clock;
  /** How long to wait for a lock that is held; 0 by default. */
  waitMs?: number;
}

export interface ProcessLock {
  /** Throws a `UserFacingError` if the lock was lost, as happens when the machine slept while it was held. */
  assertHeld(): void;
  /** Never rejects: a lock that cannot be released is taken over when this process has ended. */
  release(): Promise<void>;
}

/** A holder refreshes its lock every 5 s; after 10 s of silence one that nothing else is known of counts as gone. */
const staleMs = 10_000;
/** A living process of this machine may be busy for long; after this its id has rather been given to another one. */
const livingStaleMs = 60_000;
/** Others pass the guard within a millisecond, so that everybody gets through long before this. */
const guardWaitMs = 2_000;
const pollMs = 25;

/** Clears a dead holder's lock away; throws where the holder lives, or may live. */
function clearTheWay(path: string, now: number): void {
  if (!existsSync(path)) return;
  const holder = readHolder(holderPath(path));
  if (holder !== null && isHolderDead(holder)) {
    rmdirSync(path);
    return;
  }
  const stale = holder !== null && isHolderLocal(holder) ? livingStaleMs : staleMs;
  const isFresh = lockfile.checkSync(path, { lockfilePath: path, realpath: false, stale });
  if (isFresh) throw lockHeld(path, holder, now);
}

/** Only under the guard: nobody else looks at the lock, takes it or clears it away meanwhile. */
function takeUnderGuard({ path, purpose, clock }: LockOptions, ours: LockHolder): ProcessLock {
  clearTheWay(path, clock.now());
  // The holder is written first: whoever dies after this line leaves a lock that names a dead process, or no lock.
  writeHolder(holderPath(path), ours);
  let isLost = false;
  const onCompromised = () => {
    isLost = true;
  };
  const unlock = lockfile.lockSync(path, { lockfilePath: path, realpath: false, stale: staleMs, onCompromised });
  const isHeld = () => !isLost && readHolder(holderPath(path))?.token === ours.token;
  return {
    assertHeld() {
      if (isHeld()) return;
      throw new UserFacingError(`This ${purpose} was interrupted for so long that its lock is lost. Start it again.`);
    },
    async release() {
      // A lost lock is somebody else's by now.
      if (!isHeld()) return;
      try {
        unlock();
      } catch {
        // It names this process, and is taken over once that has ended.
      }
    },
  };
}

function tryLock(options: LockOptions): ProcessLock {
  const { path, purpose, clock } = options;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const ours = createHolder(purpose, clock.now());
    return withGuard(path, ours, () => takeUnderGuard(options, ours));
  } catch (error) {
    if (errorCode(error) === "ELOCKED") throw lockHeld(path, readHolder(holderPath(path)), clock.now());
    throw toFileError(error, `The lock ${path} could not be taken`);
  }
}

/** How long an error is waited out; below 0 for one that waiting does not mend. */
function patienceWith(error: unknown, waitMs: number): number {
  if (error instanceof GuardHeldError) return Math.max(waitMs, guardWaitMs);
  return error instanceof LockHeldError ? waitMs : -1;
}

/**
 * Takes a lock that no other process or object holds. Its folder is created where it is missing. A lock whose holder's
 * process on this machine has ended is taken over at once. Rejects with a `LockHeldError` that says who holds it, or
 * with a `UserFacingError` where the folder cannot be written.
 */
export async function acquireLock(options: LockOptions): Promise<ProcessLock> {
  for (let waited = 0; ; waited += pollMs) {
    try {
      return tryLock(options);
    } catch (error) {
      if (waited >= patienceWith(error, options.waitMs ?? 0)) throw error;
    }
    await options.clock.sleep(pollMs);
  }
}
