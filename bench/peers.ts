import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, ...path), "utf8")) as T;
}

function isInstalled([name, version]: [string, string]): boolean {
  const path = ["node_modules", name, "package.json"];
  if (!existsSync(join(import.meta.dirname, ...path))) return false;
  return readJson<{ version: string }>(...path).version === version;
}

/** Installs the packages that the product is measured against, where they are missing. @throws Error where that fails. */
export function installPeers(): void {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>("package.json");
  if (Object.entries(dependencies).every(isInstalled)) return;
  const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
  const { status } = spawnSync("npm", ["ci", "--prefix", import.meta.dirname], options);
  if (status !== 0) throw new Error("The bench's own packages could not be installed: npm ci --prefix bench failed.");
}
