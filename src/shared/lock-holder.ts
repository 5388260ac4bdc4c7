import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { UserFacingError } from "../domain/errors.ts";
import { toTimestamp } from "./clock.ts";
import { isProcessAlive, processStart } from "./process-identity.ts";

const lockHolderSchema = z.object({
  pid: z.int().positive(),
  hostName: z.string(),
  /** A noun: what the holder does ("update"). */
  purpose: z.string(),
  since: z.iso.datetime(),
  processStart: z.number(),
  /** Differs for every acquisition. */
  token: z.string(),
});

/** Who holds a lock, as it is written beside it. */
export type LockHolder = z.infer<typeof lockHolderSchema>;

/** Somebody else holds the lock. `holder` is null where that is not known. */
export class LockHeldError extends UserFacingError {
  override name = "LockHeldError";
  readonly holder: LockHolder | null;

  constructor(message: string, holder: LockHolder | null) {
    super(message);
    this.holder = holder;
  }
}

/** Where the holder of a lock is written. */
export function holderPath(lockPath: string): string {
  return `${lockPath}.holder.json`;
}

/** This process as a holder; `now` in ms since the epoch. */
export function createHolder(purpose: string, now: number): LockHolder {
  return {
    pid: process.pid,
    hostName: hostname(),
    purpose,
    since: toTimestamp(now),
    processStart: processStart(),
    token: randomUUID(),
  };
}

/** Writes who holds a lock. Throws what Node throws. */
export function writeHolder(path: string, holder: LockHolder): void {
  writeFileSync(path, `${JSON.stringify(holder)}\n`);
}

/** The holder that is written there; null where there is none that can be read. */
export function readHolder(path: string): LockHolder | null {
  try {
    return lockHolderSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** Whether the holder runs, or ran, on this machine. */
export function isHolderLocal(holder: LockHolder): boolean {
  return holder.hostName === hostname();
}

/** Whether the holder's process has certainly ended; of another machine's processes nothing is known. */
export function isHolderDead(holder: LockHolder): boolean {
  if (!isHolderLocal(holder)) return false;
  if (holder.pid === process.pid) return holder.processStart !== processStart();
  return !isProcessAlive(holder.pid);
}

function describeStart(since: string, now: number): string {
  const day = since.slice(0, 10);
  const time = `${since.slice(11, 19)} UTC`;
  return day === toTimestamp(now).slice(0, 10) ? time : `${day} ${time}`;
}

/** The error for a lock that is held; `now` in ms since the epoch. */
export function lockHeld(lockPath: string, holder: LockHolder | null, now: number): LockHeldError {
  if (holder === null) {
    return new LockHeldError(`Another process holds the lock ${lockPath}. Try again in a few seconds.`, null);
  }
  const host = isHolderLocal(holder) ? "" : ` on ${holder.hostName}`;
  const started = describeStart(holder.since, now);
  const message = `Another ${holder.purpose} is running (process ${holder.pid}${host}, started ${started}). Try again when it has ended.`;
  return new LockHeldError(message, holder);
}
