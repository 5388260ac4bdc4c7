import { cpus } from "node:os";
import process from "node:process";
import { measureCommandCpu } from "./command-cpu.ts";
import { measureCrowd } from "./crowd.ts";
import { measureDurableWrite } from "./durable-write.ts";
import { measureDuringUpdate } from "./during-update.ts";
import { measureFirstWord, measureGateway } from "./gateway.ts";
import { measureListings } from "./listings.ts";
import type { Measurement } from "./measure.ts";
import { measureMemory } from "./memory.ts";
import { installPeers } from "./peers.ts";
import { measureRoutedMemory } from "./routed-memory.ts";
import { measureRouterOverhead } from "./router-overhead.ts";
import { measureScoring } from "./scoring.ts";
import { measureStore } from "./store.ts";
import { renderMeasurements } from "./table.ts";
import { measureUpdate } from "./update.ts";

type Measure = () => Promise<Measurement | Measurement[]>;

const measures: Readonly<Record<string, Measure>> = {
  listings: measureListings,
  scoring: measureScoring,
  memory: measureMemory,
  "durable-write": measureDurableWrite,
  update: measureUpdate,
  "command-cpu": measureCommandCpu,
  crowd: measureCrowd,
  "during-update": measureDuringUpdate,
  "router-overhead": measureRouterOverhead,
  "routed-memory": measureRoutedMemory,
  gateway: measureGateway,
  "first-word": measureFirstWord,
  store: measureStore,
};

/** The measures of these names, or all where there is none. @throws Error for a name that there is not. */
function chosen(names: readonly string[]): Measure[] {
  return (names.length > 0 ? names : Object.keys(measures)).map((name) => {
    const measure = measures[name];
    if (!measure) throw new Error(`There is no "${name}" to measure. There are: ${Object.keys(measures).join(", ")}.`);
    return measure;
  });
}

async function main(names: readonly string[]): Promise<void> {
  const works = chosen(names);
  installPeers();
  const measurements: Measurement[] = [];
  for (const measure of works) measurements.push(...[await measure()].flat());
  console.log(renderMeasurements(measurements));
  console.log(`\nMedians of rounds side by side in one run: Node ${process.versions.node}, ${cpus().length} cores.`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
