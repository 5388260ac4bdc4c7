import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Installs the packages that the product is measured against, where they are missing. @throws Error where that fails. */
export function installPeers(): void {
  if (existsSync(join(import.meta.dirname, "node_modules"))) return;
  const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
  const { status } = spawnSync("npm", ["ci", "--prefix", import.meta.dirname], options);
  if (status !== 0) throw new Error("The bench's own packages could not be installed: npm ci --prefix bench failed.");
}
