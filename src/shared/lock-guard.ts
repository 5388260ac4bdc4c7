import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorCode } from "./file-system.ts";
import { isHolderDead, LockHeldError, type LockHolder, readHolder, writeHolder } from "./lock-holder.ts";
import { isProcessAlive } from "./process-identity.ts";

/** Another process is taking the same lock at this very moment. */
export class GuardHeldError extends LockHeldError {
  override name = "GuardHeldError";

  constructor(lockPath: string) {
    super(`Another process holds the lock ${lockPath}. Try again in a few seconds.`, null);
  }
}

/** The guard is held for less than a millisecond; one so old is a dead process's, whoever has its id by now. */
const guardStaleMs = 10_000;

function guardOf(lockPath: string): string {
  return `${lockPath}.guard`;
}

function ignoring(codes: readonly string[], action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!codes.includes(errorCode(error) ?? "")) throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function isAbandoned(path: string): boolean {
  const holder = readHolder(path);
  if (holder !== null && isHolderDead(holder)) return true;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs < Date.now() - guardStaleMs;
}

/** Each acquisition's file has a name of its own, so that of all who see a dead one's, no one removes a newer one. */
function clearAbandoned(guard: string): void {
  for (const name of namesIn(guard)) {
    const path = join(guard, name);
    if (isAbandoned(path)) ignoring(["ENOENT"], () => unlinkSync(path));
  }
}

/** A folder takes the guard's place only where there is none, or an empty one; so it comes with its holder in it. */
function takeGuard(lockPath: string, holder: LockHolder, file: string): void {
  const guard = guardOf(lockPath);
  const prepared = `${guard}.${holder.pid}-${holder.token}`;
  try {
    mkdirSync(prepared);
    writeHolder(join(prepared, file), holder);
    renameSync(prepared, guard);
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    if (["ENOTEMPTY", "EEXIST"].includes(errorCode(error) ?? "")) throw new GuardHeldError(lockPath);
    throw error;
  }
}

/** What processes left that were killed just before they took the guard. */
function removeLeftovers(guard: string): void {
  const prefix = `${basename(guard)}.`;
  for (const name of namesIn(dirname(guard))) {
    const writer = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(writer) || isProcessAlive(writer)) continue;
    rmSync(join(dirname(guard), name), { recursive: true, force: true });
  }
}

/**
 * Runs `work` while no other process runs any under the guard of the same lock. Whoever is killed at any moment leaves
 * a guard that names a dead process and is passed at once. Throws a `GuardHeldError` where another process is there.
 */
export function withGuard<T>(lockPath: string, holder: LockHolder, work: () => T): T {
  const guard = guardOf(lockPath);
  const file = `${holder.token}.json`;
  clearAbandoned(guard);
  takeGuard(lockPath, holder, file);
  try {
    removeLeftovers(guard);
    return work();
  } finally {
    ignoring(["ENOENT"], () => unlinkSync(join(guard, file)));
    ignoring(["ENOENT", "ENOTEMPTY", "EEXIST"], () => rmdirSync(guard));
  }
}
