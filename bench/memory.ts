import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runEmptyNode, runNode } from "./child.ts";
import { type Measurement, median, takeTurns } from "./measure.ts";
import type { RankedSynthetic } from "./rank-everything.ts";
import { startWorldProcess } from "./world-process.ts";

const models = 100_000;
const rounds = 5;
const bytesPerMegabyte = 1_000_000;

/** The most memory that discovery and ranking of a hundred thousand models hold, in a process of their own. */
export async function measureMemory(): Promise<Measurement> {
  const world = await startWorldProcess({ models: { madeOnTheFly: models }, latencyMs: 0 });
  // Compiled code is kept from the round that warms up: types are then not stripped, as in an installed package.
  const compileCache = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  const environment = { ...world.environment, NODE_COMPILE_CACHE: compileCache };
  const program = [join(import.meta.dirname, "rank-synthetic.ts")];
  try {
    const peaks = await takeTurns(
      {
        async ours() {
          const { output, usage } = await runNode(program, environment);
          const ranked = JSON.parse(output) as RankedSynthetic;
          if (ranked.models !== models) throw new Error(`Expected ${models} models, not ${ranked.models}.`);
          return usage.peakBytes;
        },
        empty: async () => (await runEmptyNode()).peakBytes,
      },
      { rounds, warmUp: 1 },
    );
    const [ours, empty] = [median(peaks.ours), median(peaks.empty)].map((bytes) => bytes / bytesPerMegabyte) as [
      number,
      number,
    ];
    const highest = Math.max(...peaks.ours) / bytesPerMegabyte;
    return {
      title: `Peak memory of discovering ${models.toLocaleString("en")} models and scoring them for all tasks`,
      value: ours,
      target: 200,
      unit: "MB",
      details: `highest of ${rounds} runs ${Math.round(highest)} MB; ${(ours / empty).toFixed(1)} times that of a Node process without a program`,
    };
  } finally {
    await world.stop();
    rmSync(compileCache, { recursive: true, force: true });
  }
}
