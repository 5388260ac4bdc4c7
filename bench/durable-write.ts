import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDurably } from "../src/shared/durable-file.ts";
import { nodeFileSystem } from "../src/shared/file-system.ts";

/** The part of write-file-atomic that is measured; the package has no types of its own. */
type WriteFileAtomic = (path: string, text: string) => Promise<void>;

const rounds = 300;
const warmUpRounds = 30;
/** About the size of a configuration with all tasks. */
const sizeInBytes = 20 * 1024;

function loadPeer(): WriteFileAtomic {
  const require = createRequire(import.meta.url);
  try {
    return require("write-file-atomic");
  } catch {
    const install = spawnSync("npm", ["ci", "--prefix", import.meta.dirname], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (install.status !== 0)
      throw new Error("The bench's own packages could not be installed: npm ci --prefix bench failed.");
    return require("write-file-atomic");
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * The time of a durable write of 20 KB (temporary file, fsync, rename, fsync of the folder) over that of
 * write-file-atomic (which does not fsync the folder): medians of writes that take turns on the same disk.
 */
export async function measureDurableWrite(): Promise<{
  title: string;
  ratio: number;
  target: number;
  details: string;
}> {
  const writeFileAtomic = loadPeer();
  const folder = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  const text = "x".repeat(sizeInBytes);
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let round = 0; round < warmUpRounds + rounds; round += 1) {
      const their = await timed(() => writeFileAtomic(join(folder, "theirs.json"), text));
      const our = await timed(() => {
        writeDurably(nodeFileSystem, join(folder, "ours.json"), text);
      });
      if (round < warmUpRounds) continue;
      theirs.push(their);
      ours.push(our);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [our, their] = [median(ours), median(theirs)];
  return {
    title: "durable write of 20 KB, against write-file-atomic 8",
    ratio: our / their,
    target: 0.65,
    details: `${our.toFixed(2)} ms against ${their.toFixed(2)} ms, medians of ${rounds} writes each`,
  };
}
