import type { CallUsage } from "../../domain/answer.ts";
import { costOfSeconds } from "./hardware.ts";
import type { PredictionMetrics } from "./schema.ts";
import type { RunTarget } from "./targets.ts";

/** Unknown where any part is. */
function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

/** What the runs of one call have used together. */
export function usageOf(runs: readonly PredictionMetrics[], { hardware, version }: RunTarget): CallUsage {
  const [first] = runs;
  // Official models, which have no version to name, are not billed by the second.
  const costs = runs.map((run) => costOfSeconds(version === null ? null : hardware, run.predictSeconds));
  return {
    inputTokens: total(runs.map((run) => run.inputTokens)),
    outputTokens: total(runs.map((run) => run.outputTokens)),
    reasoningTokens: null,
    tokensPerSecond: runs.length === 1 ? (first?.tokensPerSecond ?? null) : null,
    costUsdNanos: total(costs),
  };
}
