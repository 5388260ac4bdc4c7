import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TaskName, taskNames } from "../src/domain/task.ts";
import { runNode } from "./child.ts";
import { compare, type Measurement, median, takeTurns } from "./measure.ts";
import { startWorldProcess, type WorldProcess } from "./world-process.ts";

const rounds = 3;
/** Long beside what the program itself does, so that the ratio is that of waiting. */
const latencyMs = 400;
const program = join(import.meta.dirname, "..", "src", "bin", "modelvane.ts");
const tasks = taskNames.slice(0, 9);

interface Verified {
  verification: { models: number; calls: number; durationMs: number };
}

/** One update in an empty home folder, without a budget; answers what its calls have come to. */
async function update(
  { environment }: WorldProcess,
  { names, candidates }: { names: readonly TaskName[]; candidates: number },
): Promise<Verified["verification"]> {
  const home = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  try {
    mkdirSync(join(home, "config"));
    writeFileSync(join(home, "config", "policy.json"), JSON.stringify({ verification: { candidates } }));
    const words = [program, "update", "--json", ...names.flatMap((task) => ["--task", task])];
    const { output } = await runNode(words, { ...environment, HF_TOKEN: "hf_demo", MODELVANE_HOME: home });
    return (JSON.parse(output) as Verified).verification;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The time of the slowest chain: of each task's best model alone, the one that takes longest. */
async function slowestChain(world: WorldProcess): Promise<number> {
  let slowest = 0;
  for (const task of tasks) {
    slowest = Math.max(slowest, (await update(world, { names: [task], candidates: 1 })).durationMs);
  }
  return slowest;
}

/** How long the calls of an update take, over the slowest chain of them. */
export async function measureVerifiedUpdate(): Promise<Measurement> {
  const world = await startWorldProcess({ models: "demo", latencyMs });
  let last: Verified["verification"] = { models: 0, calls: 0, durationMs: 0 };
  try {
    const costs = await takeTurns(
      {
        ours: async () => {
          last = await update(world, { names: tasks, candidates: 3 });
          return last.durationMs;
        },
        chain: () => slowestChain(world),
      },
      { rounds },
    );
    const { ratio, low, high } = compare(costs.ours, costs.chain);
    const [ours, chain] = [costs.ours, costs.chain].map((each) => Math.round(median(each)));
    return {
      title: `Time of the calls of an update of ${tasks.length} tasks with three candidates each, over the slowest chain of calls to one model`,
      value: ratio,
      target: 1.5,
      details: `middle half ${low.toFixed(2)} to ${high.toFixed(2)}; ${last.calls} calls to ${last.models} models in ${ours} ms against ${chain} ms, each answer ${latencyMs} ms away`,
    };
  } finally {
    await world.stop();
  }
}
