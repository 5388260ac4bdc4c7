import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";

const memory = "/dev/shm";
/** The tests fill a tenth of it; a container's own memory disk may be as small as 64 MB. */
const enough = 512 * 1024 * 1024;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}

/**
 * Lets every test make its homes in memory where the machine has a disk there: what is written is flushed thousands of
 * times, which on a real disk takes a quarter of the suite's time. Answers what removes all that the tests left.
 */
export function setup(): (() => void) | undefined {
  if (!hasRoom()) return undefined;
  const folder = mkdtempSync(join(memory, "modelvane-tests-"));
  // Some tests run what lies there as another user.
  chmodSync(folder, 0o755);
  env.TMPDIR = folder;
  // A process that is just ending may still write its compiled code there.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
