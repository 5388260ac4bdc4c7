import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskName } from "../src/domain/task.ts";
import { runEmptyNode, runNode, type Usage } from "./child.ts";
import { compare, type Measurement, median, takeTurns } from "./measure.ts";
import { startWorldProcess, type WorldProcess } from "./world-process.ts";

const rounds = 9;
const program = join(import.meta.dirname, "..", "src", "bin", "modelvane.ts");
const tasks: readonly TaskName[] = [
  "text-generation",
  "code-generation",
  "conversational",
  "question-answering",
  "summarization",
  "translation",
  "text2text-generation",
  "fill-mask",
  "feature-extraction",
];

/** One update in an empty home folder, by the command line. */
async function update({ environment }: WorldProcess, more: Readonly<Record<string, string>> = {}): Promise<Usage> {
  const home = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  try {
    const words = [program, "update", "--json", ...tasks.flatMap((task) => ["--task", task])];
    const { output, usage } = await runNode(words, { ...environment, ...more, MODELVANE_HOME: home });
    const { outcome } = JSON.parse(output) as { outcome: string };
    if (outcome !== "applied") throw new Error(`Expected an update that is applied, not one that is ${outcome}.`);
    return usage;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The processor time of a whole update, from the start of the process to its end. */
export async function measureUpdate(): Promise<Measurement> {
  const world = await startWorldProcess({ models: "demo", latencyMs: 0 });
  try {
    const costs = await takeTurns(
      {
        ours: async () => (await update(world)).cpuMs,
        first: async () => (await update(world, { NODE_DISABLE_COMPILE_CACHE: "1" })).cpuMs,
        empty: async () => (await runEmptyNode()).cpuMs,
      },
      { rounds, warmUp: 1 },
    );
    const [seconds, first] = [costs.ours, costs.first].map((each) => (median(each) / 1000).toFixed(2));
    return {
      title: `Processor time of an update of ${tasks.length} tasks against the demo's Hub, the start of the process included`,
      value: Number(seconds),
      target: 1,
      unit: "s",
      details: `${first} s where nothing compiled is kept from an earlier start; ${compare(costs.ours, costs.empty).ratio.toFixed(0)} times that of starting Node without a program`,
    };
  } finally {
    await world.stop();
  }
}
