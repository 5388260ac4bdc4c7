import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lets a home's updates replace at once what a listing misses, so that a test need not wait for the next one. */
export function writeImpatientPolicy(home: string): void {
  mkdirSync(join(home, "config"), { recursive: true });
  writeFileSync(join(home, "config", "policy.json"), JSON.stringify({ steadiness: { misses: 1 } }));
}
