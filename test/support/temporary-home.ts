import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An empty folder with config/ and history/ in it, and what removes it. */
export function createTemporaryHome(): { home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), "modelvane-test-"));
  for (const folder of ["config", "history"]) mkdirSync(join(home, folder));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
