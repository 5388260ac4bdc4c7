import { errorCode } from "./file-system.ts";

/** Whether a process of this machine runs under the id; one of another user counts. */
export function isProcessAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/**
 * Tells this process from an earlier one that had the same id, as the first process of a restarted container does.
 * Milliseconds since the epoch, with fractions.
 */
export function processStart(): number {
  return performance.timeOrigin;
}
