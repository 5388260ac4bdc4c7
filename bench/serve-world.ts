import process from "node:process";
import { createSyntheticSource, syntheticRecords } from "../demo/world/synthetic.ts";
import { startWorld, type WorldOptions } from "../demo/world/world.ts";

export interface WorldDescription {
  /** The demo's own models, synthetic ones in memory, or synthetic ones that are made as they are asked for. */
  models: "demo" | { inMemory: number; pipelines: readonly string[] } | { madeOnTheFly: number };
  /** Milliseconds before each answer. */
  latencyMs: number;
}

function optionsOf({ models, latencyMs }: WorldDescription): WorldOptions {
  if (models === "demo") return { latencyMs };
  if ("madeOnTheFly" in models) return { latencyMs, source: createSyntheticSource({ count: models.madeOnTheFly }) };
  const { inMemory: count, pipelines } = models;
  return { latencyMs, records: [...syntheticRecords({ count, pipelines })] };
}

/** Serves the world that the first argument describes, until the parent lets go. */
const world = await startWorld(optionsOf(JSON.parse(process.argv[2] ?? "{}") as WorldDescription));
process.send?.(world.environment);
process.once("disconnect", () => void world.stop());
