import { cpus } from "node:os";
import process from "node:process";
import { measureChatCrowd } from "./chat-crowd.ts";
import { measureFirstToken } from "./chat-first-token.ts";
import { measureChatLength } from "./chat-length.ts";
import { runNode } from "./child.ts";
import { measureChoice } from "./choice.ts";
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
import { measureSteadiness } from "./steadiness.ts";
import { measureStore } from "./store.ts";
import { renderMeasurements } from "./table.ts";
import { measureUpdate } from "./update.ts";
import { measureVerifiedUpdate } from "./verified-update.ts";
import { measureWatch } from "./watch.ts";

/** Before the name of a measure that is made in this very process, and answered as JSON. */
const alone = "--alone";

type Measure = () => Promise<Measurement | Measurement[]>;

const measures: Readonly<Record<string, Measure>> = {
  listings: measureListings,
  scoring: measureScoring,
  memory: measureMemory,
  "durable-write": measureDurableWrite,
  update: measureUpdate,
  "verified-update": measureVerifiedUpdate,
  "command-cpu": measureCommandCpu,
  crowd: measureCrowd,
  "during-update": measureDuringUpdate,
  "router-overhead": measureRouterOverhead,
  "routed-memory": measureRoutedMemory,
  gateway: measureGateway,
  "first-word": measureFirstWord,
  store: measureStore,
  "chat-first-token": measureFirstToken,
  "chat-crowd": measureChatCrowd,
  "chat-length": measureChatLength,
  choice: measureChoice,
  steadiness: measureSteadiness,
  watch: measureWatch,
};

/** @throws Error for a name that there is not. */
function measureOf(name: string): Measure {
  const measure = measures[name];
  if (measure) return measure;
  throw new Error(`There is no "${name}" to measure. There are: ${Object.keys(measures).join(", ")}.`);
}

/** In a process of its own, so that what was compiled for one measure does not slow the next. */
async function measureApart(name: string): Promise<Measurement[]> {
  const { output } = await runNode([import.meta.filename, alone, name]);
  return JSON.parse(output) as Measurement[];
}

async function main(names: readonly string[]): Promise<void> {
  const chosen = names.length > 0 ? names : Object.keys(measures);
  chosen.forEach(measureOf);
  installPeers();
  const measurements: Measurement[] = [];
  for (const name of chosen) measurements.push(...(await measureApart(name)));
  console.log(renderMeasurements(measurements));
  console.log(`\nMedians of rounds side by side in one run: Node ${process.versions.node}, ${cpus().length} cores.`);
}

const words = process.argv.slice(2);
try {
  if (words[0] === alone) console.log(JSON.stringify([await measureOf(words[1] ?? "")()].flat()));
  else await main(words);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
