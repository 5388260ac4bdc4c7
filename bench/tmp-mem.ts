import { execFileSync, spawnSync } from "node:child_process";
import { startWorldProcess } from "./world-process.ts";
const world = await startWorldProcess({ models: { madeOnTheFly: Number(process.argv[2]) }, latencyMs: 0 });
for (const flags of process.argv.slice(3).length ? process.argv.slice(3) : [""]) {
  const t = performance.now();
  const { execFile } = await import("node:child_process"); const { promisify } = await import("node:util");
  const { stdout } = await promisify(execFile)(process.execPath, [...flags.split(" ").filter(Boolean), "bench/rank-synthetic.ts"], { env: { ...process.env, ...world.environment } });
  const r = JSON.parse(stdout); console.log(flags, r, (r.peakBytes / 1e6).toFixed(0), "MB", (performance.now() - t).toFixed(0), "ms");
}
await world.stop();
