import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDurably } from "../src/shared/durable-file.ts";
import { nodeFileSystem } from "../src/shared/file-system.ts";
import { type Measurement, median, takeTurns, timed } from "./measure.ts";

/** The part of write-file-atomic that is measured; the package has no types of its own. */
type WriteFileAtomic = (path: string, text: string) => Promise<void>;

const rounds = 300;
const warmUpRounds = 30;
/** About the size of a configuration with all tasks. */
const sizeInBytes = 20 * 1024;

/**
 * The time of a durable write of 20 KB (temporary file, fsync, rename, fsync of the folder) over that of
 * write-file-atomic (which does not fsync the folder): medians of writes that take turns on the same disk.
 */
export async function measureDurableWrite(): Promise<Measurement> {
  const writeFileAtomic: WriteFileAtomic = createRequire(import.meta.url)("write-file-atomic");
  const folder = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  const text = "x".repeat(sizeInBytes);
  try {
    const { ours, theirs } = await takeTurns(
      {
        ours: timed(() => writeDurably(nodeFileSystem, join(folder, "ours.json"), text)),
        theirs: timed(() => writeFileAtomic(join(folder, "theirs.json"), text)),
      },
      { rounds, warmUp: warmUpRounds },
    );
    return {
      title: "Durable write of 20 KB, over that of write-file-atomic 8",
      value: median(ours) / median(theirs),
      target: 0.65,
      details: `${median(ours).toFixed(2)} ms against ${median(theirs).toFixed(2)} ms, medians of ${rounds} writes each`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
